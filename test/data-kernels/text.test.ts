import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Column, DataError, memorySource, readColumns, type Table } from '@mlops-actions/data'
import { openCsv } from '../../packages/data/src/csv/reader.ts'
import { openJson } from '../../packages/data/src/json/reader.ts'
import { typescriptTextKernels } from '../../packages/data/src/kernels/typescript-text.ts'
import { createWasmTextKernels } from '../../packages/data/src/kernels/wasm-text.ts'
import { createCells } from '../../packages/data/src/text/cells.ts'
import type { TextOptions } from '../../packages/data/src/text/text-options.ts'
import { spell } from '../data/golden.ts'

type Kernels = NonNullable<TextOptions['kernels']>
const typescript: Kernels = async (shape) => typescriptTextKernels(createCells(shape))
const compiled: Kernels = createWasmTextKernels

interface Case {
  readonly bytes: Uint8Array
  readonly kinds?: TextOptions['kinds']
  readonly nulls?: readonly string[]
  /** Small, so that records and their parts fall on the borders of blocks. */
  readonly blockBytes: number
}
type Open = (text: Case, kernels: Kernels) => Promise<Table>

const options = ({ kinds = {}, nulls = [], blockBytes }: Case, kernels: Kernels): TextOptions => ({
  gzip: false,
  nulls,
  kinds,
  maxRows: Infinity,
  kernels,
  blockBytes,
})
const csv: Open = (text, kernels) => openCsv(memorySource('t.csv', text.bytes), false, options(text, kernels))
const jsonl: Open = (text, kernels) =>
  openJson(memorySource('t.jsonl', text.bytes), 'jsonl', options(text, kernels))

/** All columns, or the error. */
async function outcome(open: Open, text: Case, kernels: Kernels): Promise<unknown> {
  try {
    const table = await open(text, kernels)
    const names = table.fields.map((field) => field.name)
    const columns = [...(await readColumns(table, names)).values()]
    return columns.map((column) => [column.name, column.kind, wholeOf(column), spell(column)])
  } catch (error) {
    if (error instanceof DataError) return { code: error.code, message: error.message }
    throw error
  }
}

const wholeOf = (column: Column): boolean | undefined =>
  column.kind === 'number' ? column.integer : undefined

/** What both kernels make of it, which is the same. */
async function expectSame(open: Open, text: Case): Promise<unknown> {
  const expected = await outcome(open, text, typescript)
  expect(await outcome(open, text, compiled)).toEqual(expected)
  return expected
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const blockBytes = fc.constantFrom(16, 17, 50, 64, 200, 1000, 1 << 20)

/** Spellings of numbers, plain and odd. */
const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), minLength, maxLength })
const decimal = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(fc.constantFrom('0', '1', '9007199254740993', '123456789012345678'), digits(1, 22)),
    fc.oneof(
      fc.constant(''),
      digits(1, 22).map((text) => `.${text}`),
    ),
    fc.oneof(
      fc.constant(''),
      fc.integer({ min: -400, max: 400 }).map((power) => `e${power}`),
      fc.constantFrom('E+5', 'e-0', 'e22', 'e-22'),
    ),
  )
  .map((parts) => parts.join(''))
const number = fc.oneof(
  decimal,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  // Between two doubles, and next to it.
  fc.integer({ min: 2 ** 40, max: 2 ** 52 }).map((n) => `${2 ** 53 + 2 * n + 1}`),
)
const odd = fc.constantFrom(
  '+1',
  'nan',
  'NaN',
  '-inf',
  'Infinity',
  ' 7',
  '7 ',
  '.5',
  '5.',
  '1_0',
  '0x1',
  '--1',
  '-',
  '',
)
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('a', 'b', '"', ',', '\n', '\r', '\u0000', 'é', '\ufeff', ' '),
    maxLength: 40,
  }),
  fc.constantFrom('', 'a', 'aaaaaaaa', 'aaaaaaaaa', '"', '""', '\r\n', 'x'.repeat(70)),
)

