import { type Numbers, requireFiniteValues } from '../check.ts'
import { normalSurvival } from '../special/normal.ts'
import { midranks } from '../summary/midranks.ts'
import { lowerTail, signedRankDistribution } from './signed-rank-distribution.ts'

/** Up to here `auto` takes the exact distribution: a few million additions. */
const EXACT_ROWS = 200

/**
 * Wilcoxon's signed-rank test that row-by-row differences lie symmetrically about zero (F. Wilcoxon, Biometrics
 * Bulletin 1, 1945). Differences of exactly zero are left out (his own rule); ties share their mean rank. `exact` is
 * the distribution given these ties, `normal` the limit with the tie correction and without a continuity correction, as
 * scipy.stats.wilcoxon; `auto` is exact up to 200 rows that are not zero. `greater` asks whether differences tend to be
 * above zero. No row left: p is 1. RangeError for no differences or one that is not finite.
 */
export function wilcoxonSignedRank(
  differences: Numbers,
  options: {
    readonly method?: 'auto' | 'exact' | 'normal'
    readonly alternative?: 'two-sided' | 'greater' | 'less'
  } = {},
): {
  /** Sum of the ranks of positive differences. */
  readonly positive: number
  /** Sum of the ranks of negative differences. */
  readonly negative: number
  /** Rows that are not zero. */
  readonly rows: number
  readonly pValue: number
} {
  requireFiniteValues('wilcoxonSignedRank', 'differences', differences)
  const { method = 'auto', alternative = 'two-sided' } = options
  const kept = Float64Array.from(differences).filter((value) => value !== 0)
  const ranks = midranks(kept.map(Math.abs))
  const rows = kept.length
  let positive = 0
  for (let i = 0; i < rows; i++) if (kept[i]! > 0) positive += ranks[i]!
  const negative = (rows * (rows + 1)) / 2 - positive
  const exact = method === 'exact' || (method === 'auto' && rows <= EXACT_ROWS)
  const tails = rows === 0 ? { above: 1, below: 1 } : (exact ? exactTails : normalTails)(ranks, positive)
  return { positive, negative, rows, pValue: chosen(tails, alternative) }
}

interface Tails {
  /** P(W+ at least the observed). */
  readonly above: number
  /** P(W+ at most the observed). */
  readonly below: number
}

function chosen({ above, below }: Tails, alternative: 'two-sided' | 'greater' | 'less'): number {
  switch (alternative) {
    case 'greater':
      return above
    case 'less':
      return below
    case 'two-sided':
      return Math.min(1, 2 * Math.min(above, below))
  }
}

function exactTails(ranks: Float64Array, positive: number): Tails {
  const chance = signedRankDistribution(ranks.map((rank) => 2 * rank))
  // The distribution is symmetric: the upper tail is the lower one of the mirrored value.
  const observed = 2 * positive
  return { below: lowerTail(chance, observed), above: lowerTail(chance, chance.length - 1 - observed) }
}

function normalTails(ranks: Float64Array, positive: number): Tails {
  const n = ranks.length
  const ties = tieSizes(ranks).reduce((sum, size) => sum + (size * size * size - size), 0)
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - ties / 48
  const z = (positive - (n * (n + 1)) / 4) / Math.sqrt(variance)
  return { above: normalSurvival(z), below: normalSurvival(-z) }
}

function tieSizes(ranks: Float64Array): readonly number[] {
  const counts = new Map<number, number>()
  for (const rank of ranks) counts.set(rank, (counts.get(rank) ?? 0) + 1)
  return [...counts.values()]
}
