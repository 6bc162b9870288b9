import { describe, expect, test } from 'vitest'
import { DataError, memorySource, openTable, readColumns } from '@mlops-actions/data'
import { goldenBytes, manifest } from './golden.ts'
import { mulberry32 } from './random.ts'

/** Longest a damaged file of some kB may take. */
const TIME_LIMIT_MS = 2000
const FLIPS_PER_FILE = 60

/** Reads everything. The error when it is a DataError; any other is the bug this suite looks for and fails the test. */
async function readAll(name: string, bytes: Uint8Array): Promise<DataError | undefined> {
  const started = performance.now()
  let failure: DataError | undefined
  try {
    const table = await openTable(memorySource(name, bytes))
    const columns = await readColumns(
      table,
      table.fields.map((field) => field.name),
    )
    const lengths = new Set([...columns.values()].map((column) => column.length))
    expect(lengths.size).toBeLessThanOrEqual(1)
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    failure = error
  }
  expect(performance.now() - started).toBeLessThan(TIME_LIMIT_MS)
  return failure
}

const binary = (file: string) => /\.(?:parquet|arrow|arrows|feather|gz)$/.test(file)
const readable = manifest.filter((golden) => golden.undecodable === undefined).map((golden) => golden.file)

describe('a file cut off at any byte', () => {
  const small = readable.filter((file) => goldenBytes(file).length < 7000)

  test.each(small)('%s is refused', async (file) => {
    const bytes = goldenBytes(file)
    for (let length = 0; length < bytes.length; length++) {
      // A copy: a read beyond the end must not find the rest of the file behind it.
      const failure = await readAll(file, bytes.slice(0, length))
      if (binary(file)) expect(failure, `cut to ${length} bytes`).toBeInstanceOf(DataError)
    }
  })

  test.each(['pandas.csv', 'pandas.tsv', 'python.jsonl', 'python.json'])(
    '%s never breaks the reader',
    async (file) => {
      const bytes = goldenBytes(file)
      for (let length = 0; length < bytes.length; length += 37) {
        const failure = await readAll(file, bytes.slice(0, length))
        if (file.endsWith('.json')) expect(failure, `cut to ${length} bytes`).toBeInstanceOf(DataError)
      }
    },
  )
})

describe('bits flipped at random', () => {
  test.each(readable)('%s is read or refused, never worse', async (file) => {
    const random = mulberry32(file.length * 7919)
    const original = goldenBytes(file)
    for (let round = 0; round < FLIPS_PER_FILE; round++) {
      const bytes = original.slice()
      const flips = 1 + Math.floor(random() * 3)
      for (let i = 0; i < flips; i++) {
        // Half of the flips go where the structure is: the end of Parquet and Arrow, where the footer lies.
        const tail = binary(file) && random() < 0.5 ? Math.min(3000, bytes.length) : bytes.length
        const at = bytes.length - 1 - Math.floor(random() * tail)
        bytes[at]! ^= 1 << Math.floor(random() * 8)
      }
      await readAll(file, bytes)
    }
  })
})
