import { requireFinite } from '../check.ts'
import type { IsotonicCurve } from './isotonic.ts'

/** The curve's height at x, level outside its corners (scikit-learn's out_of_bounds='clip'). */
export function isotonicAt(curve: IsotonicCurve, x: number): number {
  requireFinite('isotonicAt', 'x', x)
  let [low, high] = [0, curve.x.length - 1]
  if (x <= curve.x[low]!) return curve.y[low]!
  if (x >= curve.x[high]!) return curve.y[high]!
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (curve.x[middle]! <= x) low = middle
    else high = middle
  }
  const share = (x - curve.x[low]!) / (curve.x[high]! - curve.x[low]!)
  return curve.y[low]! + share * (curve.y[high]! - curve.y[low]!)
}
