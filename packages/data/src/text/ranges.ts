import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../error.ts'
import { KIB, MIB } from '../limits.ts'

/** Bytes of a part that can be read apart from the others: few enough to share a text out evenly. */
export const GROUP_BYTES = 8 * MIB
const LOOK_BYTES = 64 * KIB
const LF = 0x0a

/** A part of a text, from a record's start to another's. */
export interface TextRange {
  readonly start: number
  readonly end: number
  readonly first: boolean
  readonly last: boolean
}

/** Into how many parts a text falls. gzip has no places to begin at. */
export const groupCountOf = (byteLength: number, gzip: boolean, groupBytes: number): number =>
  gzip ? 1 : Math.max(1, Math.floor(byteLength / groupBytes))

/** Stretches of neighbours, first and last: they are read as one. */
export function neighboursOf(groups: readonly number[]): readonly (readonly [first: number, last: number])[] {
  const stretches: [number, number][] = []
  for (const group of groups) {
    const stretch = stretches.at(-1)
    if (stretch?.[1] === group - 1) stretch[1] = group
    else stretches.push([group, group])
  }
  return stretches
}

/**
 * Parts `from` to `to`, begun and ended behind the first line feed at or behind their even share. Whether a record really begins
 * there, and not in the middle of a quoted cell, nobody knows before what comes ahead is read: whoever reads the part
 * that ends there sees it, by whether its last record ends there too.
 */
export async function rangeOf(
  source: ByteSource,
  [from, to]: readonly [first: number, last: number],
  groupCount: number,
): Promise<TextRange> {
  const share = (index: number): number => Math.floor((source.byteLength / groupCount) * index)
  const start = from === 0 ? 0 : await behindLine(source, share(from))
  const end = to === groupCount - 1 ? source.byteLength : await behindLine(source, share(to + 1))
  // What follows then is empty.
  return { start, end, first: from === 0, last: end === source.byteLength }
}

async function behindLine(source: ByteSource, from: number): Promise<number> {
  for (let offset = from - 1; offset < source.byteLength; offset += LOOK_BYTES) {
    const bytes = await source.read(offset, Math.min(LOOK_BYTES, source.byteLength - offset))
    const feed = bytes.indexOf(LF)
    if (feed >= 0) return offset + feed + 1
  }
  return source.byteLength
}

/** Two parts do not meet: the line feed between them stands in quotes. Read on one thread the text may well be sound. */
export function splitInQuotes(name: string, { end }: TextRange): DataError {
  return new DataError(
    'unsplittable',
    name,
    `byte ${end} begins no record, so the file cannot be read in parts`,
  )
}
