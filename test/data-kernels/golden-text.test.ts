import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { memorySource, openTable, readColumns, type Table } from '@mlops-actions/data'
import { openCsv } from '../../packages/data/src/csv/reader.ts'
import { openJson } from '../../packages/data/src/json/reader.ts'
import { typescriptTextKernels } from '../../packages/data/src/kernels/typescript-text.ts'
import { createWasmTextKernels } from '../../packages/data/src/kernels/wasm-text.ts'
import { createCells } from '../../packages/data/src/text/cells.ts'
import type { TextOptions } from '../../packages/data/src/text/text-options.ts'
import { goldenBytes, manifest, spell } from '../data/golden.ts'

const kernels: Record<string, NonNullable<TextOptions['kernels']>> = {
  typescript: async (shape) => typescriptTextKernels(createCells(shape)),
  webassembly: createWasmTextKernels,
}
const options = (made: string, kinds: TextOptions['kinds'] = {}): TextOptions => ({
  gzip: false,
  kinds,
  maxRows: Infinity,
  kernels: kernels[made]!,
})
const golden = (name: string) => readFileSync(new URL(`../golden/text/${name}`, import.meta.url))

describe.each(Object.keys(kernels))('%s', (made) => {
  it('reads the doubles Python, pandas and pyarrow read', async () => {
    const source = memorySource('numbers.csv', new Uint8Array(golden('numbers.csv')))
    const table = await openCsv(source, false, options(made, { n: 'number' }))
    const column = (await readColumns(table, ['n'])).get('n')!
    if (column.kind !== 'number') throw new Error(column.kind)
    const bits = Array.from(new BigUint64Array(column.values.slice().buffer), (word) =>
      word.toString(16).padStart(16, '0'),
    )
    expect(bits).toEqual(JSON.parse(golden('numbers.json').toString()))
  })

  const texts = manifest.map(({ file }) => file).filter((file) => /\.(?:csv|tsv|jsonl)$/.test(file))

  it.each(texts)('reads %s as openTable does', async (file) => {
    const source = memorySource(file, goldenBytes(file))
    const table = file.endsWith('.jsonl')
      ? await openJson(source, 'jsonl', options(made))
      : await openCsv(source, file.endsWith('.tsv'), options(made))
    expect(await columnsOf(table)).toEqual(await columnsOf(await openTable(source)))
  })
})

async function columnsOf(table: Table): Promise<unknown> {
  const names = table.fields.map(({ name }) => name)
  return [...(await readColumns(table, names))].map(([name, column]) => [name, column.kind, spell(column)])
}

test('the corpus holds texts', () => {
  expect(manifest.filter(({ file }) => /\.(?:csv|tsv|jsonl)$/.test(file)).length).toBeGreaterThan(2)
})
