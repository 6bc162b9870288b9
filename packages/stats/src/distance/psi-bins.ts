import { type Numbers, requireFiniteValues } from '../check.ts'
import { ascending } from '../summary/ascending.ts'
import { quantile } from '../summary/quantile.ts'
import { histogramCounts } from './histogram-counts.ts'
import { histogramEdges } from './histogram-edges.ts'

/** Evidently bins a numeric column only from more distinct reference values than this. */
const EVIDENTLY_DISTINCT = 20
const TEN = 10

export interface BinnedCounts {
  readonly reference: Numbers
  readonly current: Numbers
}

/**
 * The bins a convention counts numeric values in, for psiByConvention: `evidently` Sturges' bins over both samples (its
 * n_bins is ignored, its issue 1400), or each distinct value when the reference has at most 20; `frouros` ten of equal
 * width over both; `classic` the reference's deciles, open at both ends. RangeError for no values or one not finite.
 * Source: the tools' own code: Evidently (2026-05), deepchecks (2025-06), Frouros (2026-02).
 */
export function psiBins(
  reference: Numbers,
  current: Numbers,
  convention: 'evidently' | 'frouros' | 'classic',
): BinnedCounts {
  requireFiniteValues('psiBins', 'reference', reference)
  requireFiniteValues('psiBins', 'current', current)
  const count = (edges: Numbers) => ({
    reference: histogramCounts(reference, edges),
    current: histogramCounts(current, edges),
  })
  const both = () => Float64Array.from([...Array.from(reference), ...Array.from(current)])
  switch (convention) {
    case 'evidently':
      return new Set(Array.from(reference)).size > EVIDENTLY_DISTINCT
        ? count(histogramEdges(both(), 'sturges'))
        : byValue(reference, current)
    case 'frouros':
      return count(histogramEdges(both(), TEN))
    case 'classic':
      return count(deciles(reference))
  }
}

function byValue(reference: Numbers, current: Numbers): BinnedCounts {
  const values = [...new Set([...Array.from(reference), ...Array.from(current)])]
  const position = new Map(values.map((value, i) => [value, i]))
  const tally = (rows: Numbers) => {
    const counts = new Uint32Array(values.length)
    for (let i = 0; i < rows.length; i++) counts[position.get(rows[i]!)!]!++
    return counts
  }
  return { reference: tally(reference), current: tally(current) }
}

/** Ties can make deciles equal; a bin without width is none. */
function deciles(reference: Numbers): Float64Array {
  const sorted = ascending(reference)
  const inner = Array.from({ length: TEN - 1 }, (_, i) => quantile(sorted, (i + 1) / TEN))
  return Float64Array.from([-Infinity, ...new Set(inner), Infinity])
}
