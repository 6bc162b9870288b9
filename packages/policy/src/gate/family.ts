import { benjaminiHochberg, holm } from '@mlops-actions/stats'
import type { GateSpec } from '../schema/gate.ts'
import type { Strictness } from './trial.ts'

export interface Corrected extends Strictness {
  readonly adjustedPValue: number
}

/**
 * Corrects the p-values of one family of trials, and finds for each the error its interval must be shown at so that it
 * says the same as its corrected p: the lower end is beyond the bound if and only if the trial is proven.
 * - holm: alpha/(m - rank) down to the first that fails, and that one's alpha for all after it (S. Holm 1979);
 * - bh: alpha K/m with K the number proven, the false coverage rate of Y. Benjamini and D. Yekutieli (JASA 100, 2005).
 */
export function correct(
  pValues: readonly number[],
  alpha: number,
  family: NonNullable<GateSpec['family']>,
): readonly Corrected[] {
  const m = pValues.length
  switch (family) {
    case 'none':
      return pValues.map((p) => ({ alpha, proven: p <= alpha, adjustedPValue: p }))
    case 'bh': {
      const adjusted = benjaminiHochberg(pValues)
      const proven = adjusted.filter((p) => p <= alpha).length
      return adjusted.map((p) => ({
        alpha: (alpha * Math.max(proven, 1)) / m,
        proven: p <= alpha,
        adjustedPValue: p,
      }))
    }
    case 'holm': {
      const adjusted = holm(pValues)
      const ranks = ranksOf(pValues)
      const proven = adjusted.filter((p) => p <= alpha).length
      return adjusted.map((p, i) => ({
        alpha: alpha / Math.max(1, m - Math.min(ranks[i]!, proven)),
        proven: p <= alpha,
        adjustedPValue: p,
      }))
    }
    default:
      return family satisfies never
  }
}

/** 0 for the smallest; ties in their order. */
function ranksOf(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, i) => i).sort((i, j) => pValues[i]! - pValues[j]! || i - j)
  const ranks = Array.from({ length: pValues.length }, () => 0)
  for (const [rank, i] of order.entries()) ranks[i] = rank
  return ranks
}
