import { requireCount, requireFraction } from '../check.ts'
import type { Range } from './range.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** Two independent groups: x of n in each. The difference is group 1 minus group 2. */
export interface TwoProportions {
  readonly x1: number
  readonly n1: number
  readonly x2: number
  readonly n2: number
}

export function requireTwoProportions(where: string, { x1, n1, x2, n2 }: TwoProportions): void {
  requireCount(where, 'n1', n1, 1)
  requireCount(where, 'n2', n2, 1)
  requireCount(where, 'x1', x1)
  requireCount(where, 'x2', x2)
  if (x1 > n1) throw new RangeError(`${where}: x1 = ${x1} of n1 = ${n1}`)
  if (x2 > n2) throw new RangeError(`${where}: x2 = ${x2} of n2 = ${n2}`)
}

/**
 * The hybrid score interval of x1/n1 - x2/n2 for independent groups: R. G. Newcombe, Statistics in Medicine 17, 1998,
 * p. 873, method 10. RangeError unless the counts are whole, x <= n and n >= 1.
 */
export function newcombeInterval(counts: TwoProportions, level: number): Range {
  requireTwoProportions('newcombeInterval', counts)
  requireFraction('newcombeInterval', 'level', level)
  const { x1, n1, x2, n2 } = counts
  const first = wilsonInterval(x1, n1, level)
  const second = wilsonInterval(x2, n2, level)
  const [p1, p2] = [x1 / n1, x2 / n2]
  return {
    low: p1 - p2 - Math.hypot(p1 - first.low, second.high - p2),
    high: p1 - p2 + Math.hypot(first.high - p1, p2 - second.low),
  }
}
