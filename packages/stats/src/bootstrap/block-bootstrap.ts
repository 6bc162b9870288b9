import { requireCount } from '../check.ts'
import { seededRandom } from '../random/seeded-random.ts'
import { replicate } from './replicate.ts'

export interface BlockBootstrapPlan {
  /** Rows, in the order of time. */
  readonly n: number
  /** Rows drawn together; 1 is the plain bootstrap. */
  readonly blockLength: number
  readonly replicates: number
  readonly seed: number
  /** K values from how often each row was drawn (length n); the array is reused. */
  readonly statistic: (weights: Uint32Array) => ArrayLike<number>
  /**
   * `circular` joins the end to the start, so that every row is drawn equally often; `moving` keeps blocks within the
   * rows and draws those at both ends less.
   */
  readonly scheme?: 'circular' | 'moving'
}

/**
 * K arrays of `replicates` bootstrap values of rows that depend on their neighbours: n rows a replicate in blocks of
 * consecutive ones, the last cut short (H. Kuensch, Annals of Statistics 17, 1989; circular: D. Politis and J. Romano,
 * 1992). Where rows depend, the plain bootstrap is several times too sure of itself. The same plan gives the same
 * values on every machine. RangeError for counts below 1, or blocks longer than the rows.
 */
export function blockBootstrap(plan: BlockBootstrapPlan): Float64Array[] {
  const { n, blockLength, replicates, seed, statistic, scheme = 'circular' } = plan
  requireCount('blockBootstrap', 'n', n, 1)
  requireCount('blockBootstrap', 'blockLength', blockLength, 1)
  requireCount('blockBootstrap', 'replicates', replicates, 1)
  if (blockLength > n) throw new RangeError(`blockBootstrap: blocks of ${blockLength} rows of only ${n}`)
  const random = seededRandom(seed)
  const starts = scheme === 'circular' ? n : n - blockLength + 1
  const weights = new Uint32Array(n)
  const draw = () => {
    weights.fill(0)
    for (let drawn = 0; drawn < n; drawn += blockLength) {
      const start = random.integer(starts)
      const length = Math.min(blockLength, n - drawn)
      for (let k = 0; k < length; k++) weights[(start + k) % n]!++
    }
  }
  return replicate('blockBootstrap', replicates, draw, () => statistic(weights))
}