describe('CSV', () => {
  const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`
  const mustQuote = (value: string): boolean => /[",\r\n]/.test(value) || value === ''

  it('gives back the values that were written', async () => {
    const row = fc.record({
      number: fc.option(number),
      text: fc.option(text.filter((value) => !/[\ud800-\udfff]/.test(value))),
      quote: fc.boolean(),
      end: fc.constantFrom('\n', '\r\n'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), blockBytes, async (rows, size) => {
        const lines = rows.map(({ number: n, text: t, quote, end }) => {
          const first = n === null ? '' : quote ? quoted(n) : n
          const second = t === null ? '' : quote || mustQuote(t) ? quoted(t) : t
          return `${first},${second}${end}`
        })
        const bytes = encode(`n,t\n${lines.join('')}`)
        const found = await expectSame(csv, { bytes, kinds: { n: 'number', t: 'text' }, blockBytes: size })
        const numbers = rows.map(({ number: n }) => (n === null ? null : spelledNumber(Number(n))))
        expect(found).toEqual([
          ['n', 'number', expect.any(Boolean), numbers],
          ['t', 'text', undefined, rows.map((r) => r.text)],
        ])
      }),
      { numRuns: 150 },
    )
  })

  it('is read or refused alike, whatever stands there', async () => {
    const piece = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(',', '\n', '"', '\r\n', '\r', '1', '2.5', 'a', '""', ',1\n', 'true\n'),
      },
      number,
      odd,
      text,
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), blockBytes, async (pieces, size) => {
        await expectSame(csv, { bytes: encode(`a,b\n1,x\n${pieces.join('')}`), blockBytes: size })
      }),
      { numRuns: 150 },
    )
  })

  it('survives changed bytes alike', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${i},"q ""${i}""",${i / 7},word${i % 5},${i % 2 === 0}`,
    )
    const whole = encode(`a,b,c,d,e\r\n${rows.join('\r\n')}\r\n`)
    const change = fc.tuple(
      fc.nat(whole.length - 1),
      fc.oneof(fc.constantFrom(34, 44, 10, 13, 0, 255), fc.nat(255)),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 4 }),
        blockBytes,
        async (changes, size) => {
          const bytes = whole.slice()
          for (const [at, byte] of changes) bytes[at] = byte
          await expectSame(csv, { bytes, blockBytes: size })
        },
      ),
      { numRuns: 150 },
    )
  })

  it('has the same nulls by their spellings', async () => {
    const cell = fc.constantFrom('NA', '-999', '1', '2.5', '"NA"', '""', 'x', '"N""A"', '')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 20 }), blockBytes, async (rows, size) => {
        const lines = rows.map((cells) => `${cells.join(',')}\n`)
        const nulls = ['NA', '-999']
        await expectSame(csv, { bytes: encode(`a,b\n1,x\n${lines.join('')}`), nulls, blockBytes: size })
      }),
      { numRuns: 150 },
    )
  })

  it.each([
    ['a quote left open', 'a,b\n1,"x\n2,y\n'],
    ['a field of ten megabytes', `a,b\n1,"${'x'.repeat(10_000_000)}"\n2,y\n`],
    ['ten megabytes without quotes', `a,b\n1,${'x'.repeat(10_000_000)}\n2,y\n`],
    ['a mark within an escaped text', 'a,b\n1,"\ufeff""x"\n'],
    ['a column of one', 'a\n1\n\n3\n'],
    ['a mark', '\ufeffa,b\n1,2\n'],
    ['many different texts', `a,b\n${Array.from({ length: 70_000 }, (_, i) => `${i},t${i}`).join('\n')}`],
    ['escapes among many', `a\n${Array.from({ length: 9_000 }, (_, i) => `"t""${i}"`).join('\n')}`],
  ])('%s', async (_, content) => {
    await expectSame(csv, { bytes: encode(content), blockBytes: 1 << 20 })
  })
})

it.each([
  ['CSV', csv, 'a,b\n1,"?""x"\n'],
  ['JSON', jsonl, '{"a":1,"b":"?\\n"}\n'],
  ['a key of JSON', jsonl, '{"a":1,"b?":2}\n{"b?":2,"a":1}\n'],
])('%s beyond UTF-8 is refused among escapes too', async (_, open, content) => {
  const bytes = encode(content).map((byte) => (byte === 0x3f ? 0xff : byte))
  expect(await expectSame(open, { bytes, blockBytes: 1000 })).toMatchObject({ code: 'corrupt' })
})

