import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { profileSql, type SqlEngine, type SqlEngineName } from '@mlops-actions/data'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Corpus, type Dataset, DATASETS, writeCorpus } from './corpus.ts'
import { openHere } from './engines.ts'
import { expectSameProfile } from './same-profile.ts'

/**
 * Engines that are not run here. Every statement is parsed by sqlglot in the dialect's grammar, said again in DuckDB's
 * words and run there: what it means is checked, but by a translator's idea of the dialect.
 */
const run = promisify(execFile)

/** What each engine calls the types of the golden columns and of the crowd. */
const NAMES: Partial<Record<SqlEngineName, Readonly<Record<string, string>>>> = {
  trino: {
    boolean: 'boolean',
    smallint: 'smallint',
    integer: 'integer',
    bigint: 'bigint',
    'double precision': 'double',
    real: 'real',
    text: 'varchar',
    date: 'date',
    'timestamp with time zone': 'timestamp(6) with time zone',
    'timestamp without time zone': 'timestamp(3)',
    'numeric(7,2)': 'decimal(7,2)',
    'numeric(18,4)': 'decimal(18,4)',
    'numeric(38,10)': 'decimal(38,10)',
  },
  bigquery: {
    boolean: 'BOOL',
    smallint: 'INT64',
    integer: 'INT64',
    bigint: 'INT64',
    'double precision': 'FLOAT64',
    real: 'FLOAT64',
    text: 'STRING',
    date: 'DATE',
    'timestamp with time zone': 'TIMESTAMP',
    'timestamp without time zone': 'DATETIME',
    'numeric(7,2)': 'NUMERIC',
    'numeric(18,4)': 'NUMERIC(18, 4)',
    'numeric(38,10)': 'BIGNUMERIC',
  },
  snowflake: {
    boolean: 'BOOLEAN[SB1]',
    smallint: 'NUMBER(38,0)[SB2]',
    integer: 'NUMBER(38,0)[SB4]',
    bigint: 'NUMBER(38,0)[SB16]',
    'double precision': 'FLOAT[DOUBLE]',
    real: 'FLOAT[DOUBLE]',
    text: 'VARCHAR(16777216)[LOB]',
    date: 'DATE[SB4]',
    'timestamp with time zone': 'TIMESTAMP_TZ(9)[SB16]',
    'timestamp without time zone': 'TIMESTAMP_NTZ(9)[SB16]',
    'numeric(7,2)': 'NUMBER(7,2)[SB4]',
    'numeric(18,4)': 'NUMBER(18,4)[SB8]',
    'numeric(38,10)': 'NUMBER(38,10)[SB16]',
  },
  databricks: {
    boolean: 'boolean',
    smallint: 'smallint',
    integer: 'int',
    bigint: 'bigint',
    'double precision': 'double',
    real: 'float',
    text: 'string',
    date: 'date',
    'timestamp with time zone': 'timestamp',
    'timestamp without time zone': 'timestamp_ntz',
    'numeric(7,2)': 'decimal(7,2)',
    'numeric(18,4)': 'decimal(18,4)',
    'numeric(38,10)': 'decimal(38,10)',
  },
}

/** Functions of the dialects that DuckDB lacks and sqlglot leaves as they are. */
const MACROS = [
  'CREATE MACRO width_bucket(x, edges) AS len(list_filter(edges, lambda edge: edge <= x))',
  'CREATE MACRO range_bucket(x, edges) AS len(list_filter(edges, lambda edge: edge <= x))',
  'CREATE MACRO hex_encode(x) AS hex(x)',
  "CREATE MACRO infinity() AS CAST('inf' AS DOUBLE)",
]

/** Where DuckDB's words do not mean what the engine's did: text as bytes, and six digits of a second whatever they are. */
const ADAPTED = [
  [/HEX\(CAST\((.*?) AS BLOB\)\)/g, 'HEX(encode($1))'],
  [/SUBSTRING\(CAST\((CAST\([^()]* AS TIMESTAMP\(6\)\)) AS TEXT\), -6\)/g, "strftime($1, '%f')"],
] as const

let corpus: Corpus
beforeAll(async () => {
  corpus = await writeCorpus([DATASETS.sparse, DATASETS.dense, DATASETS.crowd])
})
afterAll(() => corpus.dispose())

function translated(name: SqlEngineName, dataset: Dataset): SqlEngine {
  const duckdb = openHere({ engine: 'duckdb' })
  let asked = 0
  return {
    name,
    async query(statement) {
      const translation = run('python3', [new URL('transpile.py', import.meta.url).pathname, name], {
        maxBuffer: 64 * 1024 * 1024,
      })
      translation.child.stdin!.end(statement)
      const { stdout } = await translation
      // What an engine calls its types only it can say.
      if (asked++ === 0) return [Object.values(dataset.types).map((type) => hex(NAMES[name]![type]!))]
      const here = ADAPTED.reduce((sql, [from, to]) => sql.replaceAll(from, to), stdout)
      const view = `CREATE VIEW "Live Rows" AS SELECT * FROM '${corpus.path(dataset, 'parquet')}'`
      return duckdb.query([...MACROS, view, here].join(';\n'))
    },
  }
}

const hex = (text: string): string => Buffer.from(text).toString('hex')

describe.each(Object.keys(NAMES) as SqlEngineName[])('%s, by its grammar', (name) => {
  const table = ['Live Rows']

  test('golden values, on edges of its own and of others', async () => {
    const columns = Object.keys(DATASETS.sparse.types)
    const own = await profileSql(translated(name, DATASETS.sparse), { table }, { columns, cells: 64 })
    expectSameProfile(own, await corpus.fromFile(DATASETS.sparse, { columns, cells: 64 }))
    const fromSql = await profileSql(translated(name, DATASETS.dense), { table }, { edges: own })
    expectSameProfile(fromSql, await corpus.fromFile(DATASETS.dense, { edges: own }))
  })

  test('ties, ends of the doubles and more categories than are listed', async () => {
    const columns = Object.keys(DATASETS.crowd.types)
    const fromSql = await profileSql(translated(name, DATASETS.crowd), { table }, { columns, cells: 64 })
    expectSameProfile(fromSql, await corpus.fromFile(DATASETS.crowd, { columns, cells: 64 }))
    expect(fromSql.columns.some((column) => 'listed' in column && column.listed === 'heavy')).toBe(true)
  })
})
