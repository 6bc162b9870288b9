import {
  type CategoryProfile,
  decodeProfile,
  encodeProfile,
  memorySource,
  openTable,
  type Profile,
  parseProfile,
  profileDigest,
  profileTable,
  readProfile,
  serializeProfile,
} from '@mlops-actions/data'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const CSV = 'x,c,b\n0.1,é,true\n-0,"a ""q""",false\n9007199254740991,,true\n,é,true\n1e-300,z,false\n'
const fromCsv = async (): Promise<Profile> =>
  profileTable(await openTable(memorySource('t.csv', new TextEncoder().encode(CSV))))

const text = (over: Partial<CategoryProfile>): Profile => ({
  version: 2,
  columns: [
    {
      name: 'c',
      kind: 'text',
      rows: 3,
      nulls: 1,
      listed: 'reference',
      categories: [['a', 0]],
      other: 2,
      ...over,
    },
  ],
})

describe('the binary form', () => {
  test('holds what the JSON holds, in less', async () => {
    const profile = await fromCsv()
    const bytes = encodeProfile(profile)
    expect(readProfile(bytes, 'p')).toEqual(profile)
    expect(profileDigest(decodeProfile(bytes, 'p'))).toBe(profileDigest(profile))
    expect(bytes.length).toBeLessThan(serializeProfile(profile).length)
    expect(readProfile(new TextEncoder().encode(serializeProfile(profile)), 'p')).toEqual(profile)
  })

  test.each<Partial<CategoryProfile>>([
    { distinct: { by: 'count', count: 3 } },
    { distinct: { by: 'bounds', low: 1, high: 2 ** 52 } },
    {
      categories: [
        ['', 0],
        ['日本語', 1],
        ['\ufeffmark', 0],
      ],
      other: 1,
    },
    { rows: 2 ** 53 - 1, nulls: 2 ** 53 - 3 },
  ])('keeps %j', (over) => {
    const profile = text(over)
    expect(decodeProfile(encodeProfile(profile), 'p')).toEqual(profile)
    expect(parseProfile(serializeProfile(profile), 'p')).toEqual(profile)
  })

  test('of another version is refused as such, and a lone surrogate is not written', () => {
    const bytes = encodeProfile(text({}))
    bytes[7] = 1
    expect(() => readProfile(bytes, 'p')).toThrow(
      'p: is a profile of version 1, and this program reads version 2',
    )
    expect(() => encodeProfile(text({ name: '\ud800' }))).toThrow('no well-formed Unicode')
  })

  test('truncated anywhere is an error that says so', async () => {
    const bytes = encodeProfile(await fromCsv())
    for (let end = 0; end < bytes.length; end++) {
      expect(() => readProfile(bytes.subarray(0, end), 'p')).toThrow(/^p: /)
    }
  })

  test('with any byte changed is an error that says so', async () => {
    const bytes = encodeProfile(await fromCsv())
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const spoilt = bytes.slice()
        spoilt[at]! ^= flip
        expect(() => readProfile(spoilt, 'p')).toThrow(/^p: /)
      }),
      { seed: 4, numRuns: 2000 },
    )
  })

  test('whose checksum is right is read or refused, within the memory its bytes can claim', async () => {
    const bytes = encodeProfile(await fromCsv())
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(bytes.length - 13), fc.nat(255)), { maxLength: 6 }), (changes) => {
        const spoilt = bytes.slice()
        for (const [at, value] of changes) spoilt[at + 8] = value
        try {
          const read = decodeProfile(withChecksum(spoilt), 'p')
          expect(profileDigest(decodeProfile(encodeProfile(read), 'p'))).toBe(profileDigest(read))
        } catch (error) {
          expect(error).toMatchObject({ name: 'DataError', code: 'corrupt' })
        }
      }),
      { seed: 5, numRuns: 3000 },
    )
  })
})

/** The form's own checksum, here in its plainest shape. */
function withChecksum(bytes: Uint8Array): Uint8Array {
  const end = bytes.length - 4
  new DataView(bytes.buffer).setUint32(end, xxHash32(bytes.subarray(0, end)), true)
  return bytes
}

function xxHash32(bytes: Uint8Array): number {
  const [p1, p2, p3, p4, p5] = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f, 0x165667b1].map(
    (p) => p | 0,
  ) as [number, number, number, number, number]
  const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const lanes = [(p1 + p2) | 0, p2, 0, -p1 | 0]
  let at = 0
  for (; at + 16 <= bytes.length; at += 16) {
    for (const lane of [0, 1, 2, 3]) {
      const word = view.getUint32(at + lane * 4, true)
      lanes[lane] = Math.imul(rotate((lanes[lane]! + Math.imul(word, p2)) | 0, 13), p1)
    }
  }
  const shifts = [1, 7, 12, 18]
  let hash = bytes.length >= 16 ? lanes.reduce((sum, lane, i) => (sum + rotate(lane, shifts[i]!)) | 0, 0) : p5
  hash = (hash + bytes.length) | 0
  for (; at + 4 <= bytes.length; at += 4)
    hash = Math.imul(rotate((hash + Math.imul(view.getUint32(at, true), p3)) | 0, 17), p4)
  for (; at < bytes.length; at++) hash = Math.imul(rotate((hash + Math.imul(bytes[at]!, p5)) | 0, 11), p1)
  hash = Math.imul(hash ^ (hash >>> 15), p2)
  hash = Math.imul(hash ^ (hash >>> 13), p3)
  return (hash ^ (hash >>> 16)) >>> 0
}
