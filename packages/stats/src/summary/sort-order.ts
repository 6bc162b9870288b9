import type { Numbers } from '../check.ts'

const RADIX_FROM = 2_048
const BITS = 16
const BUCKETS = 2 ** BITS

/**
 * The indices that put the values in ascending order, ties in their original order; no NaN. Radix sort for long input:
 * a comparison sort with a callback takes a second for a million rows, this a few hundredths.
 */
export function sortOrder(values: Numbers): Uint32Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i)
  if (values.length < RADIX_FROM) return order.sort((i, j) => values[i]! - values[j]! || i - j)
  // The bits of a double sort like integers once the negative ones are flipped whole and the others' sign is set.
  const keys = new Uint32Array(Float64Array.from(values).buffer)
  for (let i = 0; i < keys.length; i += 2) {
    const flip = keys[i + 1]! >>> 31 === 1
    keys[i] = flip ? ~keys[i]! : keys[i]!
    keys[i + 1] = flip ? ~keys[i + 1]! : keys[i + 1]! | 0x80000000
  }
  let [from, to] = [order, new Uint32Array(order.length)]
  for (let pass = 0; pass < 4; pass++) {
    const word = pass >> 1
    const shift = (pass & 1) * BITS
    const next = new Uint32Array(BUCKETS)
    for (const row of from) next[(keys[2 * row + word]! >>> shift) & (BUCKETS - 1)]!++
    let start = 0
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const count = next[bucket]!
      next[bucket] = start
      start += count
    }
    for (const row of from) to[next[(keys[2 * row + word]! >>> shift) & (BUCKETS - 1)]!++] = row
    ;[from, to] = [to, from]
  }
  return from
}
