/**
 * The anytime-valid p of a path of log e-values: 1 by the largest so far, at most 1. It never rises, so looking again
 * cannot take a rejection back. RangeError for a NaN.
 * Source: J. Ville, 1939; R. Johari et al., 2017.
 */
export function sequentialPValue(path: readonly number[]): number {
  let peak = 0
  for (const [i, logE] of path.entries()) {
    if (Number.isNaN(logE)) throw new RangeError(`sequentialPValue: path[${i}] must be a number, got NaN`)
    peak = Math.max(peak, logE)
  }
  return Math.exp(-peak)
}
