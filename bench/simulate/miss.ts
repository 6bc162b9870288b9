import { type Range, wilsonInterval } from '@mlops-actions/stats'

/** How sure to be that an excess is not the luck of the draw, over some hundred cells of a grid. */
const SURE = 0.999

export function misses({ low, high }: Range, truth: number): boolean {
  return !(low <= truth && truth <= high)
}

/**
 * By how much a simulated miss rate exceeds what `runs` runs of a method that keeps `alpha` would show: negative when
 * it is within the upper Wilson bound of alpha.
 */
export function excess(missed: number, runs: number, alpha: number): number {
  return missed / runs - wilsonInterval(Math.round(alpha * runs), runs, SURE).high
}

/** Four digits: the results are committed, and the last bits of a machine are no result. */
export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
