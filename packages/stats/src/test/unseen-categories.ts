import { type Numbers, requireCount, requireSameLength } from '../check.ts'
import { logGamma } from '../special/log-gamma.ts'

const BISECTIONS = 80
const LARGEST_TILT = 1e4

/** Categories with the same total over both samples behave alike. */
interface TotalClass {
  readonly total: number
  readonly categories: number
  /** log of the chance that all rows of such a category fall into the current sample. */
  readonly logChance: number
}

/**
 * Do more rows of the current sample carry categories the reference lacks than two samples of one population would
 * show? Counts by category, aligned. Under exchangeability a category with t rows in all lies wholly in the current
 * sample with chance C(n2, t)/C(n1 + n2, t); `expected` is the mean of the rows so placed, and p a Chernoff bound on
 * their sum, so it holds in finite samples and errs on the safe side. 1 when nothing is unseen. RangeError for counts
 * that are not whole, lengths that differ, or a side without rows.
 * Source: H. Chernoff, Annals of Mathematical Statistics 23, 1952; the hypergeometric law by enumeration.
 */
export function unseenCategories(
  reference: Numbers,
  current: Numbers,
): { readonly rows: number; readonly expected: number; readonly pValue: number } {
  requireSameLength('unseenCategories', 'reference', reference, 'current', current)
  let [n1, n2, rows] = [0, 0, 0]
  const byTotal = new Map<number, number>()
  for (let k = 0; k < reference.length; k++) {
    requireCount('unseenCategories', `reference[${k}]`, reference[k]!)
    requireCount('unseenCategories', `current[${k}]`, current[k]!)
    const total = reference[k]! + current[k]!
    n1 += reference[k]!
    n2 += current[k]!
    if (reference[k] === 0) rows += current[k]!
    if (total > 0) byTotal.set(total, (byTotal.get(total) ?? 0) + 1)
  }
  if (n1 === 0 || n2 === 0) throw new RangeError('unseenCategories: a side has no rows')
  const classes = [...byTotal]
    .filter(([total]) => total <= n2)
    .map(([total, categories]) => ({ total, categories, logChance: logAllInCurrent(total, n1, n2) }))
  const expected = tilted(classes, 0).mean
  const pValue = rows <= expected ? 1 : Math.min(1, Math.exp(chernoff(classes, rows)))
  return { rows, expected, pValue }
}

function logAllInCurrent(total: number, n1: number, n2: number): number {
  return logGamma(n2 + 1) - logGamma(n2 - total + 1) - logGamma(n1 + n2 + 1) + logGamma(n1 + n2 - total + 1)
}

/** The least of log E[exp(tilt (S - rows))] over tilts at or above 0: convex, so its slope is searched for a zero. */
function chernoff(classes: readonly TotalClass[], rows: number): number {
  let [low, high] = [0, 1 / rows]
  while (high < LARGEST_TILT && tilted(classes, high).mean < rows) {
    low = high
    high *= 2
  }
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2
    if (tilted(classes, middle).mean < rows) low = middle
    else high = middle
  }
  return tilted(classes, low).logMoment - low * rows
}

/** log E[exp(tilt S)] for independent placements, and the mean of S under that tilt. */
function tilted(
  classes: readonly TotalClass[],
  tilt: number,
): { readonly logMoment: number; readonly mean: number } {
  let [logMoment, mean] = [0, 0]
  for (const { total, categories, logChance } of classes) {
    const inside = logChance + tilt * total
    const outside = Math.log(-Math.expm1(Math.min(logChance, -Number.MIN_VALUE)))
    const peak = Math.max(inside, outside)
    const both = peak + Math.log(Math.exp(inside - peak) + Math.exp(outside - peak))
    logMoment += categories * both
    mean += categories * total * Math.exp(inside - both)
  }
  return { logMoment, mean }
}
