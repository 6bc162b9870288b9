import type { Numbers } from '../check.ts'
import { classCounts } from './class-counts.ts'
import { multiclassConfusion } from './multiclass-confusion.ts'

/**
 * Matthews' correlation coefficient of several classes (J. Gorodkin, Computational Biology and Chemistry 28, 2004;
 * scikit-learn matthews_corrcoef); 0 when labels or predictions are constant. Codes of classes, RangeError else.
 */
export function multiclassMatthews(labels: Numbers, predicted: Numbers, weights?: Numbers): number {
  const classes = classCounts(multiclassConfusion(labels, predicted, weights ? { weights } : {}))
  const sum = (of: (one: (typeof classes)[0]) => number) => classes.reduce((total, one) => total + of(one), 0)
  const total = sum(({ support }) => support)
  const together = sum(({ hits }) => hits) * total - sum(({ support, predicted: called }) => support * called)
  const alone = (of: (one: (typeof classes)[0]) => number) => total * total - sum((one) => of(one) ** 2)
  const margins = alone(({ support }) => support) * alone(({ predicted: called }) => called)
  return total > 0 && margins === 0 ? 0 : together / Math.sqrt(margins)
}
