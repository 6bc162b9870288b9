import type { Numbers } from '../check.ts'
import { classCounts, classF1 } from './class-counts.ts'
import { multiclassConfusion } from './multiclass-confusion.ts'

/**
 * F1 averaged over the classes that occur among labels or predictions, each counting the same.
 * Source: scikit-learn f1_score, average="macro".
 */
export function macroF1(labels: Numbers, predicted: Numbers, weights?: Numbers): number {
  const classes = classCounts(multiclassConfusion(labels, predicted, weights ? { weights } : {}))
  return classes.reduce((sum, counts) => sum + classF1(counts), 0) / classes.length
}
