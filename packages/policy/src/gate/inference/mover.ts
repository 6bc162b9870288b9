import type { Interval } from '../../measurement.ts'
import type { Inference } from './inference.ts'

/** One independent quantity in a sum, and what it is multiplied by. */
export type Term = readonly [factor: number, of: Inference]

/**
 * A sum of independent quantities from their own intervals: how far each lies from its nearer limit, added in squares
 * (MOVER: G. Zou and A. Donner, Statistics in Medicine 27, 2008). Of two Wilson intervals it is R. Newcombe's method 10
 * for a difference of proportions (Statistics in Medicine 17, 1998).
 */
export function sumOf(terms: readonly Term[]): Inference {
  const value = terms.reduce((total, [factor, { value: own }]) => total + factor * own, 0)
  const reach = (level: number, side: 'low' | 'high'): number =>
    Math.hypot(
      ...terms.map(([factor, of]) => {
        const { low, high } = of.interval(level)
        const far = factor > 0 === (side === 'low') ? low : high
        return factor * (of.value - far)
      }),
    )
  return fromInterval(rowsOf(terms), value, (level) => ({
    low: value - reach(level, 'low'),
    high: value + reach(level, 'high'),
    level,
    method: 'mover',
  }))
}

/**
 * A ratio of two independent quantities that are not negative (MOVER-R: A. Donner and G. Zou, Statistical Methods in
 * Medical Research 21, 2012). Where the denominator may be 0 the interval is open above.
 */
export function ratioOf(above: Inference, under: Inference): Inference {
  const value = above.value / under.value
  return fromInterval(above.n + under.n, value, (level) => {
    const [a, b] = [above.interval(level), under.interval(level)]
    return {
      low: fieller(above.value, under.value, Math.max(0, a.low), b.high, -1),
      high: fieller(above.value, under.value, a.high, Math.max(0, b.low), 1),
      level,
      method: 'mover-r',
    }
  })
}

/** The root of the quadratic in the ratio; `side` picks the lower or the upper one. */
function fieller(above: number, under: number, a: number, b: number, side: 1 | -1): number {
  const divisor = b * (2 * under - b)
  // An upper limit of the denominator beyond twice its value leaves no lower limit of the ratio above 0.
  if (divisor <= 0) return side === 1 ? Infinity : 0
  const product = above * under
  const root = Math.sqrt(Math.max(0, product * product - a * (2 * above - a) * divisor))
  return Math.max(0, (product + side * root) / divisor)
}

function rowsOf(terms: readonly Term[]): number {
  // The same rows may stand in several terms of one group, never more than twice as two rates of it.
  return terms.reduce((total, [, { n }]) => total + n, 0)
}

/** Below this tail a p-value is not told apart from it: 1 - 2 tail would round to 1. */
const LEAST_TAIL = 1e-12
/** Halvings of the tail's logarithm: to the last digits that are shown. */
const HALVINGS = 60

/** The p-values that say the same as an interval: the tail at which its end meets the bound. */
function fromInterval(n: number, value: number, interval: (level: number) => Interval): Inference {
  const tail = (reaches: (level: number) => boolean): number => {
    let [low, high] = [Math.log(LEAST_TAIL), Math.log(0.5)]
    for (let i = 0; i < HALVINGS; i++) {
      const middle = (low + high) / 2
      if (reaches(1 - 2 * Math.exp(middle))) low = middle
      else high = middle
    }
    return Math.exp(high)
  }
  const above = (bound: number): number => {
    if (bound < value) return tail((level) => interval(level).low <= bound)
    return 1 - tail((level) => interval(level).high > bound)
  }
  const below = (bound: number): number => {
    if (bound > value) return tail((level) => interval(level).high >= bound)
    return 1 - tail((level) => interval(level).low < bound)
  }
  return { value, n, interval, above, below }
}
