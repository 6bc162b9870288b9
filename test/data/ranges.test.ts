import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError, memorySource, type Table } from '@mlops-actions/data'
import { openCsv } from '../../packages/data/src/csv/reader.ts'
import { openJson } from '../../packages/data/src/json/reader.ts'
import { typescriptKernels } from '../../packages/data/src/kernels/typescript.ts'
import type { Run } from '../../packages/data/src/run.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const options = (groupBytes: number) => ({
  gzip: false,
  kinds: { n: 'number', t: 'text' } as const,
  maxRows: Infinity,
  groupBytes,
  blockBytes: 64,
})
const csv = (text: string, groupBytes: number) =>
  openCsv(memorySource('t.csv', encode(text)), false, options(groupBytes))
const jsonl = (text: string, groupBytes: number) =>
  openJson(memorySource('t.jsonl', encode(text)), 'jsonl', options(groupBytes))

/** Every column's values, sorted and joined over the runs. */
async function valuesOf(table: Table, groups?: readonly number[]): Promise<Record<string, string[]>> {
  const columns = table.fields.map((field) => field.name)
  const values = Object.fromEntries(columns.map((name): [string, string[]] => [name, []]))
  const chosen = groups === undefined ? {} : { groups }
  for await (const { column, run } of table.runs!({ columns, kernels: typescriptKernels, ...chosen }))
    values[columns[column]!]!.push(...spelled(run))
  for (const list of Object.values(values)) list.sort()
  return values
}

function spelled(run: Run): string[] {
  const nulls = Array.from({ length: run.nulls }, () => 'null')
  if (run.kind !== 'text')
    return [...nulls, ...Array.from<unknown, string>(run.values as ArrayLike<unknown>, String)]
  return [
    ...nulls,
    ...run.texts.flatMap((text, code) =>
      Array.from({ length: run.counts[code] ?? 0 }, () => JSON.stringify(text)),
    ),
  ]
}

async function inGroups(table: Table): Promise<Record<string, string[]>> {
  const joined: Record<string, string[]> = {}
  for (let group = 0; group < table.groupCount!; group++) {
    for (const [name, values] of Object.entries(await valuesOf(table, [group])))
      joined[name] = [...(joined[name] ?? []), ...values].sort()
  }
  return joined
}

const groupBytes = fc.constantFrom(7, 20, 64, 100, 1000)

describe('a text read in parts', () => {
  it('is what it is read whole', async () => {
    const row = fc.tuple(fc.option(fc.integer()), fc.constantFrom('a', 'bb', '"c,d"', '"e""f"', ''))
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), groupBytes, async (rows, size) => {
        const lines = rows.map(([n, t]) => `${n ?? ''},${t}`)
        const table = await csv(`n,t\r\n${lines.join('\r\n')}\r\n`, size)
        expect(await inGroups(table)).toEqual(await valuesOf(table))
        const objects = rows.map(([n, t]) => JSON.stringify({ n, t }))
        const other = await jsonl(objects.join('\n'), size)
        expect(await inGroups(other)).toEqual(await valuesOf(other))
      }),
      { numRuns: 150 },
    )
  })

  it('with line feeds in quotes is what it is read whole, or says that it cannot be', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '\n', '"', ','), maxLength: 12 })
    let refused = 0
    let read = 0
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 40 }), groupBytes, async (cells, size) => {
        const lines = cells.map((text, i) => `${i},"${text.replaceAll('"', '""')}"`)
        const table = await csv(`n,t\n${lines.join('\n')}\n`, size)
        const whole = await valuesOf(table)
        try {
          const parts = await inGroups(table)
          expect(parts).toEqual(whole)
          read++
        } catch (error) {
          // A part that begins within quotes may find anything wrong; that two do not meet is always found.
          if (!(error instanceof DataError)) throw error
          refused++
        }
      }),
      { numRuns: 300 },
    )
    expect(Math.min(refused, read)).toBeGreaterThan(20)
  })

  it('says which part ends amid a quoted cell', async () => {
    const table = await csv(`n,t\n1,"${'x\n'.repeat(50)}"\n2,y\n`, 20)
    await expect(valuesOf(table, [0])).rejects.toMatchObject({ code: 'unsplittable', where: 't.csv' })
  })

  it('counts lines from the start of the part', async () => {
    const table = await csv(`n,t\n${'1,y\n'.repeat(50)}x,y\n`, 40)
    const last = table.groupCount! - 1
    await expect(valuesOf(table, [last])).rejects.toThrow(/^t\.csv from byte \d+:\d+: column "n" holds "x"/)
  })
})
