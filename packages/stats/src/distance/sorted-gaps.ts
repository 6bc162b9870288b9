/** What sets two empirical distribution functions apart. */
export interface Gaps {
  /** The largest gap times n1 n2, which is a whole number and so free of rounding. */
  readonly steps: number
  /** The smallest value at which the gap is largest. */
  readonly location: number
  /** Between the two functions, in the unit of the values. */
  readonly area: number
}

/** One merge of two samples in ascending order. */
export function sortedGaps(a: Float64Array, b: Float64Array): Gaps {
  let [i, j, steps, location, area] = [0, 0, 0, a[0]!, 0]
  let previous = Math.min(a[0]!, b[0]!)
  while (i < a.length || j < b.length) {
    const value = j >= b.length || (i < a.length && a[i]! <= b[j]!) ? a[i]! : b[j]!
    area += Math.abs(i / a.length - j / b.length) * (value - previous)
    while (i < a.length && a[i] === value) i++
    while (j < b.length && b[j] === value) j++
    const gap = Math.abs(i * b.length - j * a.length)
    if (gap > steps) {
      steps = gap
      location = value
    }
    previous = value
  }
  return { steps, location, area }
}
