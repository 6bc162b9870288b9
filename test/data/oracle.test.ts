import { parquetReadObjects } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { memorySource, openTable, readColumns } from '@mlops-actions/data'
import { goldenBytes, manifest, spell, spellForeign } from './golden.ts'

/** Codecs hyparquet itself brings; the others are covered by the golden values. */
const files = manifest
  .map((golden) => golden.file)
  .filter((file) =>
    /^(?:defaults|dense|all-null|plain-v|codec-snappy|enc-.*sparse|row-groups|small-pages|dictionary|no-stat|version|empty|pandas\.p|polars-snappy|duckdb)/.test(
      file,
    ),
  )
  .filter((file) => file.endsWith('.parquet'))

describe('hyparquet, an independent reader, finds the same values', () => {
  test.each(files)('%s', async (file) => {
    const bytes = goldenBytes(file)
    const table = await openTable(memorySource(file, bytes))
    // Binary, times of day and half floats have another shape there; the golden values cover them.
    const names = table.fields
      .map((field) => field.name)
      .filter((name) => !/^(?:binary|fixed|time_|ts_|dec)/.test(name))
    const rows = await parquetReadObjects({ file: bytes.slice().buffer, columns: names })
    const columns = await readColumns(table, names)
    for (const name of names) {
      const column = columns.get(name)!
      expect(spell(column), name).toEqual(rows.map((row) => spellForeign(row[name], column)))
    }
  })
})
