/**
 * The chance that a random lattice path from (0, 0) to (m, n) at some point (x, y) has |x n - y m| >= steps: the exact
 * p of the two-sample Kolmogorov-Smirnov statistic (J. L. Hodges, Arkiv foer Matematik 3, 1958). The last step into (x,
 * y) came from (x-1, y) with chance x/(x+y), so the chance of having left the band obeys a recursion with only positive
 * terms: a p of 1e-12 keeps its digits, where one minus the inside would have none.
 */
export function latticeExitProbability(m: number, n: number, steps: number): number {
  if (steps <= 0) return 1
  const outside = (x: number, y: number) => Math.abs(x * n - y * m) >= steps
  // column[y] for the present x; outside the band everything is 1.
  const column = new Float64Array(n + 1).fill(1)
  for (let x = 0; x <= m; x++) {
    const first = Math.max(0, Math.floor((x * n - steps) / m))
    const last = Math.min(n, Math.ceil((x * n + steps) / m))
    for (let y = first; y <= last; y++) {
      if (outside(x, y)) column[y] = 1
      else if (x + y === 0) column[y] = 0
      else column[y] = (x * (x > 0 ? column[y]! : 0) + y * (y > 0 ? column[y - 1]! : 0)) / (x + y)
    }
  }
  return Math.min(1, column[n]!)
}
