import { type Numbers, requireFiniteValues, requireSameLength } from '../check.ts'

/** Both finite, equally long and not empty. */
export function requireRegression(where: string, actual: Numbers, predicted: Numbers): void {
  requireFiniteValues(where, 'actual', actual)
  requireFiniteValues(where, 'predicted', predicted)
  requireSameLength(where, 'actual', actual, 'predicted', predicted)
}
