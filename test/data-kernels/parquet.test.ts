import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DataError, memorySource, openTable, type Table } from '@mlops-actions/data'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Column } from '../../packages/data/src/column.ts'
import type { Kernels } from '../../packages/data/src/kernels/kernels.ts'
import { typescriptKernels } from '../../packages/data/src/kernels/typescript.ts'
import { createWasmKernels } from '../../packages/data/src/kernels/wasm.ts'
import type { Run } from '../../packages/data/src/run.ts'
import { isValid } from '../../packages/data/src/validity.ts'

const FOLDERS = ['../golden/data/files', '../golden/data/writers/files']
const files = FOLDERS.flatMap((folder) => {
  const path = fileURLToPath(new URL(folder, import.meta.url))
  return readdirSync(path)
    .filter((file) => file.endsWith('.parquet'))
    .map((file) => ({ file, bytes: readFileSync(`${path}/${file}`) }))
})

let compiled: Kernels
beforeAll(async () => {
  compiled = await createWasmKernels()
})

/** Present values of a column in order; of texts, how often each is there. */
type Content = { rows: number; nulls: number; values: unknown[] | Map<string, number> }

async function byRuns(table: Table, columns: readonly string[], kernels: Kernels): Promise<Content[]> {
  const contents = columns.map((): Content => ({ rows: 0, nulls: 0, values: [] }))
  for await (const { column, run } of table.runs!({ columns, kernels })) {
    const content = contents[column]!
    content.rows += run.rows
    content.nulls += run.nulls
    // Borrowed: copied before the next run.
    content.values = joined(content.values, run)
  }
  return contents
}

function joined(before: Content['values'], run: Run): Content['values'] {
  if (run.kind !== 'text') return [...(before as unknown[]), ...run.values]
  const counts = before instanceof Map ? before : new Map<string, number>()
  for (const [i, text] of run.texts.entries()) {
    if (run.counts[i]! > 0) counts.set(text, (counts.get(text) ?? 0) + run.counts[i]!)
  }
  return counts
}

async function byBatches(table: Table, columns: readonly string[]): Promise<Content[]> {
  const contents = columns.map((): Content => ({ rows: 0, nulls: 0, values: [] }))
  for await (const batch of table.batches({ columns })) {
    for (const [i, column] of batch.columns.entries()) {
      const content = contents[i]!
      content.rows += column.length
      content.nulls += column.nullCount
      const present = presentOf(column)
      if (column.kind !== 'text') {
        content.values = [...(content.values as unknown[]), ...present]
        continue
      }
      const counts = content.values instanceof Map ? content.values : new Map<string, number>()
      for (const text of present as string[]) counts.set(text, (counts.get(text) ?? 0) + 1)
      content.values = counts
    }
  }
  return contents
}

function presentOf(column: Column): unknown[] {
  const values: unknown[] = []
  for (let row = 0; row < column.length; row++) {
    if (!isValid(column.validity, row)) continue
    values.push(column.kind === 'text' ? column.dictionary[column.codes[row]!] : column.values[row])
  }
  return values
}

/** What reading comes to: the contents, or the error. */
async function outcome(bytes: Uint8Array, kernels: Kernels): Promise<unknown> {
  try {
    const table = await openTable(memorySource('file', bytes), { format: 'parquet' })
    return await byRuns(
      table,
      table.fields.map(({ name }) => name),
      kernels,
    )
  } catch (error) {
    if (error instanceof DataError) return `${error.code}: ${error.message}`
    throw error
  }
}

it('there are files to read', () => expect(files.length).toBeGreaterThan(20))

describe.each(files)('$file', ({ bytes }) => {
  it('gives the same by runs of either kernels as by batches', async () => {
    let table: Table
    try {
      table = await openTable(memorySource('file', bytes))
    } catch (error) {
      // Some are there to be refused.
      expect(error).toBeInstanceOf(DataError)
      return
    }
    for (const { name } of table.fields) {
      const batches = await byBatches(table, [name]).catch((error: unknown) => {
        expect(error).toBeInstanceOf(DataError)
        return (error as DataError).message
      })
      for (const kernels of [typescriptKernels, compiled]) {
        const runs = await byRuns(table, [name], kernels).catch((error: Error) => error.message)
        expect(runs, `column ${name} by ${kernels.made}`).toEqual(batches)
      }
    }
  })

  it('cut or changed anywhere, is read or refused alike by both kernels', { timeout: 120_000 }, async () => {
    const edit = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.integer({ min: 0, max: 255 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        const changed = Uint8Array.from(bytes)
        for (const { at, byte } of edits) changed[at] = byte
        expect(await outcome(changed, compiled)).toEqual(await outcome(changed, typescriptKernels))
      }),
      { numRuns: 25 },
    )
  })
})
