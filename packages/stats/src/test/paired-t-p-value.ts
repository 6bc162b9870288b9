import { type Numbers, requireFinite, requireFiniteValues } from '../check.ts'
import { studentTSurvival } from '../special/student-t.ts'
import { moments } from '../summary/moments.ts'

/**
 * One-sided p of H0 "the mean improvement is at most -margin" from row-by-row improvements (positive is better): small
 * means shown to be no worse than the margin. 1 where nothing is known (no spread and exactly at the margin).
 * Source: scipy.stats.ttest_1samp.
 */
export function pairedTPValue(improvements: Numbers, margin: number): number {
  requireFiniteValues('pairedTPValue', 'improvements', improvements, 2)
  requireFinite('pairedTPValue', 'margin', margin)
  const { n, mean, variance } = moments(improvements)
  const gap = mean + margin
  return gap === 0 && variance === 0 ? 1 : studentTSurvival(gap / Math.sqrt(variance / n), n - 1)
}
