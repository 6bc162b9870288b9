import {
  calibrationBins,
  delong,
  presort,
  weightedAveragePrecision,
  weightedCalibrationError,
  weightedRocAuc,
} from '@mlops-actions/stats'
import type { Answers } from '../evidence/evidence.ts'
import type { Sample } from '../evidence/sample.ts'
import { effectiveRows } from '../inference/alike.ts'
import { equalRankingInference, newcombeAucInference, normalInference } from '../inference/auc.ts'
import { within } from '../inference/inference.ts'
import type { Inference } from '../inference/inference.ts'
import type { Resampling } from '../inference/resample.ts'
import { error, ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import { undefinedOn } from './estimator.ts'
import type { Estimator } from './estimator.ts'
import { probabilities } from './row-mean.ts'
import { weightedEstimator } from './weighted.ts'

/** Rows of each class, or why ranking them means nothing. */
function classSizes(
  sample: Sample,
  least: number,
): Result<{ readonly positives: number; readonly negatives: number }> {
  let positives = 0
  for (let i = 0; i < sample.n; i++) positives += sample.truths[i]!
  const negatives = sample.n - positives
  if (positives >= least && negatives >= least) return ok({ positives, negatives })
  const [negativeName, positiveName] = sample.classes
  const found = `there are ${positives} of ${positiveName} and ${negatives} of ${negativeName}`
  return undefinedOn(sample, `it needs at least ${least} rows of each class, ${found}`)
}

function scoresOf({ scores }: Answers): Result<Float64Array> {
  return scores ? ok(scores) : error('there is no score column')
}

const share = [0, 1] as const

function smallerClass({ n, truths, weights }: Sample): number {
  return Math.min(...[0, 1].map((truth) => effectiveRows(n, weights, (row) => truths[row] === truth)))
}

export const averagePrecisionEstimator = weightedEstimator(
  (sample, answers) => {
    const sizes = classSizes(sample, 1)
    if (!sizes.ok) return sizes
    const scores = scoresOf(answers)
    if (!scores.ok) return scores
    const sorted = presort(scores.value)
    return ok((weights) => weightedAveragePrecision(sorted, sample.truths, weights))
  },
  share,
  smallerClass,
)

export const calibrationErrorEstimator = weightedEstimator((sample, answers) => {
  const scores = probabilities(answers)
  if (!scores.ok) return scores
  const bins = calibrationBins(sample.truths, scores.value)
  return ok((weights) => weightedCalibrationError(bins, weights))
}, share)

export const medianAbsoluteErrorEstimator = weightedEstimator(
  (sample, { predictions }) => {
    const errors = Float64Array.from({ length: sample.n }, (_, i) =>
      Math.abs(predictions[i]! - sample.truths[i]!),
    )
    const { order } = presort(errors)
    return ok((weights) => weightedMedian(errors, order, weights))
  },
  [0, Infinity],
)

function weightedMedian(values: Float64Array, order: Uint32Array, weights: Float64Array): number {
  let total = 0
  for (const weight of weights) total += weight
  let seen = 0
  for (let k = 0; k < order.length; k++) {
    const row = order[k]!
    seen += weights[row]!
    if (seen > total / 2) return values[row]!
    if (seen === total / 2 && seen > 0) {
      const next = order.subarray(k + 1).find((later) => weights[later]! > 0)
      return next === undefined ? values[row]! : (values[row]! + values[next]!) / 2
    }
  }
  return Number.NaN
}

const weightedAucEstimator = weightedEstimator(
  (sample, answers) => {
    const scores = scoresOf(answers)
    if (!scores.ok) return scores
    const sorted = presort(scores.value)
    return ok((weights) => weightedRocAuc(sorted, sample.truths, weights))
  },
  share,
  smallerClass,
)

/** DeLong where he holds: unweighted rows and a variance that is not zero. */
export const rocAucEstimator: Estimator = {
  alone(sample, answers, resampling: Resampling): Result<Inference> {
    const sizes = classSizes(sample, 2)
    if (!sizes.ok) return sizes
    if (sample.weights) return weightedAucEstimator.alone(sample, answers, resampling)
    const scores = scoresOf(answers)
    if (!scores.ok) return scores
    const { auc, covariance } = delong(sample.truths, [scores.value])
    const variance = covariance[0]![0]!
    const { positives, negatives } = sizes.value
    if (variance === 0) return ok(newcombeAucInference(auc[0]!, positives, negatives))
    return ok(within(normalInference(auc[0]!, Math.sqrt(variance), sample.n, 'delong'), 0, 1))
  },
  compared(sample, baselineAnswers, resampling) {
    const sizes = classSizes(sample, 2)
    if (!sizes.ok) return sizes
    if (sample.weights) return weightedAucEstimator.compared(sample, baselineAnswers, resampling)
    const ours = scoresOf(sample.candidate)
    if (!ours.ok) return ours
    const theirs = scoresOf(baselineAnswers)
    if (!theirs.ok) return theirs
    const { auc, covariance } = delong(sample.truths, [ours.value, theirs.value])
    const [[own, both], [, other]] = covariance as [[number, number], [number, number]]
    const value = auc[0]! - auc[1]!
    const variance = own + other - 2 * both
    const { positives, negatives } = sizes.value
    // What is left of a variance that cancels is rounding.
    const nothing = variance <= Number.EPSILON * (own + other)
    const difference = nothing
      ? equalRankingInference(value, positives, negatives)
      : normalInference(value, Math.sqrt(variance), sample.n, 'delong')
    return ok({ candidate: auc[0]!, baseline: auc[1]!, difference: within(difference, -1, 1) })
  },
}
