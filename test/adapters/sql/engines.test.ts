import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { openSqlEngine, type SqlConnection } from '@mlops-actions/adapters'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nodeExec } from '@mlops-actions/core'

/**
 * Little programs under the names of the engines' command lines: what they are given, and how their answers are read.
 * The real duckdb, psql and spark-sql are run by test/real/sql.
 */
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engines-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The program writes down its arguments, its input and the file it is given, and answers the calls in turn. */
async function program(name: string, answers: readonly string[], exitCode = 0): Promise<void> {
  await writeFile(join(folder, 'answers.json'), JSON.stringify(answers))
  const script = `#!${process.execPath}
const fs = require('node:fs'), at = (file) => ${JSON.stringify(folder)} + '/' + file
const args = process.argv.slice(2)
const file = args.map((arg) => /^(?:--file=|@)(.*)$/.exec(arg)?.[1]).find((path) => path)
const calls = fs.existsSync(at('calls.json')) ? JSON.parse(fs.readFileSync(at('calls.json'), 'utf8')) : []
calls.push({ args, stdin: fs.readFileSync(0, 'utf8'), file: file && fs.readFileSync(file, 'utf8'), mode: file && fs.statSync(file).mode & 0o777 })
fs.writeFileSync(at('calls.json'), JSON.stringify(calls))
process.stdout.write(JSON.parse(fs.readFileSync(at('answers.json'), 'utf8'))[calls.length - 1])
process.stderr.write(${JSON.stringify(exitCode === 0 ? '' : '26/11/24 WARN Utils: noise\n::error::no such table\n')})
process.exitCode = ${exitCode}
`
  await writeFile(join(folder, name), script)
  await chmod(join(folder, name), 0o755)
}

interface Call {
  readonly args: readonly string[]
  readonly stdin: string
  readonly file?: string
  readonly mode?: number
}
const calls = async (): Promise<readonly Call[]> =>
  JSON.parse(await readFile(join(folder, 'calls.json'), 'utf8'))

function open(connection: SqlConnection, variables: Readonly<Record<string, string>> = {}) {
  const env: Record<string, string | undefined> = {
    ...process.env,
    ...variables,
    PATH: `${folder}${delimiter}${process.env['PATH']}`,
  }
  let now = 0
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms
    },
  }
  return openSqlEngine({ exec: nodeExec(env), env: { get: (name) => env[name] }, clock }, connection)
}

const SECRET = 'hunter2'
const SELECT = `SELECT '${'x'.repeat(200_000)}'`

