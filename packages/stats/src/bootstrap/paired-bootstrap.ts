import { type Numbers, requireCodes, requireCount } from '../check.ts'
import { type SeededRandom, seededRandom } from '../random/seeded-random.ts'
import { replicate } from './replicate.ts'

export interface BootstrapPlan {
  /** Rows. */
  readonly n: number
  readonly replicates: number
  readonly seed: number
  /**
   * K values from how often each row was drawn (length n). The array is reused for the next replicate. All K values of a
   * replicate see the same rows, so their differences are paired.
   */
  readonly statistic: (weights: Uint32Array) => ArrayLike<number>
  /** `multinomial` draws exactly n rows; `poisson` each row Poisson(1) times, alike for large n. */
  readonly scheme?: 'multinomial' | 'poisson'
  /** Codes 0.. of what is drawn as a whole: the rows of one user are not independent. */
  readonly clusters?: Numbers
}

/**
 * K arrays of `replicates` bootstrap values. The same plan gives the same values on every machine.
 * RangeError for counts below 1, or a statistic whose length changes.
 */
export function pairedBootstrap(plan: BootstrapPlan): Float64Array[] {
  const { n, replicates, seed, statistic, scheme = 'multinomial', clusters } = plan
  requireCount('pairedBootstrap', 'n', n, 1)
  requireCount('pairedBootstrap', 'replicates', replicates, 1)
  const random = seededRandom(seed)
  const weights = new Uint32Array(n)
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
