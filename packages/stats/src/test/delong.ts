import { type Numbers, requireBinary, requireFiniteValues, requireSameLength } from '../check.ts'
import { midranks } from '../summary/midranks.ts'

export interface DeLong {
  /** One AUC a score. */
  readonly auc: readonly number[]
  /** Of the AUCs, square. */
  readonly covariance: readonly (readonly number[])[]
}

/**
 * ROC AUCs of several scores on the same rows and the covariance of their errors: E. DeLong, D. DeLong and D.
 * Clarke-Pearson, Biometrics 44, 1988, by the midranks of X. Sun and W. Xu, IEEE SPL 21(11), 2014, in O(n log n).
 * Labels are 0 and 1; RangeError unless each class has at least two rows and all scores are finite.
 */
export function delong(labels: Numbers, scores: readonly Numbers[]): DeLong {
  requireBinary('delong', 'labels', labels)
  if (scores.length === 0) throw new RangeError('delong: no scores')
  const [positives, negatives] = rowsByLabel(labels)
  const [m, n] = [positives.length, negatives.length]
  if (m < 2 || n < 2) {
    throw new RangeError(`delong: needs two rows of each class, got ${m} positive and ${n} negative`)
  }
  const components = scores.map((score, i) => {
    requireSameLength('delong', 'labels', labels, `scores[${i}]`, score)
    requireFiniteValues('delong', `scores[${i}]`, score)
    return placements(score, positives, negatives)
  })
  const auc = components.map(({ ofPositives }) => ofPositives.reduce((sum, value) => sum + value, 0) / m)
  const covariance = components.map((left, i) =>
    components.map(
      (right, j) =>
        covarianceOf(left.ofPositives, right.ofPositives, auc[i]!, auc[j]!) / m +
        covarianceOf(left.ofNegatives, right.ofNegatives, auc[i]!, auc[j]!) / n,
    ),
  )
  return { auc, covariance }
}

export function rowsByLabel(labels: Numbers): readonly [positives: Uint32Array, negatives: Uint32Array] {
  let count = 0
  for (let i = 0; i < labels.length; i++) count += labels[i]!
  const positives = new Uint32Array(count)
  const negatives = new Uint32Array(labels.length - count)
  let [p, q] = [0, 0]
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === 1) positives[p++] = i
    else negatives[q++] = i
  }
  return [positives, negatives]
}

/** For each positive the share of negatives below it, for each negative the share of positives above; ties half. */
export function placements(score: Numbers, positives: Uint32Array, negatives: Uint32Array) {
  const ranks = midranks(score)
  const own = (rows: Uint32Array) => midranks(Float64Array.from(rows, (row) => score[row]!))
  const [ownPositive, ownNegative] = [own(positives), own(negatives)]
  const [m, n] = [positives.length, negatives.length]
  return {
    ofPositives: Float64Array.from(positives, (row, i) => (ranks[row]! - ownPositive[i]!) / n),
    ofNegatives: Float64Array.from(negatives, (row, i) => 1 - (ranks[row]! - ownNegative[i]!) / m),
  }
}

function covarianceOf(x: Float64Array, y: Float64Array, meanX: number, meanY: number): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += (x[i]! - meanX) * (y[i]! - meanY)
  return sum / (x.length - 1)
}
