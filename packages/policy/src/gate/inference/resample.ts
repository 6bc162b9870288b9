import { pairedBootstrap, seededRandom, standardDeviation } from '@mlops-actions/stats'
import type { SeededRandom } from '@mlops-actions/stats'
import { allAlike } from './alike.ts'
import { normalInference } from './auc.ts'
import { blockInference } from './blocks.ts'
import { bootstrapInference } from './bootstrap.ts'
import type { Inference } from './inference.ts'

/** How the policy wants its bootstraps. */
export interface Resampling {
  readonly seed: number
  readonly replicates: number
}

/** Rows drawn in one bootstrap before cheaper ways are taken: some seconds of one core. */
const ROW_BUDGET = 2e7
/** Enough for a standard error to within 5 %. */
const LEAST_REPLICATES = 200
/** Up to this many rows the acceleration is worth its n evaluations. */
const BCA_ROWS = 5_000

/** A statistic of rows with weights, that costs O(n) an evaluation because its rows are sorted beforehand. */
export type WeightedStatistic = (weights: Float64Array) => number

/** A statistic of rows, and how to have it on some of the rows only. */
export interface RowStatistic {
  readonly n: number
  /** The rows' own weights, absent for ones. */
  readonly weights: Float64Array | undefined
  readonly weighted: WeightedStatistic
  readonly on: (rows: Uint32Array) => number
  /** What to say of a value that no replicate moves; undefined to take it as it is. */
  readonly alike: Alike
}

/** What rows that are all alike say: their spread is 0, which is no certainty. */
export type Alike = (value: number) => Inference | undefined

/**
 * Bootstraps a statistic over rows: Poisson weights (N. Chamandy et al., 2012), the same ones for every metric of the
 * same seed and n. A sample too large for that is dealt into blocks; where a class is too rare for blocks, it gets fewer
 * replicates and a normal interval with their spread.
 */
export function rowBootstrap(rows: RowStatistic, { seed, replicates }: Resampling): Inference {
  const { n, weighted, alike } = rows
  const base = rows.weights ?? new Float64Array(n).fill(1)
  const value = weighted(base)
  const affordable = n * replicates <= ROW_BUDGET
  const blocks = affordable ? undefined : blockInference(value, n, rows.on, seed)
  if (blocks) return hasWidth(blocks) ? blocks : (alike(value) ?? blocks)
  const size = affordable ? replicates : Math.min(replicates, LEAST_REPLICATES)
  const weights = new Float64Array(n)
  const resampled = (times: Uint32Array): readonly number[] => {
    for (let i = 0; i < n; i++) weights[i] = base[i]! * times[i]!
    return [weighted(weights)]
  }
  const [drawn] = pairedBootstrap({ n, replicates: size, seed, scheme: 'poisson', statistic: resampled })
  const defined = drawn!.filter((one) => Number.isFinite(one))
  const certain = allAlike(defined) ? alike(value) : undefined
  if (certain) return certain
  if (!affordable) return normalInference(value, standardDeviation(defined), n, 'bootstrap-normal')
  return bootstrapInference(value, n, defined, n <= BCA_ROWS ? rowAcceleration(weighted, base) : undefined)
}

function hasWidth(inference: Inference): boolean {
  const { low, high } = inference.interval(0.5)
  return !allAlike(Float64Array.of(low, high))
}

function rowAcceleration(statistic: WeightedStatistic, base: Float64Array): number {
  const weights = Float64Array.from(base)
  const left = new Float64Array(base.length)
  for (let i = 0; i < base.length; i++) {
    weights[i] = 0
    left[i] = statistic(weights)
    weights[i] = base[i]!
  }
  return acceleration(left, new Float64Array(base.length).fill(1))
}

/** A table of counts whose statistic depends on proportions only: a confusion matrix, a pair of them. */
export interface CountTable {
  /** Rows of each kind that were seen. */
  readonly counts: Float64Array
  /** Rows of each kind as the resampling supposes them: the counts, with kinds that were merely not met yet. */
  readonly rates: Float64Array
  readonly statistic: (counts: Float64Array) => number
  readonly alike: Alike
}

