import {
  densityDifference,
  domainClassifier,
  maximumMeanDiscrepancy,
  type Points,
  type SeededRandom,
} from '@mlops-actions/stats'
import type { Cell } from './cell.ts'
import { heavy, normal } from './draw.ts'

const RUNS = 400

/** False alarms at 5 % of the tests of many columns; a miss is an alarm without a change. */
export const manyColumns = (alpha: number): Readonly<Record<string, readonly Cell[]>> => ({
  domainClassifier: [
    alarms(
      60,
      60,
      2,
      alpha,
      (a, b, seed) => domainClassifier(a, b, { seed, permutations: 99, trees: 20 }).pValue,
    ),
    alarms(
      150,
      60,
      3,
      alpha,
      (a, b, seed) => domainClassifier(a, b, { seed, permutations: 99, trees: 20 }).pValue,
    ),
  ],
  densityDifference: [
    alarms(80, 60, 2, alpha, (a, b, seed) => densityDifference(a, b, { seed, permutations: 99 }).pValue),
  ],
  maximumMeanDiscrepancy: [
    alarms(40, 30, 2, alpha, (a, b, seed) => maximumMeanDiscrepancy(a, b, { seed, permutations: 99 }).pValue),
  ],
})

function alarms(
  m: number,
  n: number,
  dimensions: number,
  alpha: number,
  pValue: (reference: Points, current: Points, seed: number) => number,
): Cell {
  return {
    runs: RUNS,
    missed: (random, run) =>
      pValue(points(random, m, dimensions), points(random, n, dimensions), run) <= alpha,
  }
}

/** Columns that hang together, one of them with heavy tails. */
function points(random: SeededRandom, rows: number, dimensions: number): Points {
  const values = new Float64Array(rows * dimensions)
  for (let row = 0; row < rows; row++) {
    const shared = normal(random)
    for (let d = 0; d < dimensions; d++) {
      values[row * dimensions + d] = shared + (d === 0 ? heavy(random) : normal(random))
    }
  }
  return { values, dimensions }
}
