/**
 * Least value of a smooth function on a box, by compass search: each coordinate in turn tries a
 * step to both sides, and steps halve when none helps. A few dozen evaluations; smoothing parameters need no more digits.
 * @param bounds lowest and highest value of each coordinate
 */
export function minimise(
  loss: (at: readonly number[]) => number,
  start: readonly number[],
  bounds: readonly (readonly [number, number])[],
  evaluations: number,
): readonly number[] {
  let best = [...start]
  let least = loss(best)
  let size = 0.5
  for (let used = 1; used < evaluations && size > 0.01; ) {
    let moved = false
    for (let i = 0; i < best.length && used < evaluations; i++) {
      const [low, high] = bounds[i]!
      for (const direction of [1, -1]) {
        const next = [...best]
        next[i] = Math.min(high, Math.max(low, best[i]! + direction * size * (high - low)))
        if (next[i] === best[i]) continue
        used++
        const value = loss(next)
        if (value < least) {
          least = value
          best = next
          moved = true
          break
        }
      }
    }
    if (!moved) size /= 2
  }
  return best
}
