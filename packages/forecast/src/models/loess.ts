/**
 * Locally weighted line at one place, as STL has it (Cleveland et al. 1990; `est` in the netlib Fortran).
 * Positions are 0-based slots; neighbours are those of [left, right], tricube-weighted by distance.
 * @returns NaN when every weight is 0
 */
export function loessAt(
  y: Float64Array,
  length: number,
  span: number,
  at: number,
  left: number,
  right: number,
  weights: Float64Array | undefined,
  degree: 0 | 1,
): number {
  let reach = Math.max(at - left, right - at)
  if (span > length) reach += (span - length) >> 1
  const far = 0.999 * reach
  const near = 0.001 * reach
  let total = 0
  let place = 0
  let mean = 0
  let spread = 0
  // Two passes over at most `span` slots: sums first, then the slope about their centre.
  const w = scratch(right - left + 1)
  for (let j = left; j <= right; j++) {
    const distance = Math.abs(j - at)
    let weight = 0
    if (distance <= far) {
      weight = distance <= near ? 1 : (1 - (distance / reach) ** 3) ** 3
      if (weights) weight *= weights[j]!
    }
    w[j - left] = weight
    total += weight
  }
  if (!(total > 0)) return Number.NaN
  for (let j = left; j <= right; j++) {
    const weight = w[j - left]! / total
    w[j - left] = weight
    place += weight * j
    mean += weight * y[j]!
  }
  if (degree === 0 || reach === 0) return mean
  for (let j = left; j <= right; j++) spread += w[j - left]! * (j - place) ** 2
  if (Math.sqrt(spread) <= 0.001 * (length - 1)) return mean
  const slope = (at - place) / spread
  let fit = 0
  for (let j = left; j <= right; j++) fit += w[j - left]! * (1 + slope * (j - place)) * y[j]!
  return fit
}

let buffer = new Float64Array(0)

/** One buffer for all calls: a fit makes hundreds of thousands of them, one after the other. */
function scratch(length: number): Float64Array {
  if (buffer.length < length) buffer = new Float64Array(2 * length)
  return buffer
}

/**
 * Loess over the first `length` values, evaluated every `jump` slots and on straight lines between them (`ess`).
 * @param span neighbours of one estimate, odd
 */
export function loess(
  y: Float64Array,
  length: number,
  span: number,
  jump: number,
  weights: Float64Array | undefined,
  degree: 0 | 1,
  out: Float64Array,
  offset: number,
): void {
  if (length < 2) {
    out[offset] = y[0]!
    return
  }
  const step = Math.min(jump, length - 1)
  const put = (at: number, left: number, right: number) => {
    const fit = loessAt(y, length, span, at, left, right, weights, degree)
    out[offset + at] = Number.isNaN(fit) ? y[at]! : fit
  }
  if (span >= length) {
    for (let at = 0; at < length; at += step) put(at, 0, length - 1)
  } else {
    const half = (span + 1) >> 1
    for (let at = 0; at < length; at += step) {
      const left = at < half - 1 ? 0 : at >= length - half ? length - span : at - half + 1
      put(at, left, left + span - 1)
    }
  }
  if (step === 1) return
  let last = 0
  for (let at = 0; at + step < length; at += step) {
    interpolate(out, offset + at, offset + at + step)
    last = at + step
  }
  if (last !== length - 1) {
    const left = span >= length ? 0 : length - span
    put(length - 1, left, length - 1)
    if (last !== length - 2) interpolate(out, offset + last, offset + length - 1)
  }
}

function interpolate(out: Float64Array, from: number, to: number): void {
  const slope = (out[to]! - out[from]!) / (to - from)
  for (let i = from + 1; i < to; i++) out[i] = out[from]! + slope * (i - from)
}
