import { requireFraction } from '../check.ts'
import { findRoot } from '../special/find-root.ts'
import { normalQuantile } from '../special/normal-quantile.ts'
import { miettinenNurminenScore } from '../test/miettinen-nurminen-score.ts'
import { requireTwoProportions, type TwoProportions } from './newcombe-interval.ts'
import type { Range } from './range.ts'

/**
 * The score interval of x1/n1 - x2/n2 for independent groups (Miettinen and Nurminen, 1985): what to use when only
 * totals are known of both sides. RangeError unless the counts are whole, x <= n and n >= 1.
 */
export function miettinenNurminenInterval(counts: TwoProportions, level: number): Range {
  requireTwoProportions('miettinenNurminenInterval', counts)
  requireFraction('miettinenNurminenInterval', 'level', level)
  const z = -normalQuantile((1 - level) / 2)
  const estimate = counts.x1 / counts.n1 - counts.x2 / counts.n2
  const gap = (delta: number, target: number) => {
    const score = miettinenNurminenScore(counts, delta)
    return (Number.isNaN(score) ? 0 : Math.max(-1e9, Math.min(1e9, score))) - target
  }
  return {
    low: estimate <= -1 ? -1 : findRoot((delta) => gap(delta, z), -1, estimate),
    high: estimate >= 1 ? 1 : findRoot((delta) => gap(delta, -z), estimate, 1),
  }
}
