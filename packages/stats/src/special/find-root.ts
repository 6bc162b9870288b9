const MAX_STEPS = 200

/**
 * A zero of a continuous function between two ends where its signs differ (or either is zero): regula falsi of
 * Illinois kind, kept honest by bisection, to the last bit of x.
 * RangeError when the signs agree or the function returns NaN at an end.
 */
export function findRoot(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high]
  let [fa, fb] = [f(a), f(b)]
  if (fa === 0) return a
  if (fb === 0) return b
  if (!(fa * fb < 0)) throw new RangeError(`findRoot: no change of sign between ${low} and ${high}`)
  for (let step = 0; step < MAX_STEPS; step++) {
    const secant = a - (fa * (b - a)) / (fb - fa)
    // Every third step halves, so that a flat function cannot stall the search.
    const x =
      step % 3 === 2 || !(secant > Math.min(a, b) && secant < Math.max(a, b)) ? a + (b - a) / 2 : secant
    if (x === a || x === b) return x
    const fx = f(x)
    if (fx === 0) return x
    if (fx * fb < 0) {
      ;[a, fa] = [b, fb]
    } else {
      fa /= 2
    }
    ;[b, fb] = [x, fx]
    if (Math.abs(b - a) <= Number.EPSILON * Math.abs(b)) return b
  }
  return b
}
