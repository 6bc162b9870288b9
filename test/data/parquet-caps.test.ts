import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import {
  DataError,
  fileSource,
  memorySource,
  openTable,
  readColumns,
  readRange,
  windowOf,
} from '@mlops-actions/data'
import { decompress } from '../../packages/data/src/parquet/codec.ts'
import { decodeDeltas } from '../../packages/data/src/parquet/delta.ts'
import { decodeIndexes } from '../../packages/data/src/parquet/dictionary.ts'
import { decodeHybrid } from '../../packages/data/src/parquet/rle.ts'
import { createThrift } from '../../packages/data/src/parquet/thrift.ts'
import { goldenBytes } from './golden.ts'

const SNAPPY = 1
const GZIP = 2
const BROTLI = 4
const LZ4 = 5
const LZ4_RAW = 7

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof DataError) return error.code
    throw error
  }
  return 'read'
}

describe('what a page claims is checked before it is believed', () => {
  test('two gigabytes', () => {
    for (const codec of [0, SNAPPY, GZIP, BROTLI, LZ4_RAW]) {
      expect(codeOf(() => decompress(codec, new Uint8Array(8), 2 ** 31, 'f'))).toBe('too-large')
    }
  })

  test('more or fewer bytes than the stream holds', () => {
    const page = new Uint8Array(1000).fill(7)
    for (const [codec, block] of [
      [GZIP, gzipSync(page)],
      [BROTLI, brotliCompressSync(page)],
    ] as const) {
      expect(decompress(codec, block, 1000, 'f')).toHaveLength(1000)
      expect(codeOf(() => decompress(codec, block, 999, 'f'))).toBe('corrupt')
      expect(codeOf(() => decompress(codec, block, 1001, 'f'))).toBe('corrupt')
    }
  })

  test('a Snappy copy from before the beginning', () => {
    expect([...decompress(SNAPPY, Uint8Array.of(5, 0x00, 0x61, 0x01, 0x01), 5, 'f')]).toEqual(
      Array(5).fill(0x61),
    )
    expect(codeOf(() => decompress(SNAPPY, Uint8Array.of(5, 0x00, 0x61, 0x01, 0x02), 5, 'f'))).toBe('corrupt')
    expect(codeOf(() => decompress(SNAPPY, Uint8Array.of(5, 0x00, 0x61, 0x01, 0x00), 5, 'f'))).toBe('corrupt')
  })

  test('an LZ4 match from before the beginning', () => {
    expect(codeOf(() => decompress(LZ4_RAW, Uint8Array.of(0x10, 0x61, 0x02, 0x00, 0x00), 5, 'f'))).toBe(
      'corrupt',
    )
  })

  test("LZ4 in Hadoop's blocks, or bare as the first Arrow wrote it", () => {
    const hello = [0x50, ...new TextEncoder().encode('hello')]
    const block = [0, 0, 0, 5, 0, 0, 0, 6, ...hello]
    const text = (bytes: readonly number[], size: number) =>
      new TextDecoder().decode(decompress(LZ4, Uint8Array.from(bytes), size, 'f'))
    expect(text([...block, ...block], 10)).toBe('hellohello')
    expect(text(hello, 5)).toBe('hello')
    for (const [bytes, size] of [
      [block, 6],
      [[...block, 0], 5],
      [block.slice(0, -1), 5],
      [[0xff, 0xff, 0xff, 0xff, 0, 0, 0, 6, ...hello], 5],
      [[0, 0, 0, 5, 0xff, 0xff, 0xff, 0xff, ...hello], 5],
    ] as const)
      expect(codeOf(() => decompress(LZ4, Uint8Array.from(bytes), size, 'f'))).toMatch(
        /^(?:corrupt|truncated)$/,
      )
  })

  test('an unknown codec is named', () => {
    expect(() => decompress(3, new Uint8Array(1), 1, 'f')).toThrow(/LZO/)
  })

  test('runs, indexes, deltas and lists that promise more than there is', () => {
    expect(codeOf(() => decodeHybrid(Uint8Array.of(0x03, 0xff), 0, 2, 4, 8, 'f'))).toBe('truncated')
    expect(codeOf(() => decodeIndexes(Uint8Array.of(8, 0x02, 9), 1, 9, 'f'))).toBe('corrupt')
    expect([...decodeIndexes(Uint8Array.of(8, 0x02, 8), 1, 9, 'f')]).toEqual([8])
    expect(codeOf(() => decodeDeltas(Uint8Array.of(0x80, 0x01, 0x00, 0x05, 0x00), 0, 5, 5, 'f'))).toBe(
      'corrupt',
    )
    const list = createThrift(Uint8Array.of(0xfc, 0xff, 0xff, 0xff, 0x0f), 0, 'f')
    expect(codeOf(() => list.list(9, () => {}))).toBe('truncated')
  })
})

test('a page that does not match its checksum is refused', async () => {
  const original = goldenBytes('small-pages.parquet')
  const messages: string[] = []
  for (let at = 4; at < 400; at++) {
    const bytes = original.slice()
    bytes[at]! ^= 0x10
    const table = await openTable(memorySource('f', bytes))
    await readColumns(table, ['bool', 'i32']).catch((error: DataError) => messages.push(error.message))
  }
  expect(messages.filter((message) => message.includes('checksum')).length).toBeGreaterThan(10)
})

describe('sources', () => {
  test('a directory and a missing file are no tables', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'data-'))
    await expect(fileSource(directory)).rejects.toMatchObject({ code: 'unreadable' })
    await expect(fileSource(join(directory, 'none'))).rejects.toMatchObject({ code: 'unreadable' })
    await rm(directory, { recursive: true })
  })

  test('nothing is read beyond a source, a window or a cap', async () => {
    const source = memorySource('f', Uint8Array.of(1, 2, 3, 4))
    await expect(source.read(2, 3)).rejects.toThrow(RangeError)
    const inner = windowOf(source, 1, 2)
    expect([...(await inner.read(0, 2))]).toEqual([2, 3])
    await expect(inner.read(1, 2)).rejects.toThrow(RangeError)
    const range = { offset: 0, length: 4, what: 'it', cap: 3 }
    await expect(readRange(source, range)).rejects.toMatchObject({ code: 'too-large' })
    await expect(readRange(source, { ...range, length: 5, cap: 9 })).rejects.toMatchObject({
      code: 'truncated',
    })
    await expect(readRange(source, { ...range, length: -1 })).rejects.toMatchObject({ code: 'corrupt' })
  })
})
