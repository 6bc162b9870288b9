import { DataError } from '../error.ts'
import type { ArrowBuffer } from './buffer.ts'

/** Which rows of a slice are present. The bitmap is its own copy, and absent when all are. */
export interface Presence {
  readonly validity: Uint8Array | undefined
  readonly nullCount: number
}

export const ALL_PRESENT: Presence = { validity: undefined, nullCount: 0 }

/** Rows [from, from + rows) of a bitmap; `from` is a multiple of eight. No buffer at all means that none is null. */
export async function readPresence(bitmap: ArrowBuffer, from: number, rows: number): Promise<Presence> {
  if (bitmap.byteLength === 0) return ALL_PRESENT
  const validity = (await bitmap.read(from >>> 3, (rows + 7) >>> 3)).slice()
  const tail = rows & 7
  if (tail !== 0) validity[validity.length - 1]! &= (1 << tail) - 1
  let present = 0
  for (const byte of validity) present += ONES[byte]!
  return present === rows ? ALL_PRESENT : { validity, nullCount: rows - present }
}

/** Rows that are present themselves and in every struct around them. */
export async function readWithin(
  own: Presence,
  around: readonly ArrowBuffer[],
  from: number,
  rows: number,
): Promise<Presence> {
  let all = own
  for (const bitmap of around) {
    const outer = await readPresence(bitmap, from, rows)
    if (outer.validity !== undefined) all = both(all.validity, outer.validity, rows)
  }
  return all
}

function both(a: Uint8Array | undefined, b: Uint8Array, rows: number): Presence {
  const validity = a === undefined ? b : a.map((byte, i) => byte & b[i]!)
  let present = 0
  for (const byte of validity) present += ONES[byte]!
  return { validity, nullCount: rows - present }
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

/** A writer's count of nulls must be that of its bitmap: where they differ one of them is damaged. */
export function checkNullCount(found: number, claimed: number, where: string): void {
  if (found !== claimed)
    throw new DataError('corrupt', where, `a batch claims ${claimed} nulls and holds ${found}`)
}
