import { binomialCdf, binomialUpperTail, invertedCdfQuantile } from '@mlops-actions/stats'
import type { Inference } from '../inference/inference.ts'

/**
 * A quantile of latencies by its binomial ranks, free of any assumption on their distribution (W. Conover, Practical
 * Nonparametric Statistics, 3.2). Requests of one moment share their fate: `dispersion`, the variance of block counts by
 * the binomial's, divides what they are worth. 1 for independent requests, where it is scipy's quantile_test.
 */
export function quantileInference(sorted: Float64Array, p: number, dispersion: number): Inference {
  const n = sorted.length
  const worth = Math.max(1, Math.floor(n / dispersion))
  // Counts are rounded against the claim that is tested.
  const above = (bound: number): number => {
    const upTo = firstIndex(sorted, (value) => value > bound)
    return binomialCdf(Math.min(worth, Math.ceil(upTo / dispersion)), worth, p)
  }
  const below = (bound: number): number => {
    const under = firstIndex(sorted, (value) => value >= bound)
    return binomialUpperTail(Math.min(worth, Math.floor(under / dispersion)), worth, p)
  }
  return {
    value: invertedCdfQuantile(sorted, p),
    n,
    interval: (level) => {
      const tail = (1 - level) / 2
      // The first value that lies above the quantile for certain, and the last that lies below it.
      const high = firstPosition(
        n,
        (i) => binomialUpperTail(Math.floor((i + 1) / dispersion), worth, p) <= tail,
      )
      const low = firstPosition(n, (i) => binomialCdf(Math.ceil(i / dispersion), worth, p) > tail) - 1
      return {
        low: low < 0 ? 0 : sorted[low]!,
        high: high >= n ? Infinity : sorted[high]!,
        level,
        method: 'order-statistic',
      }
    },
    above,
    below,
  }
}

/**
 * How much more the requests over a limit bunch together than independent ones would: the variance of their number by
 * block, by the binomial's. At least 1; blocks of different size are scaled (Pearson's chi-square by its freedom).
 */
export function dispersionOf(over: (request: number) => boolean, blocks: Uint32Array): number {
  const counts = new Map<number, { n: number; over: number }>()
  let total = 0
  for (let i = 0; i < blocks.length; i++) {
    const block = counts.get(blocks[i]!) ?? { n: 0, over: 0 }
    block.n++
    if (over(i)) {
      block.over++
      total++
    }
    counts.set(blocks[i]!, block)
  }
  const share = total / blocks.length
  if (counts.size < 2 || share === 0 || share === 1) return 1
  let chiSquare = 0
  for (const { n, over: seen } of counts.values())
    chiSquare += (seen - n * share) ** 2 / (n * share * (1 - share))
  return Math.max(1, chiSquare / (counts.size - 1))
}

function firstIndex(sorted: Float64Array, past: (value: number) => boolean): number {
  return firstPosition(sorted.length, (i) => past(sorted[i]!))
}

/** The first of 0..n-1 that is past a point, n if none. */
function firstPosition(n: number, past: (i: number) => boolean): number {
  let [low, high] = [0, n]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (past(middle)) high = middle
    else low = middle + 1
  }
  return low
}
