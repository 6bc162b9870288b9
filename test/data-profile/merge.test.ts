import {
  decodeProfile,
  encodeProfile,
  mergeProfiles,
  parseProfile,
  type Profile,
  profileDigest,
  profileTable,
  serializeProfile,
  type Table,
} from '@mlops-actions/data'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

/** Null, NaN, infinities, both zeros, ties and the ends of the doubles. */
const value = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -4, max: 4 }) },
  { weight: 2, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constantFrom(null, -0, Number.NaN, Infinity, -Infinity, 5e-324) },
)
const category = fc.oneof(fc.constantFrom(null, '', 'a', 'b'), fc.string({ maxLength: 3, unit: 'grapheme' }))
type Row = readonly [number | null, string | null]

/** A table of the readers' own shape, in batches of three rows. */
function tableOf(rows: readonly Row[]): Table {
  const batches = Array.from({ length: Math.ceil(rows.length / 3) }, (_, i) => rows.slice(3 * i, 3 * i + 3))
  return {
    format: 'parquet',
    name: 't',
    rowCount: rows.length,
    fields: [
      { name: 'x', kind: 'number', nullable: true },
      { name: 'c', kind: 'text', nullable: true },
    ],
    async *batches({ columns = ['x', 'c'] } = {}) {
      for (const batch of batches) {
        yield {
          rows: batch.length,
          columns: columns.map((name) => (name === 'x' ? numbers(batch) : texts(batch))),
        }
      }
    },
    close: async () => undefined,
  }
}

const bits = (present: readonly boolean[]) => {
  const validity = new Uint8Array(Math.ceil(present.length / 8))
  for (const [row, is] of present.entries()) if (is) validity[row >>> 3]! |= 1 << (row & 7)
  return { length: present.length, nullCount: present.filter((is) => !is).length, validity }
}
const numbers = (batch: readonly Row[]) => ({
  kind: 'number' as const,
  name: 'x',
  integer: false,
  values: Float64Array.from(batch, ([x]) => x ?? Number.NaN),
  ...bits(batch.map(([x]) => x !== null)),
})
function texts(batch: readonly Row[]) {
  const dictionary = [...new Set(batch.flatMap(([, c]) => (c === null ? [] : [c])))]
  return {
    kind: 'text' as const,
    name: 'c',
    codes: Uint32Array.from(batch, ([, c]) => (c === null ? 0xffffffff : dictionary.indexOf(c))),
    dictionary,
    ...bits(batch.map(([, c]) => c !== null)),
  }
}

describe('parts of any rows, split anywhere', () => {
  test('merge to the digest of the whole, and survive both forms', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(value, category), { minLength: 1, maxLength: 60 }),
        fc.array(fc.nat(60), { maxLength: 3 }),
        fc.integer({ min: 1, max: 20 }),
        async (rows, cuts, cells) => {
          const whole = await profileTable(tableOf(rows), { cells })
          const ends = [0, ...cuts.map((cut) => Math.min(cut, rows.length)), rows.length].toSorted(
            (a, b) => a - b,
          )
          const parts: Profile[] = []
          for (const [i, end] of ends.slice(1).entries()) {
            parts.push(await profileTable(tableOf(rows.slice(ends[i], end)), { edges: whole }))
          }
          const merged = mergeProfiles(parts.toReversed() as [Profile, ...Profile[]])
          expect(profileDigest(merged)).toBe(profileDigest(whole))
          expect(merged.columns[0]!.distinct).toEqual(whole.columns[0]!.distinct)
          if (!isStorable(whole)) return
          expect(parseProfile(serializeProfile(whole), 'p')).toEqual(whole)
          expect(decodeProfile(encodeProfile(whole), 'p')).toEqual(whole)
        },
      ),
      { seed: 11, numRuns: 300 },
    )
  })
})

/** Sums of values near the end of the doubles overflow, and then neither form is written. */
function isStorable(profile: Profile): boolean {
  const sums = profile.columns.flatMap((column) =>
    'cells' in column
      ? [
          column.moments.mean,
          column.moments.m2,
          column.moments.m3,
          column.moments.m4,
          ...column.cells.map((c) => c.sum),
        ]
      : [],
  )
  return sums.every(Number.isFinite)
}

test('JSON with anything changed is read or refused with an error that says so', async () => {
  const text = serializeProfile(
    await profileTable(
      tableOf([
        [1, 'a'],
        [2, 'é'],
        [null, null],
        [2, 'b'],
      ]),
    ),
  )
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.nat(3), fc.string({ maxLength: 3 }), (at, cut, inserted) => {
      const spoilt = text.slice(0, at) + inserted + text.slice(at + cut)
      try {
        const read = parseProfile(spoilt, 'p')
        expect(profileDigest(parseProfile(serializeProfile(read), 'p'))).toBe(profileDigest(read))
      } catch (error) {
        expect(error).toMatchObject({ name: 'DataError', where: 'p' })
      }
    }),
    { seed: 12, numRuns: 3000 },
  )
})
