/**
 * Upper bound of new scores: the ceil((n + 1) level)-th smallest of n past ones (split conformal prediction, Vovk et
 * al. 2005; Lei et al. 2018, eq. 3). With exchangeable scores the next one lies at or below it with probability >= level.
 * @param level 0..1
 * @returns Infinity when there are too few scores for the level
 */
export function conformalQuantile(scores: readonly number[], level: number): number {
  const rank = Math.ceil((scores.length + 1) * level)
  if (rank > scores.length) return Infinity
  return scores.toSorted((a, b) => a - b)[rank - 1]!
}
