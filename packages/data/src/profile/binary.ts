import { xxHash32 } from '../binary/xxhash32.ts'
import { DataError } from '../error.ts'
import { MIB } from '../limits.ts'
import { checkProfile, type Fail } from './check-profile.ts'
import { type ByteReader, byteReader, byteWriter, type ByteWriter } from './bytes.ts'
import { DISTINCT_REGISTERS, type Distinct, registersOf, registersText } from './distinct.ts'
import type { CategoryProfile, ColumnProfile, NumberProfile, Profile } from './profile.ts'
import { PROFILE_VERSION } from './profile.ts'
import { otherVersion, parseProfile } from './serialize.ts'

/** A thousand numeric columns of 2048 cells take some 40 MB. */
export const MAX_PROFILE_BYTES = 128 * MIB
/** `MLPROF`, no UTF-8 text at its end, so that no text file begins so. */
const MAGIC = Uint8Array.of(0x4d, 0x4c, 0x50, 0x52, 0x4f, 0x46, 0xff)
const CHECKSUM_BYTES = 4
const KINDS = ['number', 'timestamp', 'text', 'boolean', 'bigint'] as const
const LISTED = ['all', 'heavy', 'reference'] as const
const NO_DISTINCT = 0
const DISTINCT = ['count', 'bounds', 'hyperloglog'] as const

/**
 * The binary form, a third of the JSON: magic and version, columns, xxHash32 of all that. Counts are LEB128, doubles and
 * the checksum little-endian. Both forms hold the same and give the same digest.
 *
 * RangeError for sums beyond the range of doubles, and for names that are no well-formed Unicode: JSON can hold those.
 */
export function encodeProfile(profile: Profile): Uint8Array {
  const out = byteWriter()
  out.bytes(MAGIC)
  out.byte(PROFILE_VERSION)
  out.count(profile.columns.length)
  for (const column of profile.columns) writeColumn(out, column)
  const body = out.finish()
  const whole = new Uint8Array(body.length + CHECKSUM_BYTES)
  whole.set(body)
  new DataView(whole.buffer).setUint32(body.length, xxHash32(body), true)
  return whole
}

/** A profile written by `encodeProfile`, every field checked. DataError `corrupt`, `unsupported`, `too-large`. */
export function decodeProfile(bytes: Uint8Array, where: string): Profile {
  if (bytes.length > MAX_PROFILE_BYTES) {
    throw new DataError('too-large', where, `a profile may hold ${MAX_PROFILE_BYTES} bytes`)
  }
  const fail: Fail = (at, expected) => {
    throw new DataError('corrupt', where, `${at}: expected ${expected}`)
  }
  if (!isBinaryProfile(bytes)) fail('the profile', 'the magic bytes of a binary profile')
  const version = bytes[MAGIC.length]
  if (version !== undefined && version !== PROFILE_VERSION) throw otherVersion(where, version)
  const end = bytes.length - CHECKSUM_BYTES
  if (end <= MAGIC.length) fail('the profile', 'columns and a checksum')
  const checksum = new DataView(bytes.buffer, bytes.byteOffset + end, CHECKSUM_BYTES).getUint32(0, true)
  if (xxHash32(bytes.subarray(0, end)) !== checksum) fail('the profile', 'bytes that match their checksum')
  const reader = byteReader(bytes.subarray(MAGIC.length + 1, end), fail)
  // The shortest column: a name, a kind and a few counts.
  const columns = Array.from({ length: reader.size('columns', 8) }, (_, i) =>
    readColumn(reader, `columns[${i}]`, fail),
  )
  if (!reader.atEnd()) fail('the profile', 'nothing after its columns')
  const profile = { version: PROFILE_VERSION, columns } as const
  checkProfile(profile, fail)
  return profile
}

export function isBinaryProfile(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte)
}

/** A stored profile of either form. DataError `corrupt`, `unsupported`, `too-large`. */
export function readProfile(bytes: Uint8Array, where: string): Profile {
  if (isBinaryProfile(bytes)) return decodeProfile(bytes, where)
  if (bytes.length > MAX_PROFILE_BYTES) {
    throw new DataError('too-large', where, `a profile may hold ${MAX_PROFILE_BYTES} bytes`)
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new DataError('corrupt', where, 'is neither a binary profile nor UTF-8 text', { cause })
  }
  return parseProfile(text, where)
}

function writeColumn(out: ByteWriter, column: ColumnProfile): void {
  out.text(column.name)
  out.byte(KINDS.indexOf(column.kind))
  out.count(column.rows)
  out.count(column.nulls)
  writeDistinct(out, column.distinct)
  if ('cells' in column) writeNumbers(out, column)
  else writeCategories(out, column)
}

