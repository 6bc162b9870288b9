import type { Cell, NumberProfile } from './profile.ts'

/** The distance lies within, whatever the rows inside the cells were. */
export interface Interval {
  readonly lower: number
  readonly upper: number
}

export interface NumericDistance {
  /** Kolmogorov-Smirnov D, infinities included; lies in [0, 1]. */
  readonly ks: Interval
  /** Wasserstein-1 of the finite values, in the column's unit. */
  readonly wasserstein: Interval
}

/**
 * Bounds of KS and W1 between two profiles on the same edges. With D = F - G, both ends of a cell and the integral
 * of D over it are known (its counts and sums); inside, D stays within [D - q, D + p] for cell masses p and q.
 * RangeError when the edges differ or a side has no values: there is no distance then, and 0 would read as no drift.
 */
export function numericDistance(a: NumberProfile, b: NumberProfile): NumericDistance {
  if (a.edges.length !== b.edges.length || a.edges.some((edge, i) => edge !== b.edges[i])) {
    throw new RangeError(`column ${JSON.stringify(a.name)}: the two profiles were counted on different edges`)
  }
  const { min: minA, max: maxA } = a
  const { min: minB, max: maxB } = b
  if (minA === null || minB === null || maxA === null || maxB === null) {
    throw new RangeError(`column ${JSON.stringify(a.name)}: a profile without finite values has no distance`)
  }
  const low = Math.min(minA, minB)
  const high = Math.max(maxA, maxB)
  const bounds = { low, high, edges: a.edges }
  const wasserstein = wassersteinInterval(a, b, bounds)
  // Sums near the end of the doubles overflow; a NaN bound would compare as "not above the threshold".
  if (!Number.isFinite(wasserstein.upper)) {
    throw new RangeError(`column ${JSON.stringify(a.name)}: its sums exceed the range of doubles`)
  }
  return { ks: ksInterval(a, b), wasserstein }
}

const ordered = (p: NumberProfile): number => p.moments.count + p.negativeInfinity + p.positiveInfinity

function ksInterval(a: NumberProfile, b: NumberProfile): Interval {
  const [na, nb] = [ordered(a), ordered(b)]
  let [fa, fb] = [a.negativeInfinity, b.negativeInfinity]
  let lower = Math.abs(fa / na - fb / nb)
  let upper = lower
  for (const [i, cell] of a.cells.entries()) {
    const other = b.cells[i]!
    if (!settled(cell, other)) {
      upper = Math.max(
        upper,
        Math.abs((fa + cell.count) / na - fb / nb),
        Math.abs(fa / na - (fb + other.count) / nb),
      )
    }
    fa += cell.count
    fb += other.count
    lower = Math.max(lower, Math.abs(fa / na - fb / nb))
  }
  return { lower, upper: Math.max(lower, upper) }
}

/** Nothing moves inside the cell but at its lower edge. */
const settled = (a: Cell, b: Cell): boolean => (a.single || a.count === 0) && (b.single || b.count === 0)

function wassersteinInterval(
  a: NumberProfile,
  b: NumberProfile,
  range: { readonly low: number; readonly high: number; readonly edges: readonly number[] },
): Interval {
  const [na, nb] = [a.moments.count, b.moments.count]
  let [fa, fb] = [0, 0]
  let lower = 0
  let upper = 0
  for (const [i, cell] of a.cells.entries()) {
    const other = b.cells[i]!
    // Cells beyond the data have no width; a cell cut by the range keeps all its values.
    const from = Math.max(range.low, range.edges[i - 1] ?? range.low)
    const width = Math.min(range.high, range.edges[i] ?? range.high) - from
    const start = fa / na - fb / nb
    if (width > 0) {
      // Integral of F over the cell: what was there before, plus each value's way to the upper end.
      const gainA = (cell.count * (from + width) - cell.sum) / na
      const gainB = (other.count * (from + width) - other.sum) / nb
      const integral = start * width + gainA - gainB
      lower += Math.abs(integral)
      upper += settled(cell, other)
        ? Math.abs(integral)
        : largestArea(width, integral, start - other.count / nb, start + cell.count / na)
    }
    fa += cell.count
    fb += other.count
  }
  return { lower, upper: Math.max(lower, upper) }
}

/** Most of integral |D| when D lies in [min, max] and its integral is known: D at either end only. */
function largestArea(width: number, integral: number, min: number, max: number): number {
  if (min >= 0 || max <= 0) return Math.abs(integral)
  const share = Math.min(1, Math.max(0, (integral / width - min) / (max - min)))
  return width * (share * max - (1 - share) * min)
}
