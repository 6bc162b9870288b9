import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { memorySource, openTable, readColumns } from '@mlops-actions/data'
import { type GoldenColumn, spell } from './golden.ts'

const root = new URL('../golden/data/writers/', import.meta.url)
const bytesOf = (file: string) => new Uint8Array(readFileSync(new URL(`files/${file}`, root)))
const expected: Readonly<Record<string, GoldenColumn>> = JSON.parse(
  readFileSync(new URL('structs.json', root), 'utf8'),
)

describe.each([
  'structs-v1.parquet',
  'structs-v2.parquet',
  'structs-plain.parquet',
  'structs.arrow',
  'structs-zstd.arrow',
  'structs-lz4.arrows',
  'structs-sliced.arrows',
])('the fields of structs in %s', (file) => {
  it('are columns by their dotted path, null where anything around them is', async () => {
    const table = await openTable(memorySource(file, bytesOf(file)))
    const names = Object.keys(expected)
    expect(table.fields.map(({ name, kind }) => [name, kind])).toEqual(
      names.map((name) => [name, expected[name]!.kind]),
    )
    const columns = await readColumns(table, names)
    for (const name of names) expect(spell(columns.get(name)!), name).toEqual(expected[name]!.values)
  })

  it('say what is left out, and refuse it by name', async () => {
    const table = await openTable(memorySource(file, bytesOf(file)))
    expect(table.notes).toHaveLength(2)
    expect(table.notes!.join('\n')).toMatch(
      /"features\.inner\.tags" .*list.*\n.*"features\.map" .*(?:list|map)/,
    )
    for (const name of ['features', 'features.inner', 'features.inner.tags', 'features.map'])
      expect(() => table.batches({ columns: [name] })).toThrowError(
        expect.objectContaining({ code: 'unsupported', message: expect.stringContaining(`"${name}"`) }),
      )
    expect(() => table.batches({ columns: ['features.nothing'] })).toThrow('has no column')
  })
})
