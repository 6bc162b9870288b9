import { requirePositive } from '../check.ts'
import { logSumExp } from '../special/log-sum-exp.ts'
import { alternatives } from './alternatives.ts'
import { dispersionOf, fitLogRatio } from './conditional-likelihood.ts'
import { type ConditionalLook, conditionalLooks, type RateLook } from './rate-look.ts'

export interface RateRatioTest {
  /** log of the e-value after the last look: reject the null at any time once it reaches log(1/alpha). */
  readonly logE: number
  /** How much more the counts scatter than independent requests would; the evidence is divided by it. */
  readonly dispersion: number
  /** logE after each look. */
  readonly path: readonly number[]
}

/**
 * Anytime-valid evidence about the rate ratio canary/stable of rare or common events. `greater` gathers evidence
 * against "the ratio is at most nullRatio" (harm); `less` against "at least nullRatio" (promotion). A mixture of
 * likelihood ratios of the events' conditional split (M. Lindon and A. Malek, NeurIPS 2022, arXiv 2011.03567): under
 * the null it exceeds 1/alpha with chance at most alpha over all looks together (Ville), whatever the common rate does
 * over time and however the traffic weight changes between looks. Divided by the dispersion from the fifth look on. No
 * looks is logE 0. RangeError for bad counts or a null ratio that is not finite and above 0.
 */
export function rateRatioTest(question: {
  readonly looks: readonly RateLook[]
  readonly nullRatio: number
  readonly direction: 'greater' | 'less'
}): RateRatioTest {
  const looks = conditionalLooks('rateRatioTest', question.looks)
  requirePositive('rateRatioTest', 'nullRatio', question.nullRatio)
  const sign = question.direction === 'greater' ? 1 : -1
  const origin = Math.log(question.nullRatio)
  const { distance, logWeight } = alternatives()
  const growth = distance.map((d) => Math.expm1(origin + sign * d))
  const evidence = new Float64Array(distance.length)
  const path: number[] = []
  let [dispersion, fit] = [1, 0]
  looks.forEach((look, i) => {
    gather(evidence, look, sign, distance, growth, Math.expm1(origin))
    const seen = looks.slice(0, i + 1)
    fit = fitLogRatio(seen, fit)
    dispersion = dispersionOf(seen, fit)
    path.push(logSumExp(evidence.map((value, j) => logWeight[j]! + value / dispersion)))
  })
  return { logE: path.at(-1) ?? 0, dispersion, path }
}

/** Adds a look's log-likelihood ratio of each alternative against the null. */
function gather(
  evidence: Float64Array,
  { canary, events, share }: ConditionalLook,
  sign: number,
  distance: Float64Array,
  growth: Float64Array,
  nullGrowth: number,
): void {
  if (events === 0 || share === 0 || share === 1) return
  const atNull = Math.log1p(share * nullGrowth)
  for (let j = 0; j < evidence.length; j++) {
    evidence[j]! += canary * sign * distance[j]! - events * (Math.log1p(share * growth[j]!) - atNull)
  }
}
