import {
  adwin,
  boundedMeanSequence,
  distributionBand,
  gammaExponentialMixture,
  gammaPoissonMixture,
  meanDifferenceSequence,
  mixtureScale,
  moments,
  normalMixture,
  quantileComparison,
  quantileConfidenceSequence,
  quantileStitchedBound,
  rateRatioConfidenceSequence,
  type RateLook,
  type SeededRandom,
  stitchedBound,
} from '@mlops-actions/stats'
import { binomial, exponential, normal, sample } from './draw.ts'
import { misses } from './miss.ts'

/** Values that come in at a look, and looks. */
const BATCH = 10
const LOOKS = 40
const N = BATCH * LOOKS

/** Of each method: is it wrong at any of the looks? */
export const watched = (alpha: number): Readonly<Record<string, (random: SeededRandom) => boolean>> => ({
  normalMixture: (random) => {
    const { logE } = normalMixture(mixtureScale(100, alpha), 'two-sided')
    return anyLook(
      cumulative(sample(random, N, normal)),
      (sum, n) => logE({ sum, variance: n }) >= Math.log(1 / alpha),
    )
  },
  // Exponential times less their mean: sub-exponential with scale 1 on the upper side.
  gammaExponential: (random) => {
    const { logE } = gammaExponentialMixture({ rho: mixtureScale(100, 2 * alpha), scale: 1 })
    const sums = cumulative(sample(random, N, exponential).map((value) => value - 1))
    return anyLook(sums, (sum, n) => logE({ sum, variance: n }) >= Math.log(1 / alpha))
  },
  gammaPoisson: (random) => {
    const { logE } = gammaPoissonMixture({ rho: mixtureScale(40, 2 * alpha), scale: 1 })
    const sums = cumulative(sample(random, N, () => binomial(random, 100, 0.002) - 0.2))
    return anyLook(sums, (sum, n) => logE({ sum, variance: 0.2 * n }) >= Math.log(1 / alpha))
  },
  stitched: (random) =>
    anyLook(
      cumulative(sample(random, N, normal)),
      (sum, n) => n >= BATCH && Math.abs(sum) > stitchedBound(n, alpha / 2, BATCH),
    ),
  boundedMean: (random) => {
    const values = sample(random, N, () => random.next() ** 2)
    return looks().some((n) => misses(boundedMeanSequence(values.subarray(0, n), alpha), 1 / 3))
  },
  quantileSequence: (random) => {
    const values = sample(random, N, exponential)
    return looks().some((n) =>
      misses(quantileConfidenceSequence(values.subarray(0, n), 0.9, alpha, 200), Math.log(10)),
    )
  },
  quantileComparison: (random) => {
    const [a, b] = [sample(random, N, exponential), sample(random, N, exponential)]
    return looks()
      .filter((n) => n % 40 === 0)
      .some((n) => {
        const options = { p: 0.9, tightestAt: 200, alpha }
        return quantileComparison(a.subarray(0, n), b.subarray(0, n), options).logE >= Math.log(1 / alpha)
      })
  },
  quantileStitched: (random) => {
    const values = sample(random, N, () => random.next())
    return looks().some((n) =>
      [0.1, 0.5, 0.9].some((p) => {
        const count = values.subarray(0, n).filter((value) => value <= p).length
        return count - n * p > quantileStitchedBound(p, n, alpha, 50)
      }),
    )
  },
  distributionBand: (random) => {
    const values = sample(random, N, () => random.next())
    return looks()
      .filter((n) => n >= 50)
      .some((n) => {
        const sorted = values.slice(0, n).sort()
        const gap = Math.max(...sorted.map((value, i) => Math.max((i + 1) / n - value, value - i / n)))
        return gap > distributionBand(n, alpha, 50)
      })
  },
  meanDifference: (random) => {
    const [a, b] = [sample(random, N, normal), sample(random, N, normal)]
    return looks().some((n) =>
      misses(meanDifferenceSequence(moments(a.subarray(0, n)), moments(b.subarray(0, n)), { alpha }), 0),
    )
  },
  rateRatioSequence: (random) => {
    const seen: RateLook[] = []
    return looks().some(() => {
      const [canaryTotal, stableTotal] = [300, 2_700]
      seen.push({
        canaryTotal,
        canaryEvents: binomial(random, canaryTotal, 0.015),
        stableTotal,
        stableEvents: binomial(random, stableTotal, 0.01),
      })
      return misses(rateRatioConfidenceSequence(seen, alpha), 1.5)
    })
  },
  // Errors at a steady rate: delta is meant as the rate of false cuts of a whole window.
  adwin: (random) =>
    adwin(
      sample(random, N, () => (random.next() < 0.2 ? 1 : 0)),
      { delta: alpha },
    ).changes.length > 0,
})

function looks(): readonly number[] {
  return Array.from({ length: LOOKS }, (_, look) => BATCH * (look + 1))
}

function cumulative(values: Float64Array): Float64Array {
  let sum = 0
  return values.map((value) => (sum += value))
}

function anyLook(sums: Float64Array, wrong: (sum: number, n: number) => boolean): boolean {
  return sums.some((sum, i) => wrong(sum, i + 1))
}
