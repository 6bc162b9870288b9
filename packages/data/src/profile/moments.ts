/** Count, mean and central power sums of order 2 to 4: sum((x - mean)^k). */
export interface Moments {
  readonly count: number
  readonly mean: number
  readonly m2: number
  readonly m3: number
  readonly m4: number
}

export const NO_MOMENTS: Moments = { count: 0, mean: 0, m2: 0, m3: 0, m4: 0 }

/** Two disjoint parts joined (Pébay 2008, SAND2008-6212, eq. 3.1). Equal to a pass over both up to rounding. */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.count === 0) return b
  if (b.count === 0) return a
  const n = a.count + b.count
  const d = b.mean - a.mean
  const pa = a.count / n
  const pb = b.count / n
  const both = a.count * pb
  return {
    count: n,
    mean: a.mean + d * pb,
    m2: a.m2 + b.m2 + d * d * both,
    m3: a.m3 + b.m3 + d ** 3 * both * (pa - pb) + 3 * d * (pa * b.m2 - pb * a.m2),
    m4:
      a.m4 +
      b.m4 +
      d ** 4 * both * (pa * pa - pa * pb + pb * pb) +
      6 * d * d * (pa * pa * b.m2 + pb * pb * a.m2) +
      4 * d * (pa * b.m3 - pb * a.m3),
  }
}

/** Moments of finite values in two passes: the mean first, so that the powers do not cancel. */
export function momentsOf(values: Float64Array): Moments {
  if (values.length === 0) return NO_MOMENTS
  let mean = 0
  for (let i = 0; i < values.length; i++) mean += (values[i]! - mean) / (i + 1)
  let m2 = 0
  let m3 = 0
  let m4 = 0
  for (const value of values) {
    const d = value - mean
    const square = d * d
    m2 += square
    m3 += square * d
    m4 += square * square
  }
  return { count: values.length, mean, m2, m3, m4 }
}