function readColumn(reader: ByteReader, at: string, fail: Fail): ColumnProfile {
  const name = reader.text(`${at}.name`)
  const kind = KINDS[reader.byte(`${at}.kind`)] ?? fail(`${at}.kind`, 'a known kind')
  const common = {
    name,
    rows: reader.count(`${at}.rows`),
    nulls: reader.count(`${at}.nulls`),
    ...readDistinct(reader, `${at}.distinct`, fail),
  }
  switch (kind) {
    case 'number':
    case 'timestamp':
      return { ...common, kind, ...readNumbers(reader, at, fail) }
    case 'text':
    case 'boolean':
    case 'bigint':
      return { ...common, kind, ...readCategories(reader, at, fail) }
  }
}

function writeNumbers(out: ByteWriter, column: NumberProfile): void {
  const { moments } = column
  for (const tally of [column.nan, column.negativeInfinity, column.positiveInfinity]) out.count(tally)
  const ends = column.min === null || column.max === null ? [] : [column.min, column.max]
  out.byte(ends.length)
  for (const end of ends) out.double(end)
  out.count(moments.count)
  for (const moment of [moments.mean, moments.m2, moments.m3, moments.m4]) out.double(moment)
  out.count(column.edges.length)
  for (const edge of column.edges) out.double(edge)
  for (const cell of column.cells) {
    // The lowest bit says whether the cell holds one value; an empty cell has no sum to store.
    out.count(cell.count * 2 + (cell.single ? 1 : 0))
    if (cell.count > 0) out.double(cell.sum)
  }
}

function readNumbers(
  reader: ByteReader,
  at: string,
  fail: Fail,
): Omit<NumberProfile, 'name' | 'kind' | 'rows' | 'nulls'> {
  const tally = (): number => reader.count(at)
  const double = (): number => reader.double(at)
  const [nan, negativeInfinity, positiveInfinity] = [tally(), tally(), tally()]
  const ends = reader.byte(at)
  if (ends !== 0 && ends !== 2) fail(at, 'both extremes or none')
  const [min, max] = ends === 0 ? [null, null] : [double(), double()]
  const moments = { count: tally(), mean: double(), m2: double(), m3: double(), m4: double() }
  const edges = Array.from({ length: reader.size(`${at}.edges`, 8) }, double)
  const cells = Array.from({ length: edges.length + 1 }, () => {
    const packed = tally()
    const count = Math.floor(packed / 2)
    return { count, sum: count > 0 ? double() : 0, single: packed % 2 === 1 }
  })
  return { nan, negativeInfinity, positiveInfinity, min, max, moments, edges, cells }
}

function writeCategories(out: ByteWriter, column: CategoryProfile): void {
  out.byte(LISTED.indexOf(column.listed))
  out.count(column.categories.length)
  for (const [name, count] of column.categories) {
    out.text(name)
    out.count(count)
  }
  out.count(column.other)
}

function readCategories(
  reader: ByteReader,
  at: string,
  fail: Fail,
): Omit<CategoryProfile, 'name' | 'kind' | 'rows' | 'nulls'> {
  const listed = LISTED[reader.byte(at)] ?? fail(`${at}.listed`, 'all, heavy or reference')
  const categories = Array.from({ length: reader.size(`${at}.categories`, 2) }, (): [string, number] => [
    reader.text(`${at}.categories`),
    reader.count(`${at}.categories`),
  ])
  return { listed, categories, other: reader.count(`${at}.other`) }
}

function writeDistinct(out: ByteWriter, distinct: Distinct | undefined): void {
  out.byte(distinct === undefined ? NO_DISTINCT : DISTINCT.indexOf(distinct.by) + 1)
  switch (distinct?.by) {
    case 'count':
      return out.count(distinct.count)
    case 'bounds':
      out.count(distinct.low)
      return out.count(distinct.high)
    case 'hyperloglog':
      return out.bytes(registersOf(distinct.registers))
    case undefined:
  }
}

function readDistinct(reader: ByteReader, at: string, fail: Fail): { readonly distinct?: Distinct } {
  const tag = reader.byte(at)
  if (tag === NO_DISTINCT) return {}
  const by = DISTINCT[tag - 1] ?? fail(at, 'count, bounds or hyperloglog')
  switch (by) {
    case 'count':
      return { distinct: { by, count: reader.count(at) } }
    case 'bounds':
      return { distinct: { by, low: reader.count(at), high: reader.count(at) } }
    case 'hyperloglog': {
      const registers = reader.bytes(DISTINCT_REGISTERS, at)
      if (registers.some((register) => register > 63)) fail(at, 'registers below 64')
      return { distinct: { by, registers: registersText(registers) } }
    }
  }
}
