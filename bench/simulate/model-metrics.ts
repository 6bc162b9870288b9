import {
  binarySamplingError,
  delongDifference,
  estimatedBinaryPerformance,
  f1,
  negativeFlipInterval,
  normalQuantile,
  pairedTInterval,
  percentileInterval,
  rocAuc,
  scoreBootstrap,
  type SeededRandom,
} from '@mlops-actions/stats'
import type { Cell } from './cell.ts'
import { normal, sample } from './draw.ts'
import { misses } from './miss.ts'

const RUNS = 1_000
const BOOTSTRAP_RUNS = 400
const REPLICATES = 299

/** Intervals of a model's metrics that lie not in closed form over a grid. */
export const modelMetrics = (level: number): Readonly<Record<string, readonly Cell[]>> => ({
  pairedT: [15, 100].map((n) => pairedLossCell(n, level)),
  negativeFlip: [60, 400].flatMap((n) => [0.02, 0.1].map((rate) => flipCell(n, rate, level))),
  delongEqualScores: [tiedScoresCell(200, level)],
  scoreBootstrapAuc: [80, 400].map((n) => scoreCell(n, 'rocAuc', level)),
  scoreBootstrapAp: [80, 400].map((n) => scoreCell(n, 'averagePrecision', level)),
  scoreBootstrapF1: [80, 400].map((n) => scoreCell(n, 'f1', level)),
  samplingErrorAuc: [chunkCell('rocAuc', level)],
  samplingErrorF1: [chunkCell('f1', level)],
})

/** Log-losses of two equally good models: their differences have heavy tails. */
function pairedLossCell(n: number, level: number): Cell {
  const loss = (random: SeededRandom) => Math.log1p(Math.exp(-1 - 1.5 * normal(random)))
  return {
    runs: RUNS,
    missed: (random) =>
      misses(
        pairedTInterval(
          sample(random, n, () => loss(random) - loss(random)),
          level,
        ),
        0,
      ),
  }
}

function flipCell(n: number, rate: number, level: number): Cell {
  const labels = new Uint8Array(n)
  return {
    runs: RUNS,
    missed: (random) => {
      const baseline = Uint8Array.from(labels, () => (random.next() < 0.1 ? 1 : 0))
      const candidate = baseline.map((wrong) => (wrong === 0 && random.next() < rate / 0.9 ? 1 : wrong))
      return misses(negativeFlipInterval(labels, candidate, baseline, level), rate)
    },
  }
}

/** Scores rounded to a dozen values. */
function tiedScoresCell(n: number, level: number): Cell {
  return {
    runs: RUNS,
    missed: (random) => {
      const { labels, scores } = twoModels(random, n)
      const rounded = scores.map((score) => score.map((value) => Math.round(2 * value) / 2))
      return misses(delongDifference(labels, rounded[0]!, rounded[1]!, level).interval, 0)
    },
  }
}

/** A paired difference of equally good models, by percentiles of shared draws. */
function scoreCell(n: number, metric: 'rocAuc' | 'averagePrecision' | 'f1', level: number): Cell {
  return {
    runs: BOOTSTRAP_RUNS,
    missed: (random, run) => {
      const { labels, scores } = twoModels(random, n)
      const models = scores.map((one) => ({ scores: one, threshold: 0.5 }))
      const [a, b] = scoreBootstrap({ labels, models, replicates: REPLICATES, seed: run })
      return misses(
        percentileInterval(
          a![metric].map((value, i) => value - b![metric][i]!),
          level,
        ),
        0,
      )
    },
  }
}

/** Does the realised metric of a chunk lie within the estimate's sampling error, when probabilities are true? */
function chunkCell(metric: 'rocAuc' | 'f1', level: number): Cell {
  const n = 500
  return {
    runs: BOOTSTRAP_RUNS,
    missed: (random, run) => {
      const [reference, chunk] = [calibrated(random, 2_000), calibrated(random, n)]
      const error = binarySamplingError(reference, n, { seed: run })[metric]
      const estimate = estimatedBinaryPerformance(chunk)[metric]
      const realised =
        metric === 'f1' ? f1(chunk.labels, chunk.predicted) : rocAuc(chunk.labels, chunk.scores)
      return Math.abs(estimate - realised) > normalQuantile((1 + level) / 2) * error
    },
  }
}

function twoModels(random: SeededRandom, n: number) {
  const labels = Uint8Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 1 : 0))
  const skill = Float64Array.from(labels, (label) => 1.5 * label + normal(random))
  const scores = [0, 1].map(() => skill.map((value) => value + 0.7 * normal(random)))
  return { labels, scores }
}

function calibrated(random: SeededRandom, n: number) {
  const probabilities = Float64Array.from({ length: n }, () => random.next() ** 1.5)
  return {
    probabilities,
    scores: probabilities,
    labels: Uint8Array.from(probabilities, (p) => (random.next() < p ? 1 : 0)),
    predicted: Uint8Array.from(probabilities, (p) => (p >= 0.5 ? 1 : 0)),
  }
}
