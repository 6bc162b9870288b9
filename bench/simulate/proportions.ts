import {
  binomialPmf,
  clopperPearsonInterval,
  logGamma,
  miettinenNurminenInterval,
  newcombeInterval,
  newcombePairedInterval,
  type Range,
  tangoInterval,
  type TwoProportions,
  wilsonInterval,
} from '@mlops-actions/stats'
import { misses } from './miss.ts'

/** Miss rates of a method over its grid. Counts can be enumerated, so these are exact, not simulated. */
type Grid = readonly number[]

function oneProportion(interval: (x: number, n: number, level: number) => Range, level: number): Grid {
  return [10, 30, 100, 1_000].flatMap((n) =>
    [0.005, 0.02, 0.1, 0.3, 0.5].map((p) =>
      Array.from({ length: n + 1 }, (_, x) =>
        misses(interval(x, n, level), p) ? binomialPmf(x, n, p) : 0,
      ).reduce(sum),
    ),
  )
}

function twoProportions(interval: (counts: TwoProportions, level: number) => Range, level: number): Grid {
  const sizes = [
    [20, 20],
    [15, 60],
    [50, 50],
  ] as const
  const rates = [
    [0.05, 0.05],
    [0.1, 0.3],
    [0.5, 0.5],
    [0.95, 0.85],
  ] as const
  return sizes.flatMap(([n1, n2]) => {
    const ranges = Array.from({ length: n1 + 1 }, (_, x1) =>
      Array.from({ length: n2 + 1 }, (_, x2) => interval({ x1, n1, x2, n2 }, level)),
    )
    return rates.map(([p1, p2]) =>
      ranges
        .map(
          (row, x1) =>
            row.map((range, x2) => (misses(range, p1 - p2) ? binomialPmf(x2, n2, p2) : 0)).reduce(sum) *
            binomialPmf(x1, n1, p1),
        )
        .reduce(sum),
    )
  })
}

/** Chances that only the candidate, only the baseline, both are right. */
const PAIRED = [
  [0.02, 0.02, 0.9],
  [0.1, 0.05, 0.7],
  [0.2, 0.2, 0.5],
  [0.01, 0.08, 0.85],
] as const

function pairedProportions(method: 'tango' | 'newcombe', level: number): Grid {
  return [20, 40].flatMap((n) =>
    PAIRED.map(([only, less, both]) => {
      const chance = [only, less, both, 1 - only - less - both]
      let missed = 0
      for (let b = 0; b <= n; b++) {
        for (let c = 0; b + c <= n; c++) {
          for (let shared = 0; b + c + shared <= n; shared++) {
            const range =
              method === 'tango'
                ? tangoInterval({ b, c, n }, level)
                : newcombePairedInterval({ b, c, n, both: shared }, level)
            if (misses(range, only - less)) missed += multinomial([b, c, shared, n - b - c - shared], chance)
          }
        }
      }
      return missed
    }),
  )
}

function multinomial(counts: readonly number[], chance: readonly number[]): number {
  const n = counts.reduce(sum)
  return Math.exp(
    counts.reduce(
      (log, count, k) => log + (count === 0 ? 0 : count * Math.log(chance[k]!)) - logGamma(count + 1),
      logGamma(n + 1),
    ),
  )
}

function sum(a: number, b: number): number {
  return a + b
}

export const proportionGrids = (level: number): Readonly<Record<string, Grid>> => ({
  wilson: oneProportion(wilsonInterval, level),
  clopperPearson: oneProportion(clopperPearsonInterval, level),
  newcombe: twoProportions(newcombeInterval, level),
  miettinenNurminen: twoProportions(miettinenNurminenInterval, level),
  tango: pairedProportions('tango', level),
  newcombePaired: pairedProportions('newcombe', level),
})
