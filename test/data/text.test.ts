import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { memorySource, type OpenOptions, openTable, readColumns } from '@mlops-actions/data'
import { spell } from './golden.ts'

async function read(name: string, text: string | Uint8Array, options?: OpenOptions) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const table = await openTable(memorySource(name, bytes), options)
  const columns = await readColumns(
    table,
    table.fields.map((field) => field.name),
  )
  return Object.fromEntries(
    [...columns].map(([column, values]) => [column, { kind: values.kind, values: spell(values) }]),
  )
}

describe('CSV', () => {
  test('quotes, doubled quotes, newlines in quotes, CRLF, a mark and nulls', async () => {
    const text =
      '\ufeffid,name,ok,at\r\n1,"a ""b""\r\nc",true,2024-02-29\r\n,"",,2024-02-29T12:00:00.5+01:00\r\n3,,False,\r\n'
    expect(await read('a.csv', text)).toEqual({
      id: { kind: 'number', values: [1, null, 3] },
      name: { kind: 'text', values: ['a "b"\r\nc', '', null] },
      ok: { kind: 'boolean', values: [true, null, false] },
      at: { kind: 'timestamp', values: [Date.UTC(2024, 1, 29), Date.UTC(2024, 1, 29, 11, 0, 0, 500), null] },
    })
  })

  test.each([
    ['\t', 'tsv'],
    [';', 'csv'],
    ['|', 'csv'],
    [',', 'csv'],
  ])('finds the delimiter %j', async (delimiter, format) => {
    const bytes = new TextEncoder().encode(`a${delimiter}b\n1${delimiter}"x${delimiter},y"\n`)
    const table = await openTable(memorySource('a.csv', bytes))
    expect([table.format, table.fields.map((field) => field.name)]).toEqual([format, ['a', 'b']])
  })

  test('gzip is found by content', async () => {
    expect(await read('a.csv', gzipSync('a\n1\n'))).toEqual({ a: { kind: 'number', values: [1] } })
  })

  test('a record that spans blocks, and rows beyond one block, are read whole', async () => {
    const long = 'x'.repeat(3_000_000)
    const rows = Array.from({ length: 200_000 }, (_, i) => `${i},k${i % 7}`).join('\n')
    const { n, t } = await read('a.csv', `n,t\n-1,"${long}"\n${rows}\n`)
    expect(n!.values).toHaveLength(200_001)
    expect(n!.values.at(-1)).toBe(199_999)
    expect([t!.values[0], t!.values[8]]).toEqual([long, 'k0'])
  })

  test.each([
    ['too many cells', 'a,b\n1,2\n1,2,3\n', 'corrupt', 'a.csv:3'],
    ['too few cells', 'a,b\n1,"x\ny"\n1\n', 'corrupt', 'a.csv:4'],
    ['an open quote', 'a,b\n1,"x\n', 'corrupt', 'a.csv:2'],
    ['text after a quote', 'a,b\n1,"x"y\n', 'corrupt', 'a.csv:2'],
    ['a name twice', 'a,a\n1,2\n', 'corrupt', 'a.csv:1'],
    ['no header', '5.1,3.5\n4.9,3.0\n', 'corrupt', 'a.csv:1'],
    ['nothing', '\n\n', 'empty', 'a.csv'],
    ['UTF-16', '\u0000a\u0000,', 'unsupported', 'a.csv'],
  ])('%s is refused with the line', async (_, text, code, where) => {
    await expect(read('a.csv', text)).rejects.toMatchObject({ name: 'DataError', code, where })
  })

  test('bytes that are not UTF-8 are refused', async () => {
    await expect(read('a.csv', Uint8Array.of(0x61, 0x0a, 0xff, 0x0a))).rejects.toMatchObject({
      code: 'corrupt',
    })
  })

  const late = (value: string) => `v\n${'1\n'.repeat(600_000)}${value}\n`

  test('a value of another type long after the sample is refused with its line', async () => {
    await expect(read('a.csv', late('oops'))).rejects.toMatchObject({
      code: 'wrong-type',
      where: 'a.csv:600002',
    })
    await expect(read('a.csv', late('9007199254740993'))).rejects.toMatchObject({ code: 'wrong-type' })
  })

  test('whole numbers widen to decimals, and a declared kind is taken', async () => {
    expect((await read('a.csv', late('1.5')))['v']!.values.at(-1)).toBe(1.5)
    expect((await read('a.csv', 'v\n007\n', { kinds: { v: 'text' } }))['v']).toEqual({
      kind: 'text',
      values: ['007'],
    })
  })

  test('a column empty in the sample has no kind to guess', async () => {
    const text = `a,b\n${'1,\n'.repeat(400_000)}1,2\n`
    await expect(read('a.csv', text)).rejects.toMatchObject({ code: 'wrong-type', where: 'a.csv:400002' })
    const { b } = await read('a.csv', text, { kinds: { b: 'number' } })
    expect(b!.values.at(-1)).toBe(2)
  })

  test('more rows than allowed are refused, not cut off', async () => {
    await expect(read('a.csv', 'a\n1\n2\n3\n', { maxRows: 2 })).rejects.toMatchObject({ code: 'too-large' })
  })

  test('a missing column is named with what there is', async () => {
    const table = await openTable(memorySource('a.csv', new TextEncoder().encode('Age,b\n1,2\n')))
    expect(() => table.batches({ columns: ['age'] })).toThrow(/has no column "age".*Did you mean "Age"/)
  })
})

