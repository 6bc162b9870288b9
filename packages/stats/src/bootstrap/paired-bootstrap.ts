import { type Numbers, requireCodes, requireCount } from '../check.ts'
import { type SeededRandom, seededRandom } from '../random/seeded-random.ts'
import { replicate } from './replicate.ts'

export interface BootstrapPlan {
  /** Rows. */
  readonly n: number
  readonly replicates: number
  readonly seed: number
  /**
   * K values from how often each row was drawn (length n). The array is reused for the next replicate. All K values of
   * a replicate see the same rows, so their differences are paired.
   */
  readonly statistic: (weights: Uint32Array) => ArrayLike<number>
  /** `multinomial` draws exactly n rows; `poisson` each row Poisson(1) times, alike for large n. */
  readonly scheme?: 'multinomial' | 'poisson'
  /** Codes 0.. of what is drawn as a whole: the rows of one user are not independent. */
  readonly clusters?: Numbers
  /** Codes 0.. of parts that each keep their number of rows, such as groups that are compared; not with clusters. */
  readonly strata?: Numbers
}

/**
 * K arrays of `replicates` bootstrap values. The same plan gives the same values on every machine.
 * RangeError for counts below 1, or a statistic whose length changes.
 * Source: B. Efron, Annals of Statistics 7, 1979; Poisson weights: N. Chamandy et al., 2012.
 */
export function pairedBootstrap(plan: BootstrapPlan): Float64Array[] {
  const { n, replicates, seed, statistic, scheme = 'multinomial', clusters, strata } = plan
  requireCount('pairedBootstrap', 'n', n, 1)
  requireCount('pairedBootstrap', 'replicates', replicates, 1)
  const random = seededRandom(seed)
  const weights = new Uint32Array(n)
  if (strata) {
    if (clusters) throw new RangeError('pairedBootstrap: clusters within strata are not supported')
    const parts = rowsByStratum(strata, n)
    const redraw = () => drawWithin(parts, weights, scheme, random)
    return replicate('pairedBootstrap', replicates, redraw, () => statistic(weights))
  }
  const units = clusters ? clusterWeights(clusters, n) : weights
  const redraw = () => {
    draw(units, scheme, random)
    if (clusters) for (let i = 0; i < n; i++) weights[i] = units[clusters[i]!]!
  }
  return replicate('pairedBootstrap', replicates, redraw, () => statistic(weights))
}

function clusterWeights(clusters: Numbers, n: number): Uint32Array {
  requireCodes('pairedBootstrap', 'clusters', clusters)
  if (clusters.length !== n)
    throw new RangeError(`pairedBootstrap: ${clusters.length} cluster codes for ${n} rows`)
  let largest = 0
  for (let i = 0; i < n; i++) largest = Math.max(largest, clusters[i]!)
  if (largest >= n)
    throw new RangeError(`pairedBootstrap: cluster codes must be below n = ${n}, got ${largest}`)
  return new Uint32Array(largest + 1)
}

function draw(units: Uint32Array, scheme: 'multinomial' | 'poisson', random: SeededRandom): void {
  if (scheme === 'poisson') {
    for (let i = 0; i < units.length; i++) units[i] = random.poisson1()
    return
  }
  units.fill(0)
  random.scatter(units)
}

function rowsByStratum(strata: Numbers, n: number): readonly Uint32Array[] {
  requireCodes('pairedBootstrap', 'strata', strata)
  if (strata.length !== n)
    throw new RangeError(`pairedBootstrap: ${strata.length} stratum codes for ${n} rows`)
  const rows = new Map<number, number[]>()
  for (let i = 0; i < n; i++) {
    const own = rows.get(strata[i]!)
    if (own) own.push(i)
    else rows.set(strata[i]!, [i])
  }
  return [...rows.entries()].sort(([a], [b]) => a - b).map(([, own]) => Uint32Array.from(own))
}

function drawWithin(
  parts: readonly Uint32Array[],
  weights: Uint32Array,
  scheme: 'multinomial' | 'poisson',
  random: SeededRandom,
): void {
  for (const rows of parts) {
    const drawn = new Uint32Array(rows.length)
    draw(drawn, scheme, random)
    rows.forEach((row, k) => {
      weights[row] = drawn[k]!
    })
  }
}
