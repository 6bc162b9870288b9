import { requireCount, requireFraction } from '../check.ts'
import { type PairedCounts, requirePairedCounts } from '../test/tango-score.ts'
import type { Range } from './range.ts'
import { wilsonInterval } from './wilson-interval.ts'

/**
 * The hybrid score interval of (b - c)/n for paired proportions: R. G. Newcombe, Statistics in Medicine 17, 1998,
 * p. 2635, method 10. `both` is the number of rows both models get right.
 * RangeError unless the counts are whole and both + b + c <= n.
 */
export function newcombePairedInterval(
  counts: PairedCounts & { readonly both: number },
  level: number,
): Range {
  requirePairedCounts('newcombePairedInterval', counts)
  requireCount('newcombePairedInterval', 'both', counts.both)
  requireFraction('newcombePairedInterval', 'level', level)
  const { b, c, n, both } = counts
  const neither = n - both - b - c
  if (neither < 0) throw new RangeError(`newcombePairedInterval: both + b + c exceeds n = ${n}`)
  const candidate = wilsonInterval(both + b, n, level)
  const baseline = wilsonInterval(both + c, n, level)
  const [p1, p2] = [(both + b) / n, (both + c) / n]
  const [lowGap1, highGap1] = [p1 - candidate.low, candidate.high - p1]
  const [lowGap2, highGap2] = [p2 - baseline.low, baseline.high - p2]
  const phi = correlation(both, b, c, neither)
  const combine = (x: number, y: number) => Math.sqrt(Math.max(0, x * x - 2 * phi * x * y + y * y))
  return { low: p1 - p2 - combine(lowGap1, highGap2), high: p1 - p2 + combine(highGap1, lowGap2) }
}

/** The phi coefficient with Newcombe's continuity correction, which only ever pulls a positive one towards zero. */
function correlation(both: number, b: number, c: number, neither: number): number {
  const n = both + b + c + neither
  const margins = (both + b) * (c + neither) * (both + c) * (b + neither)
  if (margins === 0) return 0
  const determinant = both * neither - b * c
  const corrected = determinant > 0 ? Math.max(0, determinant - n / 2) : determinant
  return corrected / Math.sqrt(margins)
}
