import { describe, expect, test } from 'vitest'
import {
  type Column,
  DataError,
  isValid,
  memorySource,
  openTable,
  readColumns,
  type TextColumn,
} from '@mlops-actions/data'
import { readContents } from '../../packages/data/src/arrow/contents.ts'
import { readFlatbuffer } from '../../packages/data/src/arrow/flatbuffer.ts'
import { readMessage } from '../../packages/data/src/arrow/message.ts'
import { decodeLz4Frame } from '../../packages/data/src/binary/lz4-frame.ts'
import { xxHash32 } from '../../packages/data/src/binary/xxhash32.ts'
import { goldenBytes } from './golden.ts'

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof DataError) return error.code
    throw error
  }
  return 'read'
}

const failure = async (bytes: Uint8Array, name = 'f'): Promise<DataError> => {
  try {
    const table = await openTable(memorySource(name, bytes))
    await readColumns(
      table,
      table.fields.map((field) => field.name),
    )
  } catch (error) {
    if (error instanceof DataError) return error
    throw error
  }
  throw new Error('it was read')
}

describe('a batch of more rows than are read at a time', async () => {
  const table = await openTable(memorySource('large', goldenBytes('large-batch.arrow')))
  const columns = await readColumns(table, ['i', 'even', 'text', 'view', 'coded'])
  const rows = 70_000
  const spelled = (column: Column, row: number) => {
    if (!isValid(column.validity, row)) return null
    return column.kind === 'text' ? column.dictionary[column.codes[row]!] : Number(column.values[row])
  }

  test.each<[string, (i: number) => unknown]>([
    ['i', (i) => (i % 13 === 0 ? null : (i % 97) * 2 ** 40)],
    ['even', (i) => (i % 2 === 0 ? 1 : 0)],
    ['text', (i) => (i % 11 === 0 ? null : `word ${i % 64} beyond twelve bytes`)],
    ['view', (i) => (i % 11 === 0 ? null : `word ${i % 64} beyond twelve bytes`)],
    ['coded', (i) => `c${Math.floor(i / 10_000)}`],
  ])('column %s', (name, formula) => {
    const column = columns.get(name)!
    expect(column.length).toBe(rows)
    const wrong = Array.from({ length: rows }, (_, i) => i).find((i) => spelled(column, i) !== formula(i))
    expect(wrong === undefined ? 'none' : [wrong, spelled(column, wrong), formula(wrong)]).toBe('none')
  })

  test('batches end where they should', async () => {
    const sizes = []
    for await (const batch of table.batches({ columns: ['even'] })) sizes.push(batch.rows)
    expect(sizes).toEqual([65_536, 4464])
  })
})

describe('dictionaries', () => {
  const deltas = async (file: string) => {
    const source = memorySource(file, goldenBytes(file))
    const found = []
    for (const block of (await readContents(source)).blocks) {
      const message = await readMessage(source, block.offset)
      if (message?.is === 'dictionary') found.push(message.delta)
    }
    return found
  }

  test('the corpus holds what it is meant to hold: deltas, and a replacement', async () => {
    expect(await deltas('delta.arrows')).toEqual([false, true, true])
    expect(await deltas('delta.arrow')).toEqual([false, true, true])
    expect(await deltas('replaced.arrows')).toEqual([false, false, false])
  })

  test('a batch handed out keeps its dictionary when a delta follows', async () => {
    const table = await openTable(memorySource('f', goldenBytes('delta.arrows')))
    const dictionaries = []
    for await (const { columns } of table.batches({ columns: ['t'] }))
      dictionaries.push((columns[0] as TextColumn).dictionary)
    expect(dictionaries).toEqual([
      ['red', 'green'],
      ['red', 'green', 'blue'],
      ['red', 'green', 'blue', 'gold'],
    ])
  })
})

describe('a stream', () => {
  const whole = goldenBytes('delta.arrows')

  test('that is not closed is refused: it would pass for a shorter one', async () => {
    const error = await failure(whole.slice(0, -8))
    expect(error).toMatchObject({ code: 'truncated', message: expect.stringContaining('closed') })
  })

  test('with another behind it is refused', async () => {
    const twice = new Uint8Array(whole.length * 2)
    twice.set(whole)
    twice.set(whole, whole.length)
    expect(await failure(twice)).toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('joined'),
    })
  })

  test('is known by its bytes, whatever its name', async () => {
    const table = await openTable(memorySource('predictions.csv', whole))
    expect([table.format, table.rowCount]).toEqual(['arrow', 10])
  })

  test('that holds no schema is refused', async () => {
    expect(await failure(whole.slice(-8))).toMatchObject({ code: 'corrupt' })
  })
})

