import { type Numbers, requireCount, requireFiniteValues } from '../check.ts'

/**
 * Bin edges as numpy.histogram_bin_edges finds them: a number of bins of equal width, or by the rule of H. Sturges
 * (1926) or D. Doane (1976). A range of zero becomes one wide around the value. RangeError for no values or one that is
 * not finite.
 */
export function histogramEdges(values: Numbers, bins: 'sturges' | 'doane' | number): Float64Array {
  requireFiniteValues('histogramEdges', 'values', values)
  let [first, last] = [Infinity, -Infinity]
  for (let i = 0; i < values.length; i++) {
    first = Math.min(first, values[i]!)
    last = Math.max(last, values[i]!)
  }
  const range = last - first
  if (first === last) {
    first -= 0.5
    last += 0.5
  }
  const count = typeof bins === 'number' ? bins : binsByRule(values, range, bins, last - first)
  requireCount('histogramEdges', 'bins', count, 1)
  const step = (last - first) / count
  return Float64Array.from({ length: count + 1 }, (_, i) => (i === count ? last : first + i * step))
}

function binsByRule(values: Numbers, range: number, rule: 'sturges' | 'doane', span: number): number {
  const n = values.length
  if (rule === 'sturges') return range === 0 ? 1 : Math.ceil(span / (range / (Math.log2(n) + 1)))
  if (n <= 2) return 1
  const list = Array.from(values)
  const mean = list.reduce((sum, value) => sum + value, 0) / n
  const deviation = Math.sqrt(list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n)
  if (!(deviation > 0)) return 1
  const skewness = list.reduce((sum, value) => sum + ((value - mean) / deviation) ** 3, 0) / n
  const error = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)))
  return Math.ceil(span / (range / (1 + Math.log2(n) + Math.log2(1 + Math.abs(skewness) / error))))
}
