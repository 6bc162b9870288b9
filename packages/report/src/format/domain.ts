import type { IntervalChart } from '../chart.ts'

/**
 * Lowest and highest of the finite values; undefined of none. A loop, since `Math.max(...values)` of a hostile report's
 * million values is a stack overflow.
 */
export function extentOf(
  values: Iterable<number>,
): { readonly low: number; readonly high: number } | undefined {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  return low > high ? undefined : { low, high }
}

/** The extent widened by a margin, so that nothing sits on the edge; 0..1 of nothing. */
export function domainOf(values: Iterable<number>, margin = 0.04): readonly [number, number] {
  const extent = extentOf(values)
  if (extent === undefined) return [0, 1]
  const { low, high } = extent
  const pad = low === high ? Math.abs(low) * 0.1 || 1 : (high - low) * margin
  return [low - pad, high + pad]
}

/** Everything an interval chart must show: points, ends and reference lines. */
export function intervalDomain({ rows, references = [] }: IntervalChart): readonly [number, number] {
  return domainOf([
    ...rows.flatMap(({ value, low = value, high = value }) => [value, low, high]),
    ...references.map(({ value }) => value),
  ])
}

/** Rows from the lowest value up; a value that is not a number comes first, where it is seen. */
export function sortedRows(chart: IntervalChart): IntervalChart['rows'] {
  const rank = (value: number) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value)
  return [...chart.rows].sort((a, b) => {
    const difference = rank(a.value) - rank(b.value)
    return Number.isNaN(difference) ? 0 : difference
  })
}
