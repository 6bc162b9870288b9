import {
  balancedAccuracy,
  cohenKappa,
  f1,
  macroF1,
  macroRecall,
  matthews,
  precision,
  weightedF1,
} from '@mlops-actions/stats'
import type { Numbers } from '@mlops-actions/stats'
import type { Answers } from '../evidence/evidence.ts'
import type { Sample } from '../evidence/sample.ts'
import { alikeAlone, alikeCompared } from '../inference/alike.ts'
import type { Range } from '../inference/alike.ts'
import { within } from '../inference/inference.ts'
import type { Inference } from '../inference/inference.ts'
import { countBootstrap } from '../inference/resample.ts'
import type { Resampling } from '../inference/resample.ts'
import { ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import { countPairs } from './pair-counts.ts'
import { undefinedOn } from './estimator.ts'
import type { Comparison, Estimator } from './estimator.ts'
import { weightedEstimator } from './weighted.ts'

const ONE_CLASS = 'it is not defined here: all rows are of one class'

/** A ratio over a confusion matrix; NaN where it is not defined. */
type Ratio = (truths: Numbers, predictions: Numbers, weights?: Numbers) => number

/**
 * Ratios with a random denominator have no exact interval. Only counts matter to them, so the bootstrap draws counts:
 * of kinds of row (truth, candidate, baseline), not of rows.
 */
function confusionEstimator(ratio: Ratio, undefinedWhen: string, least: number): Estimator {
  const reason = `it is not defined here: ${undefinedWhen}`
  const width = 1 - least
  const weighted = weightedEstimator(
    (sample, answers) => ok((weights) => ratio(sample.truths, answers.predictions, weights)),
    [least, 1],
  )
  const valueOf = (sample: Sample, answers: Answers): number =>
    ratio(sample.truths, answers.predictions, sample.weights)
  // An agreement beyond chance: with a single class it is 0 for every model, which makes all of them equals.
  const ofOneClass = ({ truths }: Sample): boolean =>
    least === -1 && truths.every((truth) => truth === truths[0])
  return {
    alone(sample, answers, resampling): Result<Inference> {
      if (ofOneClass(sample)) return undefinedOn(sample, ONE_CLASS)
      if (!Number.isFinite(valueOf(sample, answers))) return undefinedOn(sample, reason)
      if (sample.weights) return weighted.alone(sample, answers, resampling)
      return ok(within(countedAlone(sample, answers, ratio, resampling, [least, 1]), least, 1))
    },
    compared(sample, baseline, resampling): Result<Comparison> {
      if (ofOneClass(sample)) return undefinedOn(sample, ONE_CLASS)
      const [ours, theirs] = [valueOf(sample, sample.candidate), valueOf(sample, baseline)]
      if (!Number.isFinite(ours) || !Number.isFinite(theirs)) return undefinedOn(sample, reason)
      if (sample.weights) return weighted.compared(sample, baseline, resampling)
      const difference = within(countedPair(sample, baseline, ratio, resampling, [least, 1]), -width, width)
      return ok({ candidate: ours, baseline: theirs, difference })
    },
  }
}

function countedAlone(
  sample: Sample,
  answers: Answers,
  ratio: Ratio,
  resampling: Resampling,
  range: Range,
): Inference {
  const { truths, candidate, counts, rates } = countPairs(sample.truths, answers.predictions, undefined)
  const statistic = (drawn: Float64Array): number => ratio(truths, candidate, drawn)
  const alike = (value: number) => alikeAlone(value, sample.n, sample.n, range)
  return countBootstrap({ counts, rates, statistic, alike }, sample.n, resampling)
}

function countedPair(
  sample: Sample,
  answers: Answers,
  ratio: Ratio,
  resampling: Resampling,
  range: Range,
): Inference {
  const { truths, candidate, baseline, counts, rates } = countPairs(
    sample.truths,
    sample.candidate.predictions,
    answers.predictions,
  )
  const statistic = (drawn: Float64Array): number =>
    ratio(truths, candidate, drawn) - ratio(truths, baseline, drawn)
  const alike = (value: number) => alikeCompared(value, sample.n, sample.n, range)
  return countBootstrap({ counts, rates, statistic, alike }, sample.n, resampling)
}

export const precisionEstimator = confusionEstimator(precision, 'nothing is predicted positive', 0)
export const f1Estimator = confusionEstimator(f1, 'nothing is positive or predicted so', 0)
export const balancedAccuracyEstimator = confusionEstimator(
  balancedAccuracy,
  'one of the classes has no rows',
  0,
)
export const matthewsEstimator = confusionEstimator(matthews, 'there are no rows', -1)
export const cohenKappaEstimator = confusionEstimator(
  cohenKappa,
  'labels and predictions are one and the same class',
  -1,
)
export const macroF1Estimator = confusionEstimator(macroF1, 'there are no rows', 0)
export const weightedF1Estimator = confusionEstimator(weightedF1, 'there are no rows', 0)
export const macroRecallEstimator = confusionEstimator(macroRecall, 'there are no rows', 0)
