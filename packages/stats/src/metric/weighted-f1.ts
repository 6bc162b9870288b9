import type { Numbers } from '../check.ts'
import { classCounts, classF1 } from './class-counts.ts'
import { multiclassConfusion } from './multiclass-confusion.ts'

/**
 * F1 averaged over the classes, each counting by its rows among the labels.
 * Source: scikit-learn f1_score, average="weighted".
 */
export function weightedF1(labels: Numbers, predicted: Numbers, weights?: Numbers): number {
  const classes = classCounts(multiclassConfusion(labels, predicted, weights ? { weights } : {}))
  const total = classes.reduce((sum, { support }) => sum + support, 0)
  return classes.reduce((sum, counts) => sum + counts.support * classF1(counts), 0) / total
}
