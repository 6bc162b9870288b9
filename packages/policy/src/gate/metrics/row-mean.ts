import type { Answers } from '../evidence/evidence.ts'
import type { Sample } from '../evidence/sample.ts'
import type { Range } from '../inference/alike.ts'
import { error, ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import type { Estimator } from './estimator.ts'
import { influenceEstimator, meanInfluence } from './influence.ts'
import type { Influence } from './influence.ts'

const STUDENT = { alone: 'student-t', compared: 'paired-t' } as const
const DELTA = { alone: 'delta', compared: 'paired-delta' } as const

/** scikit-learn's clip of probabilities that are exactly 0 or 1: one such row would make the log loss infinite. */
const EPSILON = 2 ** -52

type RowValue = (truth: number, answer: number) => number

/** The mean of something each row has: a loss, an error. */
function rowMean(of: 'score' | 'prediction', value: RowValue, range?: Range): Estimator {
  const influenceOf = (sample: Sample, answers: Answers): Result<Influence> => {
    const rows = rowValues(of, sample, answers, value)
    return rows.ok ? ok(meanInfluence(rows.value, sample.weights)) : rows
  }
  return influenceEstimator(STUDENT, influenceOf, range)
}

function rowValues(
  of: 'score' | 'prediction',
  sample: Sample,
  answers: Answers,
  value: RowValue,
): Result<Float64Array> {
  const { truths, n } = sample
  if (of === 'score') {
    const scores = probabilities(answers)
    if (!scores.ok) return scores
    return ok(Float64Array.from({ length: n }, (_, i) => value(truths[i]!, scores.value[i]!)))
  }
  return ok(Float64Array.from({ length: n }, (_, i) => value(truths[i]!, answers.predictions[i]!)))
}

/** The scores, when they are probabilities. */
export function probabilities({ scores }: Answers): Result<Float64Array> {
  if (!scores) return error('there is no score column')
  const strange = scores.findIndex((score) => score < 0 || score > 1)
  if (strange === -1) return ok(scores)
  return error(
    `the score ${scores[strange]} is no probability`,
    'This metric needs scores from 0 to 1: calibrate the model, or judge its ranking (roc_auc, average_precision).',
  )
}

export const logLossEstimator = rowMean('score', (truth, score) => {
  const p = Math.min(1 - EPSILON, Math.max(EPSILON, score))
  return -Math.log(truth === 1 ? p : 1 - p)
})
export const brierEstimator = rowMean('score', (truth, score) => (score - truth) ** 2, [0, 1])
export const maeEstimator = rowMean('prediction', (truth, prediction) => Math.abs(prediction - truth))
export const mseEstimator = rowMean('prediction', (truth, prediction) => (prediction - truth) ** 2)
export const meanErrorEstimator = rowMean('prediction', (truth, prediction) => prediction - truth)

/** The root of a mean, by the delta method: d sqrt(m) = dm / (2 sqrt(m)). */
export const rmseEstimator = influenceEstimator(DELTA, (sample, answers) => {
  const squares = meanInfluence(squaredErrors(sample, answers), sample.weights)
  const value = Math.sqrt(squares.value)
  if (value === 0) return ok({ value, rows: new Float64Array(sample.n) })
  return ok({ value, rows: squares.rows.map((row) => (row - squares.value) / (2 * value)) })
})

/** 1 - u/v, with u the mean squared error and v the variance of the truth, by the delta method. */
export const r2Estimator = influenceEstimator(DELTA, (sample, answers): Result<Influence> => {
  const { truths, weights } = sample
  const centre = meanInfluence(Float64Array.from(truths), weights).value
  const spread = meanInfluence(
    Float64Array.from(truths, (truth) => (truth - centre) ** 2),
    weights,
  )
  if (spread.value === 0) return error('all labels are the same, so R squared is not defined')
  const unexplained = meanInfluence(squaredErrors(sample, answers), weights)
  const [u, v] = [unexplained.value, spread.value]
  const rows = unexplained.rows.map((row, i) => (u * (spread.rows[i]! - v)) / (v * v) - (row - u) / v)
  return ok({ value: 1 - u / v, rows })
})

function squaredErrors({ truths, n }: Sample, { predictions }: Answers): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => (predictions[i]! - truths[i]!) ** 2)
}
