import { type Numbers, requireFiniteValues, requireFraction } from '../check.ts'
import { normalQuantile } from '../special/normal-quantile.ts'
import { ascending } from '../summary/ascending.ts'
import { walshSelect } from '../summary/walsh-select.ts'
import { signedRankDistribution } from '../test/signed-rank-distribution.ts'
import type { Range } from './range.ts'

/** As for the signed-rank test itself. */
const EXACT_ROWS = 200

/**
 * The Hodges-Lehmann estimate of the centre of row-by-row differences, the median of their pairwise means, with the
 * interval that inverts Wilcoxon's signed-rank test (J. Hodges and E. Lehmann, Ann. Math. Stat. 34, 1963; M. Hollander
 * and D. Wolfe, 3.3). Ranks of the interval's ends are exact up to 200 rows and by the normal limit above; ties make it
 * conservative. Few rows cannot reach a high level (95 % takes 6): the interval is then infinite, not narrower.
 * RangeError for no differences or one that is not finite.
 */
export function hodgesLehmannInterval(
  differences: Numbers,
  level: number,
): Range & { readonly estimate: number } {
  requireFiniteValues('hodgesLehmannInterval', 'differences', differences)
  requireFraction('hodgesLehmannInterval', 'level', level)
  const sorted = ascending(differences)
  const n = sorted.length
  const pairs = (n * (n + 1)) / 2
  const middle = walshSelect(sorted, Math.ceil(pairs / 2))
  const estimate = pairs % 2 === 1 ? middle : middle / 2 + walshSelect(sorted, pairs / 2 + 1) / 2
  const rank = n <= EXACT_ROWS ? exactRank(n, (1 - level) / 2) : normalRank(n, (1 - level) / 2)
  if (rank < 1) return { estimate, low: -Infinity, high: Infinity }
  return { estimate, low: walshSelect(sorted, rank), high: walshSelect(sorted, pairs + 1 - rank) }
}

/** The largest k with P(W+ <= k - 1) <= tail. */
function exactRank(n: number, tail: number): number {
  const chance = signedRankDistribution(Float64Array.from({ length: n }, (_, i) => i + 1))
  let [rank, below] = [0, 0]
  while (below + chance[rank]! <= tail) below += chance[rank++]!
  return rank
}

function normalRank(n: number, tail: number): number {
  const deviation = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24)
  return Math.floor((n * (n + 1)) / 4 + normalQuantile(tail) * deviation)
}
