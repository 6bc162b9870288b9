import type { MetricId } from '../../metrics/catalogue.ts'
import type { Answers } from '../evidence/evidence.ts'
import { subsample } from '../evidence/sample.ts'
import type { Sample } from '../evidence/sample.ts'
import type { Inference } from '../inference/inference.ts'
import { wilsonInference } from '../inference/proportion.ts'
import type { Resampling } from '../inference/resample.ts'
import { meanInfluence, influenceEstimator } from '../metrics/influence.ts'
import { estimatorFor } from '../metrics/index.ts'
import { error, inconclusive, ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import { oddsInference } from './odds.ts'
import type { RateId } from './measures.ts'

/** A rate of one group, and the weight of the rows it is taken over. */
export interface GroupRate {
  readonly inference: Inference
  /** Sum of the weights (or number) of the rows in its denominator. */
  readonly mass: number
}

type Test = (truth: number, prediction: number) => boolean

/** Which rows a rate is taken over, and which of them it counts. */
interface Share {
  readonly rows: string
  readonly over: Test
  readonly counts: Test
}

const all: Test = () => true
const positive: Test = (truth) => truth === 1
const negative: Test = (truth) => truth === 0
const selected: Test = (_, prediction) => prediction === 1
const rejected: Test = (_, prediction) => prediction === 0

/** Confusion-matrix rates by their textbook definitions; the denominators are what `min_support` is held against. */
const shares: Readonly<Record<Exclude<RateId, 'error_ratio' | 'mean_residual' | MetricId>, Share>> = {
  selection_rate: { rows: 'rows', over: all, counts: selected },
  true_positive_rate: { rows: 'positive rows', over: positive, counts: selected },
  false_negative_rate: { rows: 'positive rows', over: positive, counts: rejected },
  false_positive_rate: { rows: 'negative rows', over: negative, counts: selected },
  true_negative_rate: { rows: 'negative rows', over: negative, counts: rejected },
  positive_predictive_value: { rows: 'selected rows', over: selected, counts: positive },
  false_discovery_rate: { rows: 'selected rows', over: selected, counts: negative },
  negative_predictive_value: { rows: 'rejected rows', over: rejected, counts: negative },
  false_omission_rate: { rows: 'rejected rows', over: rejected, counts: positive },
}

/** What the rows of `rate` are called; undefined for a metric of whole groups. */
export function rowsOfRate(rate: RateId): string {
  return isShare(rate) ? shares[rate].rows : 'rows'
}

/** A rate, or any metric of the catalogue, of the rows of one group. */
export function groupRate(rate: RateId, sample: Sample, resampling: Resampling): Result<GroupRate> {
  if (isShare(rate)) return shareOf(shares[rate], sample, resampling)
  const measured = measure(rate, sample, resampling)
  if (!measured.ok) return measured
  return ok({ inference: measured.value, mass: massOf(sample) })
}

function measure(
  rate: 'error_ratio' | 'mean_residual' | MetricId,
  sample: Sample,
  resampling: Resampling,
): Result<Inference> {
  if (rate === 'error_ratio') return errorRatio(sample)
  if (rate === 'mean_residual') return meanResidual.alone(sample, sample.candidate, resampling)
  return estimatorFor(rate, sample.task).alone(sample, sample.candidate, resampling)
}

/** False negatives by false positives: which way a group's errors go. */
function errorRatio(sample: Sample): Result<Inference> {
  if (sample.weights) return error('weights do not apply to it', 'Take `weight` out of `data`, or this rule.')
  const wrong = rowsWhere(sample, (truth, prediction) => truth !== prediction)
  const missed = wrong.reduce((total, row) => total + sample.truths[row]!, 0)
  if (missed === wrong.length)
    return inconclusive('a group has no false positives, so its ratio of errors is infinite')
  return ok(oddsInference(missed, wrong.length - missed))
}

/** Mean score minus share of positives: calibration in the large. */
const meanResidual = influenceEstimator(
  { alone: 'student-t', compared: 'paired-t' },
  ({ truths, n, weights }, { scores }) => {
    if (!scores) return error('there is no score column')
    return ok(
      meanInfluence(
        Float64Array.from({ length: n }, (_, i) => scores[i]! - truths[i]!),
        weights,
      ),
    )
  },
  [-1, 1],
)

function isShare(rate: RateId): rate is keyof typeof shares {
  return Object.hasOwn(shares, rate)
}

function shareOf({ over, counts }: Share, sample: Sample, resampling: Resampling): Result<GroupRate> {
  const rows = rowsWhere(sample, over)
  // No rate at all: never the 0 that others put here, which no support guard would notice.
  if (rows.length === 0) return ok({ inference: unknown, mass: 0 })
  const own = rows.length === sample.n ? sample : subsample(sample, rows)
  const counted = countedBy(counts, own)
  if (!own.weights) {
    const successes = counted.reduce((total, one) => total + one, 0)
    return ok({ inference: wilsonInference(successes, own.n), mass: own.n })
  }
  const weighted = weightedShare(counted).alone(own, own.candidate, resampling)
  return weighted.ok ? ok({ inference: weighted.value, mass: massOf(own) }) : weighted
}

/** Of a rate without a single row: any value is possible, and no bound is ever proven. */
const unknown: Inference = {
  value: Number.NaN,
  n: 0,
  interval: (level) => ({ low: -Infinity, high: Infinity, level, method: 'none' }),
  above: () => 1,
  below: () => 1,
}

function weightedShare(counted: Float64Array) {
  const method = { alone: 'student-t', compared: 'paired-t' }
  return influenceEstimator(method, (sample) => ok(meanInfluence(counted, sample.weights)), [0, 1])
}

function rowsWhere({ n, truths, candidate }: Sample, test: Test): Uint32Array {
  const rows = new Uint32Array(n)
  let count = 0
  for (let row = 0; row < n; row++) {
    if (test(truths[row]!, candidate.predictions[row]!)) rows[count++] = row
  }
  return rows.subarray(0, count)
}

function countedBy(test: Test, { n, truths, candidate }: Sample): Float64Array {
  const { predictions }: Answers = candidate
  return Float64Array.from({ length: n }, (_, row) => (test(truths[row]!, predictions[row]!) ? 1 : 0))
}

function massOf({ n, weights }: Sample): number {
  return weights ? weights.reduce((total, weight) => total + weight, 0) : n
}
