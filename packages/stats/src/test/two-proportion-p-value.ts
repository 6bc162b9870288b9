import { requireTwoProportions, type TwoProportions } from '../interval/newcombe-interval.ts'
import { normalSurvival } from '../special/normal.ts'

/**
 * Pooled two-sided z-test that two independent proportions are equal; 1 when both are 0 or both are 1.
 * RangeError unless the counts are whole, x <= n and n >= 1.
 * Source: statsmodels proportions_ztest.
 */
export function twoProportionPValue(counts: TwoProportions): number {
  requireTwoProportions('twoProportionPValue', counts)
  const { x1, n1, x2, n2 } = counts
  const pooled = (x1 + x2) / (n1 + n2)
  if (pooled === 0 || pooled === 1) return 1
  const z = (x1 / n1 - x2 / n2) / Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
  return Math.min(1, 2 * normalSurvival(Math.abs(z)))
}
