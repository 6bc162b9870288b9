import { type Numbers, requireSameLength, requireWeights } from '../check.ts'
import { compensatedSum } from '../summary/moments.ts'

/** How a tool keeps an empty bin from making the index infinite: they differ by more than any usual threshold. */
export type PsiConvention = 'evidently' | 'azure' | 'deepchecks' | 'frouros' | 'classic'

/** Evidently 0.7 stattests/utils.py, per side. */
const EVIDENTLY_FLOOR = 1e-4
const EVIDENTLY_SHRINK = 1e6
/** deepchecks utils/distribution/drift.py. */
const DEEPCHECKS_FLOOR = 0.01
const CLASSIC_FLOOR = 1e-4
/** frouros batch/distance_based/psi.py adds sys.float_info.min to empty shares. */
const FROUROS_FLOOR = 2.2250738585072014e-308

/**
 * The population stability index of two lists of counts as a named tool computes it, for teams that move their
 * thresholds here. None rescales after filling. `azure` adds one to each count. RangeError for negative counts, a side
 * without rows, or lengths that differ.
 * Source: the tools' own code: Evidently (2026-05), deepchecks (2025-06), Azure ML, Frouros (2026-02).
 */
export function psiByConvention(
  referenceCounts: Numbers,
  currentCounts: Numbers,
  convention: PsiConvention,
): number {
  requireSameLength('psiByConvention', 'reference', referenceCounts, 'current', currentCounts)
  const p = filledShares('reference', referenceCounts, convention)
  const q = filledShares('current', currentCounts, convention)
  return p.reduce((sum, share, k) => sum + (q[k]! - share) * (Math.log(q[k]!) - Math.log(share)), 0)
}

function filledShares(name: string, counts: Numbers, convention: PsiConvention): Float64Array {
  requireWeights('psiByConvention', name, counts)
  const total = compensatedSum(counts)
  if (total === 0) throw new RangeError(`psiByConvention: ${name} has no rows`)
  const shares = Float64Array.from(counts, (count) => count / total)
  switch (convention) {
    case 'evidently': {
      const least = shares.reduce((low, share) => (share > 0 ? Math.min(low, share) : low), 1)
      const fill = least > EVIDENTLY_FLOOR ? EVIDENTLY_FLOOR : least / EVIDENTLY_SHRINK
      return shares.map((share) => (share === 0 ? fill : share))
    }
    case 'azure':
      return Float64Array.from(counts, (count) => (count + 1) / total)
    case 'deepchecks':
      return shares.map((share) => Math.max(DEEPCHECKS_FLOOR, share))
    case 'frouros':
      return shares.map((share) => (share === 0 ? FROUROS_FLOOR : share))
    case 'classic':
      return shares.map((share) => Math.max(CLASSIC_FLOOR, share))
  }
}
