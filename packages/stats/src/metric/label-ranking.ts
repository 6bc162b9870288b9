import { type Numbers, requireBinary, requireFiniteValues, requireSameLength } from '../check.ts'

export interface LabelRanking {
  /** Mean over a row's labels of the share of labels ranked at least as high that are true too; 1 is best. */
  readonly averagePrecision: number
  /** How far down the ranking one must go to meet every true label. */
  readonly coverageError: number
  /** Share of pairs of a true and a false label in the wrong order, ties counted wrong; 0 is best. */
  readonly rankingLoss: number
}

/**
 * How well scores rank the labels of each row, one column a label: scikit-learn's
 * label_ranking_average_precision_score, coverage_error and label_ranking_loss (G. Tsoumakas, I. Katakis and I.
 * Vlahavas, 2010). Labels are 0 or 1, scores finite, columns as many and as long, RangeError else.
 */
export function labelRanking(labels: readonly Numbers[], scores: readonly Numbers[]): LabelRanking {
  const at = 'labelRanking'
  if (labels.length === 0 || labels.length !== scores.length) {
    throw new RangeError(`${at}: ${labels.length} label columns and ${scores.length} score columns`)
  }
  labels.forEach((column, l) => {
    requireBinary(at, `labels[${l}]`, column)
    requireFiniteValues(at, `scores[${l}]`, scores[l]!)
    requireSameLength(at, `labels[${l}]`, column, `scores[${l}]`, scores[l]!)
    requireSameLength(at, 'labels[0]', labels[0]!, `labels[${l}]`, column)
  })
  const rows = labels[0]!.length
  let [precision, coverage, loss] = [0, 0, 0]
  for (let i = 0; i < rows; i++) {
    const row = labels.map((column, l) => ({ truth: column[i]!, score: scores[l]![i]! }))
    const found = rowRanking(row)
    precision += found.precision
    coverage += found.coverage
    loss += found.loss
  }
  return { averagePrecision: precision / rows, coverageError: coverage / rows, rankingLoss: loss / rows }
}

function rowRanking(row: readonly { readonly truth: number; readonly score: number }[]) {
  const positive = row.filter(({ truth }) => truth === 1)
  const negative = row.filter(({ truth }) => truth === 0)
  const lowest = Math.min(...positive.map(({ score }) => score))
  const coverage = positive.length === 0 ? 0 : row.filter(({ score }) => score >= lowest).length
  if (positive.length === 0 || negative.length === 0) return { precision: 1, coverage, loss: 0 }
  const atLeast = (list: typeof row, score: number) => list.filter((one) => one.score >= score).length
  let [precision, wrong] = [0, 0]
  for (const { score } of positive) {
    precision += atLeast(positive, score) / atLeast(row, score)
    wrong += atLeast(negative, score)
  }
  return {
    precision: precision / positive.length,
    coverage,
    loss: wrong / (positive.length * negative.length),
  }
}
