import type { Numbers } from '../check.ts'
import { classCounts } from './class-counts.ts'
import { multiclassConfusion } from './multiclass-confusion.ts'

/**
 * Cohen's kappa, unweighted: agreement beyond chance. NaN when labels and predictions are one and the same class.
 * Source: J. Cohen, 1960; scikit-learn cohen_kappa_score.
 */
export function cohenKappa(labels: Numbers, predicted: Numbers, weights?: Numbers): number {
  const classes = classCounts(multiclassConfusion(labels, predicted, weights ? { weights } : {}))
  const total = classes.reduce((sum, { support }) => sum + support, 0)
  const observed = classes.reduce((sum, { hits }) => sum + hits, 0) / total
  const chance = classes.reduce(
    (sum, { support, predicted: called }) => sum + (support / total) * (called / total),
    0,
  )
  return (observed - chance) / (1 - chance)
}
