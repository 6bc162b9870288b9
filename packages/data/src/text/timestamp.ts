const ISO =
  /^([+-]\d{6}|\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/

const DATE = '2026-11-01'.length
const SECONDS = '2026-11-01T00:00:00'.length
const MOST_FRACTION = 9
const DAY_MS = 86_400_000
const ZERO = 0x30
const DASH = 0x2d
const COLON = 0x3a
const POINT = 0x2e
const UPPER_Z = 0x5a
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/**
 * An ISO 8601 date or instant as milliseconds since the epoch, fractions kept; undefined when `text` is none or names a
 * day that does not exist. Without an offset it is taken as UTC: a runner's local zone must not change a result.
 */
export function parseTimestamp(text: string): number | undefined {
  const match = ISO.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second, fraction, zone] = match
  const y = Number(year)
  const m = Number(month)
  const d = Number(day)
  const h = Number(hour ?? 0)
  const min = Number(minute ?? 0)
  const s = Number(second ?? 0)
  if (h > 23 || min > 59 || s > 59) return undefined
  // setUTCFullYear, since Date.UTC takes the years 0 to 99 for 1900 to 1999.
  const date = new Date(0)
  date.setUTCFullYear(y, m - 1, d)
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return undefined
  const offset = offsetMinutes(zone)
  if (offset === undefined) return undefined
  const milliseconds = fraction === undefined ? 0 : Number(`0.${fraction}`) * 1000
  return date.getTime() + ((h * 60 + min - offset) * 60 + s) * 1000 + milliseconds
}

function offsetMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || /^(?:z|utc)$/i.test(zone)) return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = zone.length > 3 ? Number(zone.slice(-2)) : 0
  if (hours > 23 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

/**
 * `parseTimestamp` of the spellings nearly all files hold, straight from their bytes: `2026-11-01`, or that with `T` or
 * a space, `hh:mm:ss`, a fraction of up to nine digits, and `Z`. NaN for all others, which are `parseTimestamp`'s.
 */
export function fastTimestamp(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start
  if (length < DATE || bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return NaN
  const year = twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2)
  const days = daysSinceEpoch(year, twoDigits(bytes, start + 5), twoDigits(bytes, start + 8))
  if (length === DATE) return days * DAY_MS
  const t = bytes[start + DATE]
  if (length < SECONDS || (t !== 0x54 && t !== 0x20)) return NaN
  if (bytes[start + 13] !== COLON || bytes[start + 16] !== COLON) return NaN
  const hour = twoDigits(bytes, start + 11)
  const minute = twoDigits(bytes, start + 14)
  const second = twoDigits(bytes, start + 17)
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return NaN
  let p = start + SECONDS
  let fraction = 0
  let scale = 1
  if (p < end && bytes[p] === POINT) {
    const first = ++p
    for (; p < end && bytes[p]! >= ZERO && bytes[p]! <= ZERO + 9; p++) {
      fraction = fraction * 10 + bytes[p]! - ZERO
      scale *= 10
    }
    if (p === first || p - first > MOST_FRACTION) return NaN
  }
  if (p < end && bytes[p] === UPPER_Z) p++
  if (p !== end) return NaN
  // Both are whole and exact, so the quotient is the double that "0." and the digits would be read as.
  return days * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + (fraction / scale) * 1000
}

function twoDigits(bytes: Uint8Array, p: number): number {
  const tens = bytes[p]! - ZERO
  const ones = bytes[p + 1]! - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}

/** Proleptic Gregorian (H. Hinnant, "chrono-compatible low-level date algorithms", 2013); NaN for no such day. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const most = (DAYS_IN_MONTH[month - 1] ?? NaN) + (leap && month === 2 ? 1 : 0)
  if (!(day >= 1 && day <= most)) return NaN
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  )
}
