import { execFile } from 'node:child_process'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { type Column, DataError, fileSource, isValid, openTable, readColumns } from '@mlops-actions/data'

/**
 * Reads every Parquet and Arrow file below a folder and compares it with pyarrow, value by value:
 *
 *     node --conditions=source test/corpus/check.ts FOLDER [RESULT.json]
 *
 * made for checkouts of apache/parquet-testing and apache/arrow-testing, which are not part of this repository. A column
 * is equal, refused with a DataError, or a failure: different from pyarrow, or an error of another kind. PYTHON names the
 * interpreter that has pyarrow.
 */
interface Dumped {
  readonly name: string
  readonly kind?: Column['kind']
  readonly values?: readonly unknown[]
  readonly error?: string
}

interface Outcome {
  readonly file: string
  readonly outcome: 'equal' | 'refused' | 'partly refused' | 'FAILED'
  readonly columns?: number
  readonly remarks: readonly string[]
}

const TABLES =
  /\.(?:parquet|arrow|arrow_file|stream|arrows|feather|fuzz)$|clusterfuzz|crash-|parquet\.encrypted$/
/** Where pyarrow, and not we, is wrong. */
const KNOWN: Readonly<Record<string, string>> = {
  'int96_from_spark.parquet': 'years beyond 2262 overflow the nanoseconds that pyarrow keeps instants in',
}
const run = promisify(execFile)

async function dump(path: string): Promise<readonly Dumped[] | string> {
  const dumped = run(
    process.env['PYTHON'] ?? 'python3',
    [new URL('dump.py', import.meta.url).pathname, path],
    {
      maxBuffer: 2 ** 30,
      timeout: 60_000,
    },
  )
  const result = await dumped.catch((error: unknown) => error)
  if (result instanceof Error) return result.message.trim().split('\n').at(-1) ?? 'failed'
  const { stdout } = result as { stdout: string }
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Dumped)
}

function spell(column: Column, row: number): unknown {
  if (!isValid(column.validity, row)) return null
  switch (column.kind) {
    case 'number':
    case 'timestamp':
      return Number.isFinite(column.values[row]) ? column.values[row] : String(column.values[row])
    case 'bigint':
      return String(column.values[row])
    case 'boolean':
      return column.values[row] === 1
    case 'text':
      return column.dictionary[column.codes[row]!]
  }
}

/** Undefined when equal. */
function difference(column: Column, { kind, values = [] }: Dumped): string | undefined {
  if (column.length !== values.length) return `${column.length} rows, pyarrow has ${values.length}`
  for (const [row, theirs] of values.entries()) {
    const ours = spell(column, row)
    if (!Object.is(ours, theirs))
      return `row ${row}: ${String(ours)}, pyarrow has ${String(theirs)} (${kind})`
  }
  return undefined
}

async function check(file: string, path: string): Promise<Outcome> {
  const theirs = await dump(path)
  const remarks: string[] = []
  const refused = new Set<string>()
  let failed = false
  let equal = 0
  try {
    const source = await fileSource(path)
    const named = /\.(?:parquet|arrow|feather)$/.test(file) ? source : { ...source, name: `${path}.table` }
    const table = await openTable(named)
    const names = new Set([
      ...table.fields.map(({ name }) => name),
      ...(typeof theirs === 'string' ? [] : theirs.map(({ name }) => name)),
    ])
    for (const name of names) {
      try {
        const column = (await readColumns(table, [name])).get(name)!
        const other = typeof theirs === 'string' ? undefined : theirs.find((one) => one.name === name)
        if (other === undefined) remarks.push(`${name}: read; pyarrow says nothing of it`)
        else if (other.error !== undefined) remarks.push(`${name}: read; pyarrow: ${other.error}`)
        else {
          const found = difference(column, other)
          if (found === undefined) equal++
          else {
            failed ||= KNOWN[basename(file)] === undefined
            remarks.push(`${name}: ${found}`)
          }
        }
      } catch (error) {
        if (!(error instanceof DataError)) throw error
        refused.add(name)
        remarks.push(`refused: ${error.code}: ${error.message.replace(path, file)}`)
      }
    }
    await table.close()
  } catch (error) {
    const said =
      error instanceof DataError
        ? `refused: ${error.code}: ${error.message.replace(path, file)}`
        : String(error)
    if (!(error instanceof DataError)) failed = true
    else refused.add('')
    remarks.push(said)
  }
  const known = KNOWN[basename(file)]
  if (known !== undefined) remarks.push(`known: ${known}`)
  if (typeof theirs === 'string') remarks.push(`pyarrow: ${theirs.replace(path, file)}`)
  const outcome = failed ? 'FAILED' : refused.size === 0 ? 'equal' : equal > 0 ? 'partly refused' : 'refused'
  return { file, outcome, columns: equal, remarks }
}

const [folder, result] = process.argv.slice(2)
if (folder === undefined) throw new Error('name a folder')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => TABLES.test(file) && statSync(join(folder, file)).isFile())
  .sort()
const outcomes: Outcome[] = []
for (const file of files) {
  const started = performance.now()
  const outcome = await check(file, join(folder, file))
  outcomes.push(outcome)
  const ms = Math.round(performance.now() - started)
  console.log(`${outcome.outcome.padEnd(15)} ${file} (${outcome.columns} columns equal, ${ms} ms)`)
  if (outcome.outcome === 'FAILED') for (const remark of outcome.remarks) console.log(`    ${remark}`)
}
if (result !== undefined)
  writeFileSync(result, `[\n${outcomes.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`)
const failures = outcomes.filter(({ outcome }) => outcome === 'FAILED').length
console.log(JSON.stringify({ files: outcomes.length, failures }))
process.exitCode = failures === 0 ? 0 : 1
