import { describe, expect, test } from 'vitest'
import { fileSource, openTable, readColumns } from '@mlops-actions/data'
import { expectedColumns, goldenPath, manifest, spell } from './golden.ts'

describe('every file of the corpus holds what its writer was given', () => {
  test.each(manifest.map((golden) => [golden.file, golden] as const))('%s', async (file, golden) => {
    const expected = expectedColumns(golden)
    const table = await openTable(await fileSource(goldenPath(file)))
    const undecodable = new Set(golden.undecodable)
    expect(table.fields.map((field) => field.name).filter((name) => !undecodable.has(name))).toEqual([
      ...expected.keys(),
    ])
    const columns = await readColumns(table, [...expected.keys()])
    for (const [name, { kind, values }] of expected) {
      const column = columns.get(name)!
      expect(column.kind, `kind of ${name}`).toBe(kind)
      expect(table.fields.find((field) => field.name === name)?.kind).toBe(kind)
      expect(spell(column), name).toEqual(values)
    }
    if (table.rowCount !== undefined) expect(table.rowCount).toBe([...expected.values()][0]!.values.length)
    for (const name of golden.unsupported ?? []) {
      expect(() => table.batches({ columns: [name] })).toThrowError(
        expect.objectContaining({ code: 'unsupported', message: expect.stringContaining(`"${name}"`) }),
      )
    }
    for (const name of undecodable) {
      await expect(readColumns(table, [name])).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringContaining(`"${name}"`),
      })
    }
    await table.close()
  })
})
