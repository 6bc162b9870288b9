import { requireCount, requireFraction, requirePositive } from '../check.ts'
import { logGamma } from '../special/log-gamma.ts'

/** Weight of the prior around the expected shares, in requests (the default of the reference implementation, savvi). */
const CONCENTRATION = 100

/**
 * Anytime-valid evidence that traffic is not split as configured: a Dirichlet(concentration * expected) mixture of
 * multinomials against the expected shares, in closed form (Lindon and Malek, 2022). Counts are totals since the shares
 * were set; for stretches with different shares, add the logE. Reject once it reaches log(1/alpha).
 * RangeError unless counts are whole, the expected shares are above 0 and sum to 1, and the lengths agree.
 */
export function sampleRatioTest(question: {
  readonly counts: readonly number[]
  readonly expected: readonly number[]
  readonly concentration?: number
}): { readonly logE: number } {
  const { counts, expected, concentration = CONCENTRATION } = question
  requirePositive('sampleRatioTest', 'concentration', concentration)
  if (counts.length !== expected.length || counts.length < 2) {
    throw new RangeError(
      `sampleRatioTest: ${counts.length} counts for ${expected.length} shares; two or more needed`,
    )
  }
  const total = expected.reduce((sum, share) => sum + share, 0)
  if (Math.abs(total - 1) > 1e-9)
    throw new RangeError(`sampleRatioTest: expected shares sum to ${total}, not 1`)
  let logE = logGamma(concentration)
  let n = 0
  counts.forEach((count, k) => {
    requireCount('sampleRatioTest', `counts[${k}]`, count)
    requireFraction('sampleRatioTest', `expected[${k}]`, expected[k]!)
    const prior = concentration * expected[k]!
    logE += logGamma(prior + count) - logGamma(prior) - count * Math.log(expected[k]!)
    n += count
  })
  return { logE: logE - logGamma(concentration + n) }
}
