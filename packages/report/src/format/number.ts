import type { Measurement } from '@mlops-actions/policy'

/** Shown digits never promise more than this; the JSON has them all. */
const MAX_DECIMALS = 6
const SIGNIFICANT_WITHOUT_INTERVAL = 4
/** Below this a fixed notation would read as zero. */
const SMALLEST_FIXED = 1e-4
const LARGEST_FIXED = 1e12
/** Units of a fraction 0..1, which people read as a percentage. */
const FRACTIONS: ReadonlySet<string> = new Set(['share', 'fraction', 'proportion'])
const NO_BREAK_SPACE = '\u00a0'
const MINUS = '\u2212'

export interface NumberFormat {
  /** Digits after the point; without it four significant digits. */
  readonly decimals?: number
  /** A plus sign before positive values: for changes. */
  readonly signed?: boolean
}

/**
 * Digits after the point that an uncertain value deserves: two significant digits of the interval's half-width, so that
 * neither the value nor its ends pretend to be known better than they are.
 */
export function decimalsOf(low: number, high: number): number | undefined {
  const half = Math.abs(high - low) / 2
  if (!Number.isFinite(half) || half === 0) return undefined
  return Math.min(MAX_DECIMALS, Math.max(0, 1 - Math.floor(Math.log10(half))))
}

/** A number for people: true minus sign, thousands in groups, never "-0.000"; NaN and infinities in words and signs. */
export function formatNumber(value: number, { decimals, signed = false }: NumberFormat = {}): string {
  if (Number.isNaN(value)) return 'not a number'
  const size = Math.abs(value)
  const digits = size === Number.POSITIVE_INFINITY ? '∞' : magnitude(size, decimals)
  const zero = !/[1-9∞]/.test(digits)
  const sign = zero ? '' : value < 0 ? MINUS : signed ? '+' : ''
  return sign + digits
}

function magnitude(size: number, decimals: number | undefined): string {
  if (size === 0) return (0).toFixed(decimals === undefined || decimals >= MAX_DECIMALS ? 0 : decimals)
  const tooSmall = size < SMALLEST_FIXED && (decimals === undefined || decimals >= MAX_DECIMALS)
  if (tooSmall || size >= LARGEST_FIXED) return scientific(size)
  if (decimals !== undefined) return grouped(size.toFixed(decimals))
  if (Number.isInteger(size)) return grouped(size.toFixed(0))
  const wanted = SIGNIFICANT_WITHOUT_INTERVAL - 1 - Math.floor(Math.log10(size))
  const fixed = size.toFixed(Math.min(MAX_DECIMALS + 1, Math.max(0, wanted)))
  return grouped(fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed)
}

function scientific(size: number): string {
  const [mantissa = '', exponent = ''] = size.toExponential(2).split('e')
  return `${mantissa.replace(/\.?0+$/, '')}e${exponent.replace('+', '').replace('-', MINUS)}`
}

function grouped(fixed: string): string {
  const [whole = '', part] = fixed.split('.')
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return part === undefined ? groups : `${groups}.${part}`
}

/** A whole number of things: `12,345`. */
export function formatCount(count: number): string {
  return formatNumber(count, { decimals: 0 })
}

/** A p value with three decimals; below one in ten thousand only that. */
export function formatP(p: number): string {
  if (Number.isNaN(p)) return formatNumber(p)
  if (p < SMALLEST_FIXED) return `<${NO_BREAK_SPACE}0.0001`
  return p < 0.001 ? p.toFixed(4) : p.toFixed(3)
}

/** A fraction as a percentage with one decimal: `93.4 %`. */
export function formatShare(share: number): string {
  return Number.isFinite(share)
    ? `${formatNumber(100 * share, { decimals: 1 })}${NO_BREAK_SPACE}%`
    : formatNumber(share)
}

/** How a unit is shown: a factor on the value and a suffix. A change of a fraction is in percentage points. */
export function unitOf(unit: string | undefined, change = false): { factor: number; suffix: string } {
  if (unit === undefined || unit === '') return { factor: 1, suffix: '' }
  if (FRACTIONS.has(unit)) return { factor: 100, suffix: NO_BREAK_SPACE + (change ? 'pp' : '%') }
  return { factor: 1, suffix: NO_BREAK_SPACE + unit }
}

/** A value with its unit and interval: `0.912 [0.897, 0.926]`, `128 ms [121, 134]`. `change` adds signs. */
export function formatMeasurement(measurement: Measurement, change = false): string {
  const { value, unit, interval } = measurement
  return formatEstimate(value, interval?.low, interval?.high, unit, change)
}

/** See {@link formatMeasurement}; the ends may be missing. */
export function formatEstimate(
  value: number,
  low: number | undefined,
  high: number | undefined,
  unit: string | undefined,
  change = false,
): string {
  const { point, interval } = estimateParts(value, low, high, unit, change)
  return interval === undefined ? point : `${point} ${interval}`
}

/** Value and interval apart, for a table that sets one under the other; both with the digits the interval deserves. */
export function estimateParts(
  value: number,
  low: number | undefined,
  high: number | undefined,
  unit: string | undefined,
  change = false,
): { readonly point: string; readonly interval?: string } {
  const { factor, suffix } = unitOf(unit, change)
  const has = low !== undefined && high !== undefined
  const decimals = has ? decimalsOf(factor * low, factor * high) : undefined
  const format = { signed: change, ...(decimals === undefined ? {} : { decimals }) }
  const point = formatNumber(factor * value, format) + (Number.isNaN(value) ? '' : suffix)
  if (!has) return { point }
  return {
    point,
    interval: `[${formatNumber(factor * low, format)}, ${formatNumber(factor * high, format)}]`,
  }
}

/** A confidence level, never rounded up to certainty: `90 %`, `99.5 %`, `99.999 %`. */
export function formatLevel(level: number): string {
  return `${Number((100 * level).toFixed(MAX_DECIMALS))}${NO_BREAK_SPACE}%`
}
