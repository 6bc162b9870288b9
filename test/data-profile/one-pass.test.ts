import { type ByteSource, memorySource, openTable, profileDigest, profileTable } from '@mlops-actions/data'
import { describe, expect, test } from 'vitest'
import { createSpool, type NumericColumn } from '../../packages/data/src/profile/spool.ts'

/** Wider than a block of text, so that there are several batches. */
const ROWS = 60_000
const TEXT = Array.from(
  { length: ROWS },
  (_, i) => `${(i * 7919) % 104729},${i % 11 === 0 ? '' : Math.sin(i)},c${i % 9},${i % 2 === 0}`,
)
const bytes = new TextEncoder().encode(`a,b,c,d\n${TEXT.join('\n')}\n`)

function counted(): { source: ByteSource; read: () => number } {
  const inner = memorySource('t.csv', bytes)
  let read = 0
  return {
    source: {
      ...inner,
      read: (offset, length) => {
        read += length
        return inner.read(offset, length)
      },
    },
    read: () => read,
  }
}

describe('a text', () => {
  test('is read once for all its columns, with a reference and without', async () => {
    const { source, read } = counted()
    const table = await openTable(source)
    const opened = read()
    const reference = await profileTable(table)
    expect(read() - opened).toBe(bytes.length)
    const again = await profileTable(table, { edges: reference })
    expect(read() - opened).toBe(2 * bytes.length)
    expect(profileDigest(again)).toBe(profileDigest(reference))
  })

  test('gives each column what it gives alone', async () => {
    const table = await openTable(memorySource('t.csv', bytes))
    const together = await profileTable(table)
    for (const column of together.columns) {
      expect((await profileTable(table, { columns: [column.name] })).columns).toEqual([column])
    }
  })
})

describe('the spool', () => {
  const run = (values: number[], nulls: number[]): NumericColumn => {
    const validity = new Uint8Array((values.length + 7) >>> 3).fill(0xff)
    for (const row of nulls) validity[row >>> 3]! &= ~(1 << (row & 7))
    const common = { kind: 'number', name: 'x', integer: false, length: values.length } as const
    return {
      ...common,
      values: Float64Array.from(values),
      nullCount: nulls.length,
      ...(nulls.length > 0 && { validity }),
    }
  }

  test.each([
    ['in memory', 1 << 20],
    ['on disk', 0],
    ['half and half', 100],
  ])('gives back what it was given, %s', async (_, memory) => {
    const spool = createSpool(memory)
    const rows = [
      [run([1, -0, NaN, 1e308], []), run([2, NaN, 4, 5], [1])],
      [run([NaN], [0]), run([7], [])],
      [run([], []), run([], [])],
      [run([1, 2, 3, 4, 5, 6, 7, 8, NaN], [8]), run([9, 9, 9, 9, 9, 9, 9, 9, Infinity], [])],
    ]
    for (const columns of rows) await spool.add(columns)
    for (const index of [1, 0, 1]) {
      const back: NumericColumn[] = []
      for await (const column of spool.runs(index)) back.push(column)
      expect(back).toEqual(rows.map((columns) => columns[index]))
    }
    await spool.close()
  })
})
