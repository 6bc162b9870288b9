import { requireCount } from '../check.ts'

/** Rows on which the two models disagree, of n judged by both. */
export interface PairedCounts {
  /** Only the candidate is right. */
  readonly b: number
  /** Only the baseline is right. */
  readonly c: number
  /** All rows, agreements included. */
  readonly n: number
}

export function requirePairedCounts(where: string, { b, c, n }: PairedCounts): void {
  requireCount(where, 'b', b)
  requireCount(where, 'c', c)
  requireCount(where, 'n', n, 1)
  if (b + c > n) throw new RangeError(`${where}: b + c = ${b + c} rows differ, of only n = ${n}`)
}

/**
 * The score statistic of "improvement = delta" for paired proportions, with the nuisance probability at its constrained
 * maximum (T. Tango, Statistics in Medicine 17, 1998). Falls as delta rises; NaN where nothing is known (0/0).
 */
export function tangoScore({ b, c, n }: PairedCounts, delta: number): number {
  const slope = (2 * n - b + c) * delta - b - c
  const product = -c * delta * (1 - delta)
  // The larger root of 2n q^2 + slope q + product, by whichever form does not cancel.
  const root = Math.sqrt(Math.max(0, slope * slope - 8 * n * product))
  const q = slope <= 0 ? (root - slope) / (4 * n) : (-2 * product) / (root + slope)
  const variance = n * (2 * q + delta * (1 - delta))
  return (b - c - n * delta) / Math.sqrt(Math.max(0, variance))
}
