import { betaBinomialMixture } from './beta-binomial-mixture.ts'

/** log of the e-value against "a value is at or below this point with chance p", when `count` of `n` values are. */
export type CountEvidence = (count: number, n: number) => number

/** Two-sided; tightest near `tightestAt` values for level `alpha`. */
export function quantileEvidence(p: number, alpha: number, tightestAt: number): CountEvidence {
  const variance = p * (1 - p)
  const { logE } = betaBinomialMixture({
    below: p,
    above: 1 - p,
    at: tightestAt * variance,
    alpha,
    side: 'two-sided',
  })
  return (count, n) => logE({ sum: count - n * p, variance: n * variance })
}