/**
 * The same bootstrap where all that matters of a row is its kind: a sum of Poisson weights is Poisson, so a replicate
 * costs one draw a kind and a million rows are as quick as a hundred.
 */
export function countBootstrap(
  { counts, rates, statistic, alike }: CountTable,
  n: number,
  { seed, replicates }: Resampling,
): Inference {
  const random = seededRandom(seed)
  const resampled = new Float64Array(counts.length)
  const drawn = new Float64Array(replicates)
  for (let b = 0; b < replicates; b++) {
    for (let k = 0; k < rates.length; k++) resampled[k] = poisson(rates[k]!, random)
    drawn[b] = statistic(resampled)
  }
  const defined = drawn.filter((value) => Number.isFinite(value))
  const value = statistic(counts)
  const certain = allAlike(defined) ? alike(value) : undefined
  // Kinds of row that were merely supposed move the replicates; that is doubt, not bias to be corrected away.
  const centre = statistic(rates)
  return certain ?? bootstrapInference(value, n, defined, countAcceleration(counts, statistic), centre)
}

function countAcceleration(counts: Float64Array, statistic: (counts: Float64Array) => number): number {
  const one = Float64Array.from(counts)
  const left = new Float64Array(counts.length)
  for (let k = 0; k < counts.length; k++) {
    if (counts[k]! < 1) continue
    one[k] = counts[k]! - 1
    left[k] = statistic(one)
    one[k] = counts[k]!
  }
  return acceleration(left, counts)
}

/** Efron's acceleration from leave-one-out values, `times` each. */
function acceleration(left: Float64Array, times: Float64Array): number {
  let [sum, total] = [0, 0]
  for (let i = 0; i < left.length; i++) {
    if (times[i]! < 1 || !Number.isFinite(left[i])) continue
    sum += left[i]! * times[i]!
    total += times[i]!
  }
  const mean = sum / total
  let [squares, cubes] = [0, 0]
  for (let i = 0; i < left.length; i++) {
    if (times[i]! < 1 || !Number.isFinite(left[i])) continue
    const gap = mean - left[i]!
    squares += gap * gap * times[i]!
    cubes += gap * gap * gap * times[i]!
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}

/** Below this mean a Poisson draw multiplies uniforms, above it rejects from a hat. */
const SMALL_MEAN = 10

/** One Poisson draw: D. Knuth's product for small means, W. Hoermann's PTRS (1993) for large ones. */
export function poisson(mean: number, random: SeededRandom): number {
  if (mean <= 0) return 0
  return mean < SMALL_MEAN ? smallPoisson(mean, random) : largePoisson(mean, random)
}

function smallPoisson(mean: number, random: SeededRandom): number {
  const limit = Math.exp(-mean)
  let product = random.next()
  let k = 0
  while (product > limit) {
    product *= random.next()
    k++
  }
  return k
}

function largePoisson(mean: number, random: SeededRandom): number {
  const slope = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * slope
  const inverseAlpha = 1.1239 + 1.1328 / (slope - 3.4)
  const squeeze = 0.9277 - 3.6224 / (slope - 2)
  for (;;) {
    const u = random.next() - 0.5
    const v = random.next()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + slope) * u + mean + 0.43)
    if (us >= 0.07 && v <= squeeze) return k
    if (k < 0 || (us < 0.013 && v > us)) continue
    const accept = Math.log((v * inverseAlpha) / (a / (us * us) + slope))
    if (accept <= k * Math.log(mean) - mean - logFactorial(k)) return k
  }
}

/** Stirling's series, exact to a double from 10 on, where it is used; a product below. */
function logFactorial(k: number): number {
  if (k < 10) {
    let product = 1
    for (let i = 2; i <= k; i++) product *= i
    return Math.log(product)
  }
  const x = k + 1
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5) - 1 / (1680 * x ** 7)
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series
}