describe('JSON lines', () => {
  const scalar = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.string({ maxLength: 20 }),
    fc.boolean(),
    fc.constant(null),
  )
  /** Kinds by key, so that most lines are of the kinds of the first. */
  const line = fc.record(
    {
      n: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
      t: fc.option(fc.string({ maxLength: 20 })),
      u: fc.record(
        { n: fc.integer(), deep: fc.record({ b: fc.boolean() }, { requiredKeys: [] }) },
        { requiredKeys: [] },
      ),
      a: fc.array(scalar, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  )
  const written = fc
    .tuple(line, fc.constantFrom(0, 1), fc.constantFrom('\n', '\r\n', '\n\n'))
    .map(([object, gap, end]) => {
      const compact = JSON.stringify(object)
      // As Python's json writes: a space behind colons and commas. Strings that hold them change on both sides alike.
      return (gap === 0 ? compact : JSON.stringify(object, null, 1).replaceAll(/\n */g, ' ')) + end
    })

  it('gives what JSON.parse gives', async () => {
    const first = '{"n":1.5,"t":"a","u":{"n":1,"deep":{"b":true}}}\n'
    await fc.assert(
      fc.asyncProperty(fc.array(written, { maxLength: 30 }), blockBytes, async (lines, size) => {
        const content = first + lines.join('')
        const found = (await expectSame(jsonl, {
          bytes: encode(content),
          kinds: { n: 'number', 'u.n': 'number' },
          blockBytes: size,
        })) as [string, string, unknown, unknown[]][]
        const rows = content
          .split('\n')
          .filter((l) => l.trim() !== '')
          .map((l) => JSON.parse(l) as Record<string, never>)
        for (const [path, , , values] of found) {
          const expected = rows.map((object) =>
            path.split('.').reduce<unknown>((at, key) => at?.[key as never], object),
          )
          expect(values, path).toEqual(
            expected.map((v) => (typeof v === 'number' ? spelledNumber(v) : (v ?? null))),
          )
        }
      }),
      { numRuns: 150 },
    )
  })

  it('is read or refused alike, whatever stands there', async () => {
    const piece = fc.oneof(
      {
        weight: 8,
        arbitrary: fc.constantFrom(
          '{"n":1,"t":"x"}\n',
          '{"t":"y","n":2}\n',
          '{',
          '}',
          '[',
          ']',
          '"n"',
          ':',
          ',',
          '\n',
          '\\',
          '"',
          ' ',

          '\\u0041',
          '\\n',
          'null',
          'true',
          'NaN',
          '-Infinity',
          'Infinity',
          '{"n":01}\n',
          '{"n":1,"n":2}\n',
        ),
      },
      number,
      odd,
      text,
      written,
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), blockBytes, async (pieces, size) => {
        await expectSame(jsonl, { bytes: encode(`{"n":1,"t":"x"}\n${pieces.join('')}`), blockBytes: size })
      }),
      { numRuns: 150 },
    )
  })

  it('survives changed bytes alike', async () => {
    const rows = Array.from({ length: 30 }, (_, i) =>
      JSON.stringify({ id: i, at: { x: i / 7, tags: [i, 'é"'] }, t: `w\n${i % 4}`, ok: i % 2 === 0 }),
    )
    const whole = encode(`${rows.join('\n')}\n`)
    const change = fc.tuple(
      fc.nat(whole.length - 1),
      fc.oneof(fc.constantFrom(34, 44, 10, 92, 123, 0, 255), fc.nat(255)),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 4 }),
        blockBytes,
        async (changes, size) => {
          const bytes = whole.slice()
          for (const [at, byte] of changes) bytes[at] = byte
          await expectSame(jsonl, { bytes, blockBytes: size })
        },
      ),
      { numRuns: 150 },
    )
  })

  it.each([
    ['a string of ten megabytes', `{"t":"a"}\n{"t":"${'x'.repeat(10_000_000)}"}\n`],
    ['depth', `{"a":1}\n{"b":${'['.repeat(70)}${']'.repeat(70)}}\n`],
    ['a hundred keys in another order', shuffledKeys()],
    ['no scalar', '{"a":[1]}\n{"a":[2]}\n'],
  ])('%s', async (_, content) => {
    await expectSame(jsonl, { bytes: encode(content), blockBytes: 1 << 20 })
  })
})

function shuffledKeys(): string {
  const keys = Array.from({ length: 100 }, (_, i) => `key${i}`)
  const line = (names: readonly string[]) =>
    JSON.stringify(Object.fromEntries(names.map((key, i) => [key, i])))
  return `${line(keys)}\n${line(keys.toReversed())}\n${line(keys.slice(50))}\n`
}

const spelledNumber = (value: number): number | string => (Number.isFinite(value) ? value : String(value))