test('more rows than allowed are refused before any is read', async () => {
  const source = memorySource('f', goldenBytes('plain.arrow'))
  await expect(openTable(source, { maxRows: 229 })).rejects.toMatchObject({ code: 'too-large' })
  await expect(openTable(source, { maxRows: 230 })).resolves.toMatchObject({ rowCount: 230 })
})

describe('flatbuffers', () => {
  test('offsets beyond the end, before the beginning and in circles', () => {
    for (const bytes of [
      [],
      [1, 0, 0],
      [0xff, 0xff, 0xff, 0xff],
      [4, 0, 0, 0, 0xff, 0xff, 0xff, 0x7f],
      [4, 0, 0, 0, 1, 0, 0, 0x80],
      [4, 0, 0, 0, 0, 0, 0, 0],
    ]) {
      const run = () => readFlatbuffer(Uint8Array.from(bytes), 'f', 'it').table(0)
      expect(['corrupt', 'read']).toContain(codeOf(run))
    }
    expect(codeOf(() => readFlatbuffer(Uint8Array.of(0xff, 0, 0, 0), 'f', 'it'))).toBe('corrupt')
  })

  test('a vector that claims more than there is', () => {
    // Table at 12, vtable at 4 with one slot, whose vector claims 2^31 items.
    const bytes = Uint8Array.of(12, 0, 0, 0, 6, 0, 8, 0, 4, 0, 0, 0, 8, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0x80)
    const root = readFlatbuffer(bytes, 'f', 'it')
    expect(codeOf(() => root.text(0))).toBe('corrupt')
    expect(codeOf(() => root.items(0, 16))).toBe('corrupt')
    expect(codeOf(() => root.tables(0))).toBe('corrupt')
    expect(root.int(1, 7)).toBe(7)
  })
})

describe('LZ4 frames', () => {
  const text = new TextEncoder().encode(
    Array.from({ length: 12_000 }, (_, i) => `line ${i % 500} of ${i}\n`).join(''),
  )

  test.each(['linked', 'independent', 'unchecked'])('%s blocks by the lz4 tool', (name) => {
    const frame = goldenBytes(`${name}.lz4`)
    expect(Buffer.compare(decodeLz4Frame(frame, text.length, 'f'), text)).toBe(0)
    expect(codeOf(() => decodeLz4Frame(frame, text.length - 1, 'f'))).toBe('corrupt')
    expect(codeOf(() => decodeLz4Frame(frame, text.length + 1, 'f'))).toBe('corrupt')
    for (let length = 0; length < frame.length; length += 97)
      expect(codeOf(() => decodeLz4Frame(frame.slice(0, length), text.length, 'f'))).toBe('corrupt')
  })

  test('a flipped bit is found by the checksums', () => {
    for (const name of ['linked', 'independent']) {
      for (let at = 4; at < 4000; at += 13) {
        const frame = goldenBytes(`${name}.lz4`)
        frame[at]! ^= 0x04
        expect(
          codeOf(() => decodeLz4Frame(frame, text.length, 'f')),
          `${name} at ${at}`,
        ).toBe('corrupt')
      }
    }
  })

  test('a few bytes that claim gigabytes', () => {
    expect(codeOf(() => decodeLz4Frame(goldenBytes('unchecked.lz4').slice(0, 40), 2 ** 29, 'f'))).toBe(
      'corrupt',
    )
  })

  // The values of the specification's own sanity checks and of the reference `xxhsum -H0`.
  test.each([
    ['', 0x02cc5d05],
    ['a', 0x550d7456],
    ['abc', 0x32d153ff],
    ['Nobody inspects the spammish repetition', 0xe2293b2f],
  ])('xxHash32 of %j', (input, expected) => {
    expect(xxHash32(new TextEncoder().encode(input))).toBe(expected)
  })
})
