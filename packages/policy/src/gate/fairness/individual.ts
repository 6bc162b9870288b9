import type { Sample } from '../evidence/sample.ts'
import type { Inference } from '../inference/inference.ts'
import { countBootstrap } from '../inference/resample.ts'
import type { Resampling } from '../inference/resample.ts'
import { error, ok } from '../problem.ts'
import type { Result } from '../problem.ts'

/** Rows by their benefit 1 + prediction - label: missed positives, right answers, false alarms. */
const BENEFITS = [0, 1, 2] as const
/** Half a row of each benefit that was not seen: thirty rows that are all right must not convince like a million. */
const UNSEEN = 0.5

/**
 * Generalised entropy of the rows' benefits (T. Speicher et al., KDD 2018); order 1 is the Theil index, 2 half the
 * squared coefficient of variation. 0 is equal.
 */
export function individualInequality(
  sample: Sample,
  alpha: 1 | 2,
  resampling: Resampling,
): Result<Inference> {
  if (sample.weights) return error('weights do not apply to it', 'Take `weight` out of `data`, or this rule.')
  const counts = new Float64Array(BENEFITS.length)
  for (let row = 0; row < sample.n; row++) {
    counts[1 + sample.candidate.predictions[row]! - sample.truths[row]!]!++
  }
  const statistic = (drawn: Float64Array): number => entropyOf(drawn, alpha)
  if (!Number.isFinite(statistic(counts))) {
    return error('nobody benefits: every row is a missed positive, so there is no inequality to speak of')
  }
  const rates = counts.map((count) => Math.max(count, UNSEEN))
  const alike = (): Inference | undefined => undefined
  return ok(countBootstrap({ counts, rates, statistic, alike }, sample.n, resampling))
}

function entropyOf(counts: Float64Array, alpha: 1 | 2): number {
  let [rows, total] = [0, 0]
  for (const benefit of BENEFITS) {
    rows += counts[benefit]!
    total += benefit * counts[benefit]!
  }
  const mean = total / rows
  let sum = 0
  for (const benefit of BENEFITS) {
    const share = benefit / mean
    const term = alpha === 1 ? (share === 0 ? 0 : share * Math.log(share)) : (share ** 2 - 1) / 2
    sum += counts[benefit]! * term
  }
  return sum / rows
}
