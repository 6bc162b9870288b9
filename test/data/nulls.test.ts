import { describe, expect, it } from 'vitest'
import { memorySource, type OpenOptions, openTable, readColumns } from '@mlops-actions/data'
import { spell } from './golden.ts'

async function read(name: string, text: string, options: OpenOptions) {
  const table = await openTable(memorySource(name, new TextEncoder().encode(text)), options)
  const names = table.fields.map((field) => field.name)
  const columns = await readColumns(table, names)
  return Object.fromEntries(names.map((one) => [one, [columns.get(one)!.kind, spell(columns.get(one)!)]]))
}

const CSV = 'n,t,b,d\n1,x,true,2026-01-01\nNA,NA,NA,NA\n-999,-999,,\n"NA","N""A",false,"NA"\n'

describe('texts that stand for no value', () => {
  it('are text by default, and refused among numbers', async () => {
    expect(await read('a.csv', 'n\nNA\n1\n', {})).toEqual({ n: ['text', ['NA', '1']] })
    const long = `n\n${'1\n'.repeat(2_000_000)}NA\n`
    await expect(read('a.csv', long, {})).rejects.toMatchObject({ code: 'wrong-type' })
  })

  it('are nulls of every kind in CSV when they are named, quoted or not', async () => {
    expect(await read('a.csv', CSV, { nulls: ['NA', '-999'] })).toEqual({
      n: ['number', [1, null, null, null]],
      t: ['text', ['x', null, null, 'N"A']],
      b: ['boolean', [true, null, null, false]],
      d: ['timestamp', [Date.UTC(2026, 0, 1), null, null, null]],
    })
  })

  it('are compared whole and byte by byte; the empty cell stays what it was', async () => {
    const text = 't\nNA\nna\nNAN\n NA\n""\n\n'
    expect(await read('a.csv', text, { nulls: ['NA', ''] })).toEqual({
      t: ['text', [null, 'na', 'NAN', ' NA', '', null]],
    })
  })

  it.each(['a.jsonl', 'a.json'])('also in JSON: %s', async (name) => {
    const rows = [
      '{"n":1,"o":{"t":"x"}}',
      '{"n":"NA","o":{"t":"NA"}}',
      '{"n":-999,"o":{"t":null}}',
      '{"o":{"t":"\\u004eA"}}',
    ]
    const text = name === 'a.json' ? `[${rows.join(',')}]` : rows.join('\n')
    expect(await read(name, text, { nulls: ['NA', '-999'] })).toEqual({
      n: ['number', [1, null, null, null]],
      // Written with an escape it is another spelling of the same text, and stays a text.
      'o.t': ['text', ['x', null, null, 'NA']],
    })
  })

  it('hold in every block, not the first alone', async () => {
    const text = `n\n${'1\nNA\n'.repeat(700_000)}`
    const table = await openTable(memorySource('a.csv', new TextEncoder().encode(text)), { nulls: ['NA'] })
    expect((await readColumns(table, ['n'])).get('n')).toMatchObject({
      length: 1_400_000,
      nullCount: 700_000,
    })
  })

  it('are words: a page of prose is refused', async () => {
    await expect(read('a.csv', 'n\n1\n', { nulls: ['x'.repeat(65)] })).rejects.toMatchObject({
      code: 'unsupported',
    })
  })
})
