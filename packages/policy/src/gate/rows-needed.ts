import { normalQuantile } from '@mlops-actions/stats'
import type { Inference } from './inference/inference.ts'

/** Chance of proving what is true that a plan should have. */
const POWER = 0.8

/**
 * Rows with which `inference` would be shown to lie above `bound` in four of five cases, were its value as observed: the
 * error shrinks with the root of the rows. Undefined where the value itself lies at or under the bound, or where the
 * interval is open.
 */
export function rowsNeeded(inference: Inference, bound: number, alpha: number): number | undefined {
  const { low } = inference.interval(1 - 2 * alpha)
  const z = normalQuantile(1 - alpha)
  const gap = inference.value - bound
  const error = (inference.value - low) / z
  if (!(gap > 0) || !Number.isFinite(error)) return undefined
  return Math.ceil(inference.n * (((z + normalQuantile(POWER)) * error) / gap) ** 2)
}

/** The remedy for an interval that straddles its bound. */
export function moreRows(inference: Inference, bound: number, alpha: number): string {
  const rows = rowsNeeded(inference, bound, alpha)
  if (rows === undefined)
    return 'More rows alone will hardly change this: on these rows the value is already on the wrong side.'
  // Below what is there: the sample was merely unlucky.
  const more =
    rows > inference.n
      ? `About ${rows.toLocaleString('en')} rows would settle it (now ${inference.n.toLocaleString('en')})`
      : `A sample somewhat larger than ${inference.n.toLocaleString('en')} rows would settle it`
  return `${more}, if the value stays as it is.`
}
