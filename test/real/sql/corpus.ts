import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fileSource, openTable, type Profile, type ProfileOptions, profileTable } from '@mlops-actions/data'

const run = promisify(execFile)
const golden = (file: string): string => new URL(`../../golden/data/files/${file}`, import.meta.url).pathname

/** The golden columns every engine has a type for; each with PostgreSQL's. */
const GOLDEN_TYPES = {
  bool: 'boolean',
  i8: 'smallint',
  i16: 'smallint',
  i32: 'integer',
  i64: 'bigint',
  i64_steps: 'bigint',
  i64_wide: 'bigint',
  f64: 'double precision',
  f32: 'real',
  text: 'text',
  text_distinct: 'text',
  text_long: 'text',
  date: 'date',
  ts_us: 'timestamp with time zone',
  ts_ms: 'timestamp without time zone',
  dec7: 'numeric(7,2)',
  dec18: 'numeric(18,4)',
  dec38: 'numeric(38,10)',
  category: 'text',
} as const

const CROWD_TYPES = {
  tied: 'double precision',
  huge: 'double precision',
  tiny: 'double precision',
  'a "b"': 'text',
  id: 'text',
  word: 'text',
} as const

/** More rows than categories may be listed, ties, a heavy value, and both ends of the doubles. */
const CROWD = `SELECT
  CASE WHEN i % 5 = 0 THEN 1e0 WHEN i % 11 = 0 THEN -0.0e0 ELSE ((i * 7919) % 100003)::DOUBLE / 10e0 END AS tied,
  CASE WHEN i % 1000 = 7 THEN 'NaN'::DOUBLE WHEN i % 1000 = 8 THEN 'inf'::DOUBLE WHEN i % 1000 = 9 THEN '-inf'::DOUBLE
    ELSE (i % 3 - 1)::DOUBLE * 1.7e308 + i::DOUBLE END AS huge,
  (i % 7)::DOUBLE * 5e-324 AS tiny,
  CASE i % 4 WHEN 0 THEN 'it''s' WHEN 1 THEN 'a,b"c' WHEN 2 THEN NULL ELSE '' END AS "a ""b""",
  'id-' || i AS id,
  CASE WHEN i % 3 = 0 THEN 'é' WHEN i % 7 = 0 THEN '\\N😀' ELSE 'id-' || i END AS word
FROM range(140000) AS t(i)`

export interface Dataset {
  readonly name: string
  readonly select: string
  /** Column to PostgreSQL type. */
  readonly types: Readonly<Record<string, string>>
  readonly rows: number
}

const goldenColumns = Object.keys(GOLDEN_TYPES).join(', ')
export const DATASETS = {
  sparse: {
    name: 'sparse',
    select: `SELECT ${goldenColumns} FROM '${golden('plain-v1.parquet')}'`,
    types: GOLDEN_TYPES,
    rows: 230,
  },
  dense: {
    name: 'dense',
    select: `SELECT ${goldenColumns} FROM '${golden('dense.parquet')}'`,
    types: GOLDEN_TYPES,
    rows: 230,
  },
  nulls: {
    name: 'nulls',
    select: `SELECT ${goldenColumns} FROM '${golden('all-null.parquet')}'`,
    types: GOLDEN_TYPES,
    rows: 230,
  },
  crowd: { name: 'crowd', select: CROWD, types: CROWD_TYPES, rows: 140_000 },
} satisfies Record<string, Dataset>

export interface Corpus {
  readonly folder: string
  path(dataset: Dataset, extension: 'parquet' | 'csv'): string
  fromFile(dataset: Dataset, options?: ProfileOptions): Promise<Profile>
  dispose(): Promise<void>
}

/** Marks a null in the CSV files; no value of the corpus is that text. */
export const NULL_MARK = '(null)'

/** Writes the data sets as Parquet and CSV: by DuckDB, so that nothing of ours has a hand in what is compared. */
export async function writeCorpus(datasets: readonly Dataset[]): Promise<Corpus> {
  const folder = await mkdtemp(join(tmpdir(), 'sql-corpus-'))
  const path = (dataset: Dataset, extension: 'parquet' | 'csv') =>
    join(folder, `${dataset.name}.${extension}`)
  for (const dataset of datasets) {
    const statements = [
      "SET TimeZone = 'UTC'",
      `COPY (${dataset.select}) TO '${path(dataset, 'parquet')}' (FORMAT parquet)`,
      `COPY (${dataset.select}) TO '${path(dataset, 'csv')}' (FORMAT csv, HEADER, NULLSTR '${NULL_MARK}', FORCE_QUOTE *)`,
    ]
    await run('duckdb', ['-no-init', '-batch', '-bail', ':memory:', '-c', statements.join(';\n')])
  }
  return {
    folder,
    path,
    async fromFile(dataset, options = {}) {
      const table = await openTable(await fileSource(path(dataset, 'parquet')))
      try {
        return await profileTable(table, options)
      } finally {
        await table.close()
      }
    },
    dispose: () => rm(folder, { recursive: true, force: true }),
  }
}