describe('JSON', () => {
  test('lines: nested keys, any order, absent keys, escapes, wide integers', async () => {
    const text =
      '{"id":9007199254740993,"u":{"n":"\\u00e9\\n","x":[1]},"v":NaN}\n\n{"v":1e3,"id":1}\r\n{"id":null,"u":{"n":""}}'
    expect(await read('a.jsonl', text)).toEqual({
      id: { kind: 'bigint', values: ['9007199254740993', '1', null] },
      'u.n': { kind: 'text', values: ['é\n', null, ''] },
      v: { kind: 'number', values: ['NaN', 1000, null] },
    })
  })

  test('an array, and lines under .json', async () => {
    const expected = { a: { kind: 'number', values: [1, 2.5] } }
    expect(await read('a.json', ' [\n{"a":1} , {"a":2.5}]\n')).toEqual(expected)
    expect(await read('a.json', '{"a":1}\n{"a":2.5}\n')).toEqual(expected)
  })

  test.each([
    ['{"a":1}\n{"a":01}', 'corrupt', 'a.jsonl:2'],
    ['{"a":1}\n{"a":1,}', 'corrupt', 'a.jsonl:2'],
    ['{"a":1}\n{"a":1', 'corrupt', 'a.jsonl:2'],
    ['{"a":1}\n[1]', 'corrupt', 'a.jsonl:2'],
    ['{"a":1} {"a":2}', 'corrupt', 'a.jsonl:1'],
    ['{"a":1,"a":2}', 'corrupt', 'a.jsonl:1'],
    ['{"a":"\\x"}', 'corrupt', 'a.jsonl:1'],
    ['{"a":1}\n{"a":"1"}', 'wrong-type', 'a.jsonl:1'],
    [`{"a":${'['.repeat(5000)}`, 'corrupt', 'a.jsonl:1'],
    ['\n \n', 'empty', 'a.jsonl'],
  ])('%s is refused with the line', async (text, code, where) => {
    await expect(read('a.jsonl', text)).rejects.toMatchObject({ name: 'DataError', code, where })
  })
})

test('a record beyond the cap is refused before it fills memory', async () => {
  const record = 'x'.repeat(19 * 2 ** 20)
  await expect(read('a.csv', `a\n1\n"${record}`)).rejects.toMatchObject({
    code: 'too-large',
    where: 'a.csv:3',
  })
  await expect(read('a.jsonl', `{"a":1}\n{"a":"${record}"}`)).rejects.toMatchObject({
    code: 'too-large',
    where: 'a.jsonl:2',
  })
})

test('a reader may stop early, and read again from the start', async () => {
  const rows = Array.from({ length: 300_000 }, (_, i) => `${i},${i / 8}`).join('\n')
  const table = await openTable(memorySource('a.csv.gz', gzipSync(`a,b\n${rows}\n`)))
  for (let pass = 0; pass < 2; pass++) {
    for await (const batch of table.batches({ columns: ['b'] })) {
      expect(batch.columns.map((column) => column.name)).toEqual(['b'])
      break
    }
  }
  expect((await readColumns(table, ['a'])).get('a')?.length).toBe(300_000)
})

test('NaN and Infinity in quotes are numbers among numbers in JSON, and texts among texts', async () => {
  const rows =
    '{"a":"NaN","b":"NaN","c":1,"d":"Infinity"}\n{"a":1,"b":"x","c":2,"d":"-Infinity"}\n{"a":"-Infinity","c":"NaN"}\n'
  const table = await openTable(memorySource('a.jsonl', new TextEncoder().encode(rows)))
  expect(table.fields.map(({ name, kind }) => [name, kind])).toEqual([
    ['a', 'number'],
    ['b', 'text'],
    ['c', 'number'],
    ['d', 'text'],
  ])
  const columns = await readColumns(table, ['a', 'c', 'd'])
  expect(columns.get('a')).toMatchObject({
    values: Float64Array.of(NaN, 1, -Infinity),
    nullCount: 0,
    integer: false,
  })
  expect(columns.get('c')).toMatchObject({ values: Float64Array.of(1, 2, NaN), nullCount: 0 })
  expect(columns.get('d')).toMatchObject({ dictionary: ['Infinity', '-Infinity'] })
})
