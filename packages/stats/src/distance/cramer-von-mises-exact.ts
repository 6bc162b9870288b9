/**
 * The exact chance that U of the two-sample Cramer-von Mises test is at least `u`, over all orderings of m and n values
 * without ties: Y. Xiao, A. Gordon and A. Yakovlev, J. Statistical Software 17(8), 2007, counting lattice paths by the
 * whole-number statistic they end at.
 */
export function cramerVonMisesExact(u: number, m: number, n: number): number {
  const multiple = (m * n) / greatestDivisor(m, n)
  const [stepM, stepN] = [multiple / m, multiple / n]
  const observed = Math.floor(
    (multiple ** 2 * (m + n) * (6 * u - m * n * (4 * m * n - 1))) / (6 * (m * n) ** 2) + 1e-9,
  )
  // column[v]: how many paths to (v, w) there are by statistic so far.
  let column: Map<number, number>[] = Array.from({ length: m + 1 }, () => new Map())
  column[0]!.set(0, 1)
  for (let w = 0; w <= n; w++) {
    const next: Map<number, number>[] = []
    for (let v = 0; v <= m; v++) {
      const here = new Map<number, number>()
      const added = (stepM * v - stepN * w) ** 2
      for (const source of [v > 0 ? next[v - 1]! : new Map<number, number>(), column[v]!]) {
        for (const [statistic, paths] of source) {
          here.set(statistic + added, (here.get(statistic + added) ?? 0) + paths)
        }
      }
      next.push(here)
    }
    column = next
  }
  let [atLeast, all] = [0, 0]
  for (const [statistic, paths] of column[m]!) {
    all += paths
    if (statistic >= observed) atLeast += paths
  }
  return atLeast / all
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}
