import { type Numbers, requireBinary, requireCodes, requireProbability, requireSameLength } from '../check.ts'
import { presort } from '../metric/presort.ts'

/** What metrics of a classifier are expected to be, NaN where even that is undefined. All 0 to 1. */
export interface EstimatedPerformance {
  readonly rocAuc: number
  readonly averagePrecision: number
  readonly f1: number
  readonly precision: number
  readonly recall: number
  readonly specificity: number
  readonly accuracy: number
}

/**
 * Performance without labels, by confidence (CBPE: NannyML's performance estimation): every row is a positive with its
 * calibrated probability and a negative with the rest, so that the confusion matrix is expected to be sums of these.
 * `scores` are what the rows are ranked by (the raw ones, as calibration makes ties), `predicted` the decisions. True
 * as far as the probabilities are: it does not see that the relation of inputs and labels changed (concept drift), only
 * that the inputs did. NannyML rounds sums to 5 digits and takes rows of equal score in any order; here they count
 * half, as in rocAuc. RangeError for probabilities outside 0..1, scores not finite, predictions not 0 or 1, lengths
 * that differ.
 */
export function estimatedBinaryPerformance(rows: {
  readonly probabilities: Numbers
  readonly scores: Numbers
  readonly predicted: Numbers
}): EstimatedPerformance {
  const { probabilities, scores, predicted } = rows
  const at = 'estimatedBinaryPerformance'
  requireBinary(at, 'predicted', predicted)
  requireSameLength(at, 'predicted', predicted, 'probabilities', probabilities)
  requireSameLength(at, 'predicted', predicted, 'scores', scores)
  let [tp, fp, fn, tn] = [0, 0, 0, 0]
  for (let i = 0; i < predicted.length; i++) {
    const p = probabilities[i]!
    requireProbability(at, `probabilities[${i}]`, p)
    tp += predicted[i]! * p
    fp += predicted[i]! * (1 - p)
    fn += (1 - predicted[i]!) * p
    tn += (1 - predicted[i]!) * (1 - p)
  }
  const relevant = tp + (fp + fn) / 2
  return {
    ...expectedRanking(probabilities, scores),
    f1: relevant === 0 ? 0 : tp / relevant,
    precision: tp / (tp + fp),
    recall: tp / (tp + fn),
    specificity: tn / (tn + fp),
    accuracy: (tp + tn) / predicted.length,
  }
}

/**
 * The same of several classes, each against the rest, averaged over the classes (macro); accuracy is the mean
 * probability of the predicted class. `probabilities` and `scores` hold an array a class, `predicted` codes of classes.
 * RangeError as estimatedBinaryPerformance, and for a predicted class that is not among them.
 * Source: NannyML 0.13.
 */
export function estimatedMulticlassPerformance(rows: {
  readonly probabilities: readonly Numbers[]
  readonly scores: readonly Numbers[]
  readonly predicted: Numbers
}): EstimatedPerformance {
  const { probabilities, scores, predicted } = rows
  const at = 'estimatedMulticlassPerformance'
  requireCodes(at, 'predicted', predicted)
  if (probabilities.length !== scores.length || probabilities.length < 2) {
    throw new RangeError(
      `${at}: ${probabilities.length} classes with probabilities, ${scores.length} with scores`,
    )
  }
  let right = 0
  for (let i = 0; i < predicted.length; i++) {
    const chosen = probabilities[predicted[i]!]
    if (!chosen)
      throw new RangeError(`${at}: predicted[${i}] is ${predicted[i]} of ${probabilities.length} classes`)
    right += chosen[i]!
  }
  const each = probabilities.map((one, k) =>
    estimatedBinaryPerformance({
      probabilities: one,
      scores: scores[k]!,
      predicted: Uint8Array.from(predicted, (code) => (code === k ? 1 : 0)),
    }),
  )
  const mean = (of: (one: EstimatedPerformance) => number) =>
    each.reduce((sum, one) => sum + of(one), 0) / each.length
  return {
    rocAuc: mean(({ rocAuc }) => rocAuc),
    averagePrecision: mean(({ averagePrecision }) => averagePrecision),
    f1: mean(({ f1 }) => f1),
    precision: mean(({ precision }) => precision),
    recall: mean(({ recall }) => recall),
    specificity: mean(({ specificity }) => specificity),
    accuracy: right / predicted.length,
  }
}

/** Of rows that are partly positive: the area under, and the mean precision along, the curves of their sums. */
function expectedRanking(probabilities: Numbers, scores: Numbers) {
  const { order, lastOfTies } = presort(scores)
  let [positives, negatives, area, sum] = [0, 0, 0, 0]
  let [positivesHere, negativesHere] = [0, 0]
  for (let k = order.length - 1; k >= 0; k--) {
    positivesHere += probabilities[order[k]!]!
    negativesHere += 1 - probabilities[order[k]!]!
    if (k > 0 && lastOfTies[k - 1] === 0) continue
    area += negativesHere * (positives + positivesHere / 2)
    positives += positivesHere
    negatives += negativesHere
    sum += (positivesHere * positives) / (positives + negatives)
    positivesHere = 0
    negativesHere = 0
  }
  return { rocAuc: area / (positives * negatives), averagePrecision: sum / positives }
}
