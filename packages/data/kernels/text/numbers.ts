import { ABSENT, BARE, endsOf, ESCAPED, startsOf, tagsOf, widthOf } from './cell'
import { clearBit } from './validity'
import { eiselLemire } from './eisel-lemire'

/** At `state`: the nulls so far (u32), and whether every number so far is spelled as a whole one (u32). */
const NULLS: usize = 0
const WHOLE: usize = 4

/** Digits that fit in 64 bits whatever they are. */
const MAX_DIGITS: i32 = 19
/** Decimal powers that are exact doubles, and the largest whole double below which all are exact (Clinger 1990). */
const EXACT_POWER: i32 = 22
const EXACT_WHOLE: u64 = 1 << 53

const POINT: u32 = 0x2e - 0x30
const MINUS: u32 = 0x2d
const PLUS: u32 = 0x2b

/** What `parse` found. */
let value: f64 = 0
let mantissa: u64 = 0
let whole: bool = false

/**
 * Numbers of column `column` from row `from` to `values`, missing ones as NaN with their bit of `validity` cleared. The
 * row it stopped at: `rows`, or one whose spelling it does not decide, or which is too wide for a column of whole
 * numbers.
 *
 * @param csv 1 for CSV, where quotes only protect and an empty cell is missing; 0 for JSON, where quotes make a text.
 */
export function numbers(
  bytes: usize,
  cells: usize,
  column: u32,
  from: u32,
  rows: u32,
  csv: u32,
  values: usize,
  validity: usize,
  powers: usize,
  state: usize,
): u32 {
  const width = widthOf(cells)
  let cell = from * width + column
  const starts = startsOf(cells)
  const ends = endsOf(cells)
  const tags = tagsOf(cells)
  for (let row = from; row < rows; row++, cell += width) {
    const start = load<u32>(starts + ((<usize>cell) << 2))
    const end = load<u32>(ends + ((<usize>cell) << 2))
    const tag = load<u8>(tags + cell)
    const at = values + ((<usize>row) << 3)
    if (tag == ABSENT || (csv == 1 && start == end)) {
      store<f64>(at, NaN)
      clearBit(validity, row)
      store<u32>(state, load<u32>(state, NULLS) + 1, NULLS)
      continue
    }
    if (csv == 1 ? tag == ESCAPED : tag != BARE) return row
    if (!parse(bytes + start, bytes + end, powers)) return row
    if (load<u32>(state, WHOLE) == 1) {
      if (!whole) store<u32>(state, 0, WHOLE)
      else if (mantissa >= EXACT_WHOLE) return row
    }
    store<f64>(at, value)
  }
  return rows
}

/** Sets `value`; false when the spelling is not a plain decimal of at most 19 digits, or its rounding is not certain. */
function parse(start: usize, end: usize, powers: usize): bool {
  let p = start
  const negative = load<u8>(p) == MINUS
  if (negative) p++
  const first = p
  let m: u64 = 0
  let c: u32 = <u32>load<u8>(p) - 0x30
  while (c <= 9 && p < end) {
    m = m * 10 + c
    c = <u32>load<u8>(++p) - 0x30
  }
  const digits = <i32>(p - first)
  let seen = digits
  let power: i32 = 0
  whole = true
  if (p < end && c == POINT) {
    whole = false
    const fraction = ++p
    while (end - p >= 8) {
      const eight = load<u64>(p)
      if (!areDigits(eight)) break
      m = m * 100000000 + eightDigits(eight)
      p += 8
    }
    c = <u32>load<u8>(p) - 0x30
    while (c <= 9 && p < end) {
      m = m * 10 + c
      c = <u32>load<u8>(++p) - 0x30
    }
    power = -(<i32>(p - fraction))
    seen -= power
  }
  if (seen == 0) return false
  // Leading zeros are no digits that count; without them many more are spelled than lost.
  if (seen > MAX_DIGITS && seen - leadingZeros(first, end) > MAX_DIGITS) return false
  if (p < end) {
    if ((c | 0x20) != ((0x65 - 0x30) | 0x20)) return false
    whole = false
    c = load<u8>(++p)
    const down = c == MINUS
    if (c == MINUS || c == PLUS) p++
    // Three digits reach beyond every double.
    if (p >= end || end - p > 3) return false
    let written: i32 = 0
    for (; p < end; p++) {
      c = <u32>load<u8>(p) - 0x30
      if (c > 9) return false
      written = written * 10 + <i32>c
    }
    power += down ? -written : written
  }
  mantissa = m
  if (m < EXACT_WHOLE && power >= -EXACT_POWER && power <= EXACT_POWER) {
    const exact = <f64>m
    value = power < 0 ? exact / powerOfTen(powers, -power) : exact * powerOfTen(powers, power)
  } else {
    value = eiselLemire(m, power, powers)
    if (value != value) return false
  }
  if (negative) value = -value
  return true
}

/** Zeros before the first digit that counts, the point passed over. */
function leadingZeros(p: usize, end: usize): i32 {
  let zeros = 0
  for (; p < end; p++) {
    const c = load<u8>(p)
    if (c == 0x30) zeros++
    else if (c != 0x2e) break
  }
  return zeros
}

function powerOfTen(powers: usize, power: i32): f64 {
  return load<f64>(powers + ((<usize>power) << 3))
}

/** Lemire 2021, "Number parsing at a gigabyte per second", section 3: eight bytes at once. */
function areDigits(eight: u64): bool {
  return (
    ((eight & 0xf0f0f0f0f0f0f0f0) | (((eight + 0x0606060606060606) & 0xf0f0f0f0f0f0f0f0) >> 4)) ==
    0x3333333333333333
  )
}

function eightDigits(eight: u64): u64 {
  let v = eight - 0x3030303030303030
  v = v * 10 + (v >> 8)
  const pairs =
    (v & 0x000000ff000000ff) * 0x000f424000000064 + ((v >> 16) & 0x000000ff000000ff) * 0x0000271000000001
  return (pairs >> 32) & 0xffffffff
}
