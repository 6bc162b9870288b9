import { execFile } from 'node:child_process'
import { access, mkdir, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { fileSource, openTable, profileTable, serializeProfile } from '@mlops-actions/data'
import { PYTHON } from './measure.ts'

/** A table in several formats, made once and kept: 1 M rows x 25 columns take 1.2 GB. */
export interface TableSpec {
  readonly rows: number
  readonly numbers: number
  readonly texts: number
  readonly formats: readonly string[]
}

const CACHE = process.env['MLOPS_BENCH_CACHE'] ?? join(homedir(), '.cache/mlops-actions/bench-engine')

export interface MadeTable {
  readonly file: (format: string) => string
  /** A profile whose edges everyone counts on: a row in each 2048. */
  readonly reference: string
}

/**
 * @param name Of its folder in the cache: another spec needs another name.
 * @param like The table whose reference it is counted on; its own when absent.
 */
export async function tableOf(name: string, spec: TableSpec, like?: MadeTable): Promise<MadeTable> {
  await compiled()
  const folder = join(CACHE, name)
  const file = (format: string): string => join(folder, `table.${format}`)
  const reference = like?.reference ?? join(folder, 'reference.json')
  if (!(await exists(folder))) {
    // Made aside: a generation cut short is not taken for the table.
    const aside = `${folder}.${process.pid}`
    await mkdir(aside, { recursive: true })
    const program = fileURLToPath(new URL('programs/data.py', import.meta.url))
    const { rows, numbers, texts, formats } = spec
    await promisify(execFile)(PYTHON, [program, aside, ...[rows, numbers, texts].map(String), ...formats])
    await rename(aside, folder)
  }
  if (!(await exists(reference))) {
    const table = await openTable(await fileSource(file(spec.formats[0]!)))
    await writeFile(reference, serializeProfile(await profileTable(table)))
    await table.close()
  }
  return { file, reference }
}

/** The programs import what is compiled, as users do: erasing types at their start would be counted. */
async function compiled(): Promise<void> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  await promisify(execFile)(process.execPath, [compiler, '-b', 'packages/data'], { cwd: root })
}

const exists = async (path: string): Promise<boolean> =>
  await access(path).then(
    () => true,
    () => false,
  )
