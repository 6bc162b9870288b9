import {
  bcaInterval,
  blockBootstrap,
  delongDifference,
  hodgesLehmannInterval,
  meanInterval,
  moments,
  pairedBootstrap,
  percentileInterval,
  quantileInterval,
  type Range,
  seededRandom,
  type SeededRandom,
  studentisedInterval,
  wilsonInterval,
} from '@mlops-actions/stats'
import type { Measured } from '../result.ts'
import type { Cell } from './cell.ts'
import { dependentRows } from './dependent-rows.ts'
import { type Draw, exponential, heavy, normal, sample, tied, uniform } from './draw.ts'
import { manyColumns } from './many-columns.ts'
import { excess, misses, rounded } from './miss.ts'
import { modelMetrics } from './model-metrics.ts'
import { proportionGrids } from './proportions.ts'

const LEVEL = 0.95
const ALPHA = 1 - LEVEL
const RUNS = 2_000
/** A bootstrap costs as much as all its replicates. */
const BOOTSTRAP_RUNS = 400
const REPLICATES = 299

/**
 * Most that a method may miss beyond alpha anywhere on its grid. 0 is "keeps alpha everywhere"; the others are what
 * small samples, zero cells and skew are known to cost these methods, and why a gate has the first kind too.
 */
const ALLOWED: Readonly<Record<string, number>> = {
  // A rate below 1 % in 30 rows: the first success already excludes it. Clopper-Pearson is for those.
  wilson: 0.1,
  clopperPearson: 0,
  newcombe: 0.01,
  miettinenNurminen: 0.015,
  tango: 0,
  newcombePaired: 0,
  meanSymmetric: 0,
  // 20 exponential rows; bootstrap-t is for those.
  meanSkewed: 0.03,
  hodgesLehmann: 0,
  quantile: 0,
  // 6 positives of 60.
  delong: 0.01,
  // 25 exponential rows.
  percentile: 0.02,
  bca: 0.03,
  studentised: 0,
  block: 0.02,
  pairedT: 0,
  negativeFlip: 0,
  delongEqualScores: 0,
  scoreBootstrapAuc: 0.01,
  scoreBootstrapAp: 0.01,
  scoreBootstrapF1: 0.01,
  samplingErrorAuc: 0,
  samplingErrorF1: 0,
  // 12 skewed clusters of unlike sizes.
  clusterMean: 0.03,
  clusterDelong: 0.01,
  correctedResampledT: 0,
  blockThresholdEmpirical: 0,
  blockThresholdExtrapolated: 0,
  domainClassifier: 0,
  densityDifference: 0,
  maximumMeanDiscrepancy: 0,
}

/**
 * Miss rate of every interval (false alarms of the tests of many columns) at 95 % over grids of size, rate, skew, ties
 * and imbalance: the worst cell of each.
 */
export async function intervals(): Promise<Measured> {
  const figures: Record<string, number> = {}
  for (const [name, grid] of Object.entries(proportionGrids(LEVEL))) {
    figures[`${name}WorstMiss`] = rounded(Math.max(...grid))
    figures[`${name}Excess`] = rounded(Math.max(...grid.map((miss) => miss - ALPHA)))
  }
  for (const [name, grid] of Object.entries(simulated())) {
    const cells = grid.map((cell, i) => {
      const random = seededRandom(1_000 + i)
      let missed = 0
      for (let run = 0; run < cell.runs; run++) if (cell.missed(random, run)) missed++
      const bounds = wilsonInterval(missed, cell.runs, LEVEL)
      return { rate: missed / cell.runs, bounds, excess: excess(missed, cell.runs, cell.alpha ?? ALPHA) }
    })
    const worst = cells.reduce((a, b) => (b.rate > a.rate ? b : a))
    figures[`${name}WorstMiss`] = rounded(worst.rate)
    // How sure that is after so many runs: Wilson's interval.
    figures[`${name}WorstMissLow`] = rounded(worst.bounds.low)
    figures[`${name}WorstMissHigh`] = rounded(worst.bounds.high)
    figures[`${name}Excess`] = rounded(Math.max(...cells.map((cell) => cell.excess)))
  }
  const targets = Object.fromEntries(Object.entries(ALLOWED).map(([name, most]) => [`${name}Excess`, most]))
  return { figures, targets }
}

