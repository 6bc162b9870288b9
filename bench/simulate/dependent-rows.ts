import {
  blockNull,
  blockThreshold,
  clusterDelong,
  clusterMeanInterval,
  correctedResampledTInterval,
  mean,
  normalQuantile,
} from '@mlops-actions/stats'
import type { Cell } from './cell.ts'
import { exponential, normal, sample } from './draw.ts'
import { misses } from './miss.ts'

const RUNS = 1_000

/** Intervals for rows that depend on each other, and thresholds for days that differ. */
export const dependentRows = (level: number): Readonly<Record<string, readonly Cell[]>> => ({
  clusterMean: [12, 40].flatMap((k) => [1, 5].map((size) => clusterMeanCell(k, size, level))),
  clusterDelong: [30, 80].map((k) => clusterDelongCell(k, level)),
  correctedResampledT: [5, 10, 30].map((k) => resampledCell(k, level)),
  blockThresholdEmpirical: [19, 99].map((days) => thresholdCell(days, 1 - level)),
  // One alarm in 180 runs.
  blockThresholdExtrapolated: [10, 60].map((days) => thresholdCell(days, 1 / 180)),
})

/** Clusters of unlike sizes around `size`, skewed between each other. */
function clusterMeanCell(k: number, size: number, level: number): Cell {
  return {
    runs: RUNS,
    missed: (random) => {
      const values: number[] = []
      const clusters: number[] = []
      for (let cluster = 0; cluster < k; cluster++) {
        const shared = exponential(random) - 1
        const rows = 1 + Math.floor(2 * size * random.next())
        for (let row = 0; row < rows; row++) {
          values.push(shared + normal(random))
          clusters.push(cluster)
        }
      }
      return misses(clusterMeanInterval(values, clusters, level), 0)
    },
  }
}

/** Patients with four visits each, a third of them ill; both scores as good. */
function clusterDelongCell(k: number, level: number): Cell {
  const n = 4 * k
  const clusters = Uint32Array.from({ length: n }, (_, row) => row >> 2)
  const labels = Uint8Array.from({ length: n }, (_, row) => ((row * 7) % 3 === 0 ? 1 : 0))
  return {
    runs: RUNS,
    missed: (random) => {
      const [a, b] = [0, 1].map(() => {
        const patient = sample(random, k, normal)
        return Float64Array.from(labels, (label, row) => label + patient[row >> 2]! + normal(random))
      })
      const { auc, covariance } = clusterDelong(labels, [a!, b!], clusters)
      const [[own, both], [, other]] = covariance as [[number, number], [number, number]]
      const half = normalQuantile((1 + level) / 2) * Math.sqrt(own + other - 2 * both)
      return Math.abs(auc[0]! - auc[1]!) > half
    },
  }
}

/** Differences over k folds that share a part of their training sets, as Nadeau and Bengio suppose. */
function resampledCell(k: number, level: number): Cell {
  const testToTrain = 1 / (k - 1)
  const shared = testToTrain / (1 + testToTrain)
  return {
    runs: RUNS,
    missed: (random) => {
      const common = Math.sqrt(shared) * normal(random)
      const folds = sample(random, k, () => common + Math.sqrt(1 - shared) * normal(random))
      return misses(correctedResampledTInterval(folds, testToTrain, level), 0)
    },
  }
}

/** Does a day like the reference's days pass the threshold that was set for `rate`? */
function thresholdCell(days: number, rate: number): Cell {
  return {
    runs: RUNS,
    alpha: rate,
    missed: (random) => {
      const day = (): number => {
        const level = 0.5 * normal(random)
        return mean(sample(random, 20, () => level + exponential(random)))
      }
      const levels = Array.from({ length: days }, day)
      const distance = (window: number, rest: readonly number[]) =>
        Math.abs(window - rest.reduce((sum, one) => sum + one, 0) / rest.length)
      const distances = blockNull({
        blocks: days,
        statistic: ([window], rest) => distance(levels[window!]!, pick(levels, rest)),
      })
      return distance(day(), levels) > blockThreshold(distances, rate).threshold
    },
  }
}

function pick(values: readonly number[], rows: readonly number[]): readonly number[] {
  return rows.map((row) => values[row]!)
}
