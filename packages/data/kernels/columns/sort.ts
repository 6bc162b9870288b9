/** Bits of a digit, digits of a double: six counts of 2048 lie in the first cache. */
const DIGIT_BITS: u32 = 11
const DIGITS: u32 = 6
const RADIX: u32 = 1 << DIGIT_BITS
const COUNTS_BYTES: usize = (<usize>RADIX) << 2

/** Bytes that `sort` needs at `counts`. */
export const SORT_COUNTS_BYTES: usize = COUNTS_BYTES * DIGITS

const SIGN: u64 = 0x8000000000000000

/**
 * Sorts doubles ascending, -0 before 0, by radix from the last digit on: `other` is as large as `values`. A digit that
 * all values share is passed over. Where the result lies: `values` or `other`.
 */
export function sort(values: usize, count: u32, other: usize, counts: usize): usize {
  memory.fill(counts, 0, SORT_COUNTS_BYTES)
  const bytes = (<usize>count) << 3
  for (let p = values; p < values + bytes; p += 8) {
    // Unsigned order of these keys is the order of the doubles: all bits of negatives flipped, the sign of the others.
    const bits = load<u64>(p)
    const key = bits ^ (<u64>(<i64>bits >> 63) | SIGN)
    store<u64>(p, key)
    for (let digit: u32 = 0; digit < DIGITS; digit++) {
      const at = counts + digit * COUNTS_BYTES + (digitOf(key, digit) << 2)
      store<u32>(at, load<u32>(at) + 1)
    }
  }
  let from = values
  let to = other
  for (let digit: u32 = 0; digit < DIGITS; digit++) {
    const starts = counts + digit * COUNTS_BYTES
    if (!startsOf(starts, count)) continue
    for (let p = from; p < from + bytes; p += 8) {
      const key = load<u64>(p)
      const at = starts + (digitOf(key, digit) << 2)
      const place = load<u32>(at)
      store<u32>(at, place + 1)
      store<u64>(to + ((<usize>place) << 3), key)
    }
    const swap = from
    from = to
    to = swap
  }
  for (let p = from; p < from + bytes; p += 8) {
    const key = load<u64>(p)
    store<u64>(p, key ^ (<u64>(<i64>~key >> 63) | SIGN))
  }
  return from
}

function digitOf(key: u64, digit: u32): usize {
  return <usize>(key >>> (digit * DIGIT_BITS)) & (RADIX - 1)
}

/** Turns the counts of a digit into where its values begin; false when one of them has all. */
function startsOf(counts: usize, count: u32): bool {
  let start: u32 = 0
  for (let at = counts; at < counts + COUNTS_BYTES; at += 4) {
    const size = load<u32>(at)
    if (size == count) return false
    store<u32>(at, start)
    start += size
  }
  return true
}