function simulated(): Readonly<Record<string, readonly Cell[]>> {
  return {
    meanSymmetric: cells([10, 40, 200], [normal, uniform, tied], meanInterval, 0),
    meanSkewed: cells([20, 200], [exponential], meanInterval, 1),
    hodgesLehmann: cells([8, 30, 250], [normal, uniform, heavy, tied], hodgesLehmannInterval, 0),
    quantile: [60, 500].flatMap((n) => [0.5, 0.9, 0.95, 0.99].flatMap((p) => quantileCells(n, p))),
    delong: [60, 300].flatMap((n) => [0.1, 0.5].map((share) => delongCell(n, share))),
    percentile: [25, 80].map((n) => meanBootstrap(n, (b) => percentileInterval(b.means, LEVEL))),
    bca: [25, 80].map((n) => meanBootstrap(n, (b) => bcaInterval(b.means, b.mean, b.jackknife, LEVEL))),
    studentised: [25, 80].map((n) =>
      meanBootstrap(n, (b) =>
        studentisedInterval({ replicates: b.means, errors: b.errors }, b.mean, b.error, LEVEL),
      ),
    ),
    block: [blockCell(400, 25, 0.5)],
    ...modelMetrics(LEVEL),
    ...dependentRows(LEVEL),
    ...manyColumns(ALPHA),
  }
}

function cells(
  sizes: readonly number[],
  draws: readonly Draw[],
  interval: (values: Float64Array, level: number) => Range,
  truth: number,
): readonly Cell[] {
  return sizes.flatMap((n) =>
    draws.map((draw) => ({
      runs: RUNS,
      missed: (random: SeededRandom) => misses(interval(sample(random, n, draw), LEVEL), truth),
    })),
  )
}

/** Exponential, and the same rounded up to a tenth: a tied quantile. */
function quantileCells(n: number, p: number): readonly Cell[] {
  const truth = -Math.log(1 - p)
  const up = (value: number) => Math.ceil(10 * value) / 10
  return [(value: number) => value, up].map((round) => ({
    runs: RUNS,
    missed: (random) => {
      const values = sample(random, n, exponential).map(round)
      return misses(quantileInterval(values, p, LEVEL), round(truth))
    },
  }))
}

/** Two scores of the same skill on the same rows, positives rare or half. */
function delongCell(n: number, share: number): Cell {
  const labels = Uint8Array.from({ length: n }, (_, i) => (i < share * n ? 1 : 0))
  return {
    runs: RUNS,
    missed: (random) => {
      const skill = Float64Array.from(labels, (label) => label + normal(random))
      const [a, b] = [0, 1].map(() => skill.map((value) => value + 0.7 * normal(random)))
      return misses(delongDifference(labels, a!, b!, LEVEL).interval, 0)
    },
  }
}

interface MeanBootstrap {
  readonly mean: number
  readonly error: number
  readonly means: Float64Array
  readonly errors: Float64Array
  readonly jackknife: Float64Array
}

/** The mean of n exponential rows: skewed, as losses are. */
function meanBootstrap(n: number, interval: (bootstrap: MeanBootstrap) => Range): Cell {
  return {
    runs: BOOTSTRAP_RUNS,
    missed: (random, run) => {
      const rows = sample(random, n, exponential)
      const { mean, variance } = moments(rows)
      const [means, errors] = pairedBootstrap({
        n,
        replicates: REPLICATES,
        seed: run,
        statistic: (weights) => {
          let [sum, squares] = [0, 0]
          for (let i = 0; i < n; i++) sum += weights[i]! * rows[i]!
          for (let i = 0; i < n; i++) squares += weights[i]! * (rows[i]! - sum / n) ** 2
          return [sum / n, Math.sqrt(squares / (n - 1) / n)]
        },
      })
      const jackknife = rows.map((row) => (mean * n - row) / (n - 1))
      const error = Math.sqrt(variance / n)
      return misses(interval({ mean, error, means: means!, errors: errors!, jackknife }), 1)
    },
  }
}

/** The mean of a series in which each row carries `carry` of the one before. */
function blockCell(n: number, blockLength: number, carry: number): Cell {
  return {
    runs: BOOTSTRAP_RUNS,
    missed: (random, run) => {
      let state = normal(random)
      const rows = sample(random, n, () => {
        state = carry * state + Math.sqrt(1 - carry * carry) * normal(random)
        return state
      })
      const [means] = blockBootstrap({
        n,
        blockLength,
        replicates: REPLICATES,
        seed: run,
        statistic: (weights) => [rows.reduce((sum, row, i) => sum + weights[i]! * row, 0) / n],
      })
      return misses(percentileInterval(means!, LEVEL), 0)
    },
  }
}
