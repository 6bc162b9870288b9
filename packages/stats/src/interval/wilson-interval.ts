import { requireCount, requireFraction } from '../check.ts'
import { normalQuantile } from '../special/normal-quantile.ts'
import type { Range } from './range.ts'

/**
 * Wilson's score interval of a proportion (E. B. Wilson, JASA 22, 1927): near its nominal coverage from a handful of
 * rows on, and never empty at 0 or n. `level` is the two-sided coverage, 0..1.
 * RangeError unless 0 <= successes <= n, n >= 1 and both are whole.
 */
export function wilsonInterval(successes: number, n: number, level: number): Range {
  requireCount('wilsonInterval', 'n', n, 1)
  requireCount('wilsonInterval', 'successes', successes)
  if (successes > n) throw new RangeError(`wilsonInterval: ${successes} successes of ${n}`)
  requireFraction('wilsonInterval', 'level', level)
  const z = -normalQuantile((1 - level) / 2)
  const square = z * z
  const centre = successes + square / 2
  const half = z * Math.sqrt((successes * (n - successes)) / n + square / 4)
  return {
    low: successes === 0 ? 0 : (centre - half) / (n + square),
    high: successes === n ? 1 : (centre + half) / (n + square),
  }
}