describe('the command line of', () => {
  test('trino gets the statement in a private file and its password nowhere', async () => {
    await program('trino', ['0\tx61\t3\n1\t\t4\n'])
    const engine = open(
      { engine: 'trino', server: 'https://t.example', catalog: 'hive' },
      { TRINO_PASSWORD: SECRET },
    )
    expect(await engine.query(SELECT)).toEqual([
      ['0', 'x61', '3'],
      ['1', '', '4'],
    ])
    const [call] = await calls()
    expect(call).toMatchObject({ file: `${SELECT};\n`, mode: 0o600, stdin: '' })
    expect(call!.args).toEqual(
      expect.arrayContaining([
        '--server=https://t.example',
        '--catalog=hive',
        '--password',
        '--output-format=TSV',
      ]),
    )
    expect(JSON.stringify(call!.args)).not.toContain(SECRET)
  })

  test('bigquery prints a header that is no row, and as many rows as there are', async () => {
    await program('bq', ['c,k\n0,x61\n'])
    expect(await open({ engine: 'bigquery', project: 'p', location: 'EU' }).query(SELECT)).toEqual([
      ['0', 'x61'],
    ])
    const [call] = await calls()
    expect(call!.stdin).toBe(SELECT)
    expect(call!.args.slice(0, 6)).toEqual([
      '--quiet',
      '--headless',
      '--format=csv',
      '--project_id=p',
      '--location=EU',
      'query',
    ])
    expect(call!.args).toContain('--use_legacy_sql=false')
    expect(call!.args.some((arg) => /^--max_rows=\d{6,}$/.test(arg))).toBe(true)
  })

  test('snowflake answers in JSON, a row an object', async () => {
    await program('snow', ['[{"C": "0", "K": "x61"}, {"C": "1", "K": null}]', 'Connecting...', '{"C": 1}'])
    const engine = open({ engine: 'snowflake', connection: 'ci' })
    expect(await engine.query(SELECT)).toEqual([
      ['0', 'x61'],
      ['1', ''],
    ])
    const [call] = await calls()
    expect(call!.stdin).toBe(`${SELECT};\n`)
    expect(call!.args.join(' ')).toBe(
      'sql --stdin --format JSON --silent --enable-templating NONE --connection ci',
    )
    await expect(engine.query(SELECT)).rejects.toMatchObject({ code: 'sql-answer' })
    await expect(engine.query(SELECT)).rejects.toMatchObject({ code: 'sql-answer' })
  })

  test('databricks is asked, asked again, and read chunk by chunk', async () => {
    const id = '01ee-ab'
    await program('databricks', [
      JSON.stringify({ statement_id: id, status: { state: 'PENDING' } }),
      JSON.stringify({ statement_id: id, status: { state: 'RUNNING' } }),
      JSON.stringify({
        statement_id: id,
        status: { state: 'SUCCEEDED' },
        result: { data_array: [['0', 'x61']], next_chunk_index: 1 },
      }),
      JSON.stringify({ data_array: [['1', null]] }),
    ])
    expect(await open({ engine: 'databricks', warehouse: 'w1' }).query(SELECT)).toEqual([
      ['0', 'x61'],
      ['1', ''],
    ])
    const made = await calls()
    expect(JSON.parse(made[0]!.file!)).toMatchObject({
      statement: SELECT,
      warehouse_id: 'w1',
      disposition: 'INLINE',
    })
    expect(made.map(({ args }) => args.slice(0, 3).join(' '))).toEqual([
      'api post /api/2.0/sql/statements',
      `api get /api/2.0/sql/statements/${id}`,
      `api get /api/2.0/sql/statements/${id}`,
      `api get /api/2.0/sql/statements/${id}/result/chunks/1`,
    ])
  })

  test('databricks that fails says why', async () => {
    const failed = {
      statement_id: '0',
      status: { state: 'FAILED', error: { message: 'TABLE_OR_VIEW_NOT_FOUND' } },
    }
    await program('databricks', [JSON.stringify(failed)])
    const query = open({ engine: 'databricks', warehouse: 'w1' }).query(SELECT)
    await expect(query).rejects.toMatchObject({
      code: 'sql-failed',
      message: expect.stringContaining('NOT_FOUND'),
    })
  })

  test('any that fails is quoted harmlessly, without the noise of a JVM and without the statement', async () => {
    await program('trino', [`near ${SELECT};\n`], 1)
    const query = open({ engine: 'trino', server: 'http://t' }).query(SELECT)
    const error = await query.catch((caught: unknown) => caught as Error)
    expect(error).toMatchObject({ code: 'sql-failed' })
    expect((error as Error).message).toMatch(/^trino: /)
    expect((error as Error).message).toContain('no such table')
    expect((error as Error).message).not.toMatch(/^::|noise|xxxxx{400}/m)
  })

  test('a program that is not installed is said to be missing', async () => {
    await program('other', [''])
    const engine = openSqlEngine(
      {
        exec: nodeExec({ PATH: folder }),
        env: { get: () => undefined },
        clock: { now: () => 0, sleep: async () => undefined },
      },
      { engine: 'duckdb' },
    )
    await expect(engine.query(SELECT)).rejects.toMatchObject({ code: 'program-not-found' })
  })
})
