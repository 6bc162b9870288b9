import {
  type Numbers,
  requireCodes,
  requireFiniteValues,
  requireProbability,
  requireSameLength,
} from '../check.ts'

/** How far a row of probabilities may miss 1: scikit-learn's and float32's rounding. */
const SUM_TOLERANCE = 1e-5

/** Labels below the number of classes, one finite score a class and row. `scores[c]` is the column of class c. */
export function requireClassScores(where: string, labels: Numbers, scores: readonly Numbers[]): void {
  requireCodes(where, 'labels', labels)
  if (scores.length < 2) throw new RangeError(`${where}: needs scores of two classes, got ${scores.length}`)
  scores.forEach((column, c) => {
    requireFiniteValues(where, `scores[${c}]`, column)
    requireSameLength(where, 'labels', labels, `scores[${c}]`, column)
  })
  for (let i = 0; i < labels.length; i++) {
    if (labels[i]! >= scores.length) {
      throw new RangeError(
        `${where}: labels[${i}] is ${labels[i]}, but there are scores of ${scores.length} classes`,
      )
    }
  }
}

/** The same for probabilities that sum to one in each row. */
export function requireClassProbabilities(where: string, labels: Numbers, scores: readonly Numbers[]): void {
  requireClassScores(where, labels, scores)
  for (let i = 0; i < labels.length; i++) {
    let sum = 0
    scores.forEach((column, c) => {
      requireProbability(where, `scores[${c}][${i}]`, column[i]!)
      sum += column[i]!
    })
    if (Math.abs(sum - 1) > SUM_TOLERANCE) throw new RangeError(`${where}: row ${i} sums to ${sum}, not 1`)
  }
}
