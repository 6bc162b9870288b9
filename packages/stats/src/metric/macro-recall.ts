import type { Numbers } from '../check.ts'
import { classCounts } from './class-counts.ts'
import { multiclassConfusion } from './multiclass-confusion.ts'

/** Recall averaged over the classes among the labels, each counting the same: scikit-learn's balanced accuracy. */
export function macroRecall(labels: Numbers, predicted: Numbers, weights?: Numbers): number {
  const classes = classCounts(multiclassConfusion(labels, predicted, weights ? { weights } : {}))
  const present = classes.filter(({ support }) => support > 0)
  return present.reduce((sum, { hits, support }) => sum + hits / support, 0) / present.length
}
