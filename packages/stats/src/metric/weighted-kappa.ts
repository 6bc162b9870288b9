import type { Numbers } from '../check.ts'
import { multiclassConfusion } from './multiclass-confusion.ts'

/**
 * Cohen's kappa of ordered classes: a confusion costs the distance of the codes (`linear`) or its square (`quadratic`);
 * codes that occur on neither side are ranks all the same, where scikit-learn closes the gap unless told the labels.
 * NaN when no disagreement is possible. Arguments as cohenKappa.
 */
export function weightedKappa(
  labels: Numbers,
  predicted: Numbers,
  penalty: 'linear' | 'quadratic',
  weights?: Numbers,
): number {
  const counts = multiclassConfusion(labels, predicted, weights ? { weights } : {})
  const rows = counts.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columns = counts.map((_, k) => counts.reduce((sum, row) => sum + row[k]!, 0))
  const total = rows.reduce((sum, count) => sum + count, 0)
  let [observed, chance] = [0, 0]
  counts.forEach((row, i) => {
    row.forEach((count, j) => {
      const cost = penalty === 'linear' ? Math.abs(i - j) : (i - j) ** 2
      observed += cost * count
      chance += (cost * rows[i]! * columns[j]!) / total
    })
  })
  return 1 - observed / chance
}
