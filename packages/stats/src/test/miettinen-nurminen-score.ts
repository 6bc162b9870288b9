import type { TwoProportions } from '../interval/newcombe-interval.ts'

/**
 * The score statistic of "p1 - p2 = delta" for independent proportions, variance at the maximum likelihood under that
 * constraint and times N/(N-1): O. Miettinen and M. Nurminen, Statistics in Medicine 4, 1985; the closed-form root is
 * theirs. (statsmodels 0.13 and 0.14 have a wrong coefficient here, its issue 10269.) NaN where nothing is known (0/0).
 */
export function miettinenNurminenScore({ x1, n1, x2, n2 }: TwoProportions, delta: number): number {
  const total = n1 + n2
  const p2 = constrainedP2({ x1, n1, x2, n2 }, delta)
  const p1 = Math.min(1, Math.max(0, p2 + delta))
  const variance = ((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2) * (total / (total - 1))
  return (x1 / n1 - x2 / n2 - delta) / Math.sqrt(variance)
}

/** The maximum-likelihood p2 when p1 = p2 + delta: the right root of a cubic. */
function constrainedP2({ x1, n1, x2, n2 }: TwoProportions, delta: number): number {
  const total = n1 + n2
  const l3 = total
  const l2 = (n1 + 2 * n2) * delta - total - (x1 + x2)
  const l1 = (n2 * delta - total - 2 * x2) * delta + x1 + x2
  const l0 = x2 * delta * (1 - delta)
  const third = l2 / (3 * l3)
  const q = third ** 3 - (l1 * l2) / (6 * l3 * l3) + l0 / (2 * l3)
  const p = Math.sign(q) * Math.sqrt(Math.max(0, third * third - l1 / (3 * l3)))
  const cosine = p === 0 ? 0 : Math.min(1, Math.max(-1, q / p ** 3))
  const p2 = 2 * p * Math.cos((Math.PI + Math.acos(cosine)) / 3) - third
  return Math.min(1 - Math.max(0, delta), Math.max(Math.max(0, -delta), p2))
}
