import { readdirSync, readFileSync, statSync } from 'node:fs'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect, it, test } from 'vitest'
import {
  fileSource,
  memorySource,
  openDataset,
  openTable,
  readColumns,
  type Table,
} from '@mlops-actions/data'
import { type GoldenColumn, spell, spellForeign } from './golden.ts'

/** The files of Spark and of parquet-rs, and what pyarrow reads out of them (test/golden/data/writers). */
const root = new URL('../golden/data/writers/', import.meta.url)

interface Written {
  readonly file: string
  readonly table: string
  readonly columns: readonly string[]
  readonly rowGroups: number
  readonly codecs: readonly string[]
  readonly encodings: readonly string[]
}

interface Writers {
  readonly files: readonly Written[]
  readonly tables: Readonly<Record<string, Readonly<Record<string, GoldenColumn>>>>
  readonly partitioned: readonly (readonly (string | number | null)[])[]
}

const { files, tables, partitioned }: Writers = JSON.parse(
  readFileSync(new URL('writers.json', root), 'utf8'),
)
const pathOf = (file: string) => new URL(`files/${file}`, root).pathname
const bytesOf = (file: string) => new Uint8Array(readFileSync(pathOf(file)))

async function expectColumns(
  table: Table,
  golden: Readonly<Record<string, GoldenColumn>>,
  names: readonly string[],
) {
  expect(table.fields.map(({ name, kind }) => [name, kind])).toEqual(
    names.map((name) => [name, golden[name]!.kind]),
  )
  const columns = await readColumns(table, names)
  for (const name of names) expect(spell(columns.get(name)!), name).toEqual(golden[name]!.values)
}

describe('files of Spark and parquet-rs hold what pyarrow reads out of them', () => {
  test.each(files.map((written) => [written.file, written] as const))(
    '%s',
    async (file, { table, columns }) => {
      await expectColumns(await openTable(memorySource(file, bytesOf(file))), tables[table]!, columns)
    },
  )
})

describe('and what hyparquet does', () => {
  /** Codecs it brings itself. */
  const own = files.filter(({ codecs }) =>
    codecs.every((codec) => ['UNCOMPRESSED', 'SNAPPY'].includes(codec)),
  )
  test.each(own.map((written) => [written.file, written] as const))('%s', async (file, { columns }) => {
    const bytes = bytesOf(file)
    const table = await openTable(memorySource(file, bytes))
    // Bytes, half floats and decimals of many digits and fractions of milliseconds have another shape there; pyarrow speaks for them.
    const names = columns.filter((name) => !/^(?:binary|fixed|f16|dec|ts)/.test(name))
    const rows = await parquetReadObjects({ file: bytes.buffer, columns: names })
    const read = await readColumns(table, names)
    for (const name of names) {
      const column = read.get(name)!
      expect(spell(column), name).toEqual(rows.map((row) => spellForeign(row[name], column)))
    }
  })
})

test('the corpus uses every codec and encoding that is read', () => {
  expect(new Set(files.flatMap(({ codecs }) => codecs))).toEqual(
    new Set(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'LZ4', 'ZSTD']),
  )
  expect(new Set(files.flatMap(({ encodings }) => encodings))).toEqual(
    new Set([
      'PLAIN',
      'RLE',
      'BIT_PACKED',
      'PLAIN_DICTIONARY',
      'RLE_DICTIONARY',
      'DELTA_BINARY_PACKED',
      'DELTA_LENGTH_BYTE_ARRAY',
      'DELTA_BYTE_ARRAY',
      'BYTE_STREAM_SPLIT',
    ]),
  )
  expect(files.some(({ rowGroups }) => rowGroups > 1)).toBe(true)
})

describe("Spark's text holds the rows of its Parquet", () => {
  const names = ['bool', 'i32', 'f64', 'text_dense', 'date', 'ts', 'dec18']
  it.each(['spark.csv', 'spark.csv.gz', 'spark.json'])('%s', async (file) => {
    const table = await openTable(await fileSource(pathOf(file)))
    expect(table.fields.map(({ name }) => name).sort()).toEqual([...names].sort())
    const columns = await readColumns(table, names)
    for (const name of names) {
      const { kind, values } = tables['spark']![name]!
      expect(columns.get(name)!.kind, name).toBe(kind)
      // Text stops at the microsecond, or in JSON at the millisecond.
      const shown = name === 'ts' ? values.map((v) => v !== null && Math.floor(v as number)) : values
      const found = spell(columns.get(name)!)
      expect(name === 'ts' ? found.map((v) => v !== null && Math.floor(v as number)) : found, name).toEqual(
        shown,
      )
    }
    await table.close()
  })
})

test("Spark's partitioned folder is one table", async () => {
  const list = (at: string): string[] =>
    readdirSync(at, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(`${at}/${name}`).isFile(),
    )
  const dataset = await openDataset(
    {
      async stat() {
        return { kind: 'directory' }
      },
      async list(path, select) {
        return list(path).filter((name) => select(name, 'file'))
      },
      open: fileSource,
    },
    pathOf('spark-partitioned'),
  )
  expect(dataset.leftOut.map(({ path }) => path.split('/').at(-1))).toContain('_SUCCESS')
  const names = ['dt', 'region', 'i32', 'f64']
  const columns = await readColumns(dataset, names)
  const spelt = names.map((name) => spell(columns.get(name)!))
  const day = (value: unknown) => new Date(value as number).toISOString().slice(0, 10)
  const rows = spelt[0]!.map((dt, row) => [day(dt), ...spelt.slice(1).map((values) => values[row])])
  const key = (row: readonly unknown[]) => JSON.stringify(row)
  expect(rows.map(key).sort()).toEqual(partitioned.map(key).sort())
})
