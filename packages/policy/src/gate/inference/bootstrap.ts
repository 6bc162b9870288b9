import { normalCdf, normalQuantile } from '@mlops-actions/stats'
import type { Inference } from './inference.ts'

/**
 * Bootstrap replicates of a quantity as an inference: BCa with an acceleration (B. Efron, JASA 82, 1987), the
 * bias-corrected percentile without. Tails thinner than one replicate are open (infinite), never invented.
 * `centre` is the quantity in the population that was resampled, where that is not the sample itself.
 */
export function bootstrapInference(
  value: number,
  n: number,
  replicates: Float64Array,
  acceleration: number | undefined,
  centre = value,
): Inference {
  const sorted = Float64Array.from(replicates).sort()
  const size = sorted.length
  const z0 = acceleration === undefined ? 0 : biasOf(sorted, centre)
  const a = acceleration ?? 0
  const method = acceleration === undefined ? 'bootstrap-percentile' : 'bootstrap-bca'
  const shifted = (tail: number): number => {
    const w = z0 + normalQuantile(tail)
    return normalCdf(z0 + w / (1 - a * w))
  }
  return {
    value,
    n,
    interval: (level) => {
      const tail = (1 - level) / 2
      // Whole ranks of size + 1, so that the end and `above` are one and the same statement.
      const under = Math.floor((size + 1) * shifted(tail) + ROUNDING)
      const over = Math.floor((size + 1) * (1 - shifted(1 - tail)) + ROUNDING)
      return {
        low: under < 1 ? -Infinity : sorted[under - 1]!,
        high: over < 1 ? Infinity : sorted[size - over]!,
        level,
        method,
      }
    },
    above: (bound) => {
      const rank = (countUpTo(sorted, bound) + 1) / (size + 1)
      if (rank >= 1) return 1
      const w = normalQuantile(rank) - z0
      return normalCdf(w / (1 + a * w) - z0)
    },
    // `above` of everything with its sign changed: here too no p is smaller than one replicate can show.
    below: (bound) => {
      const rank = (size - countBelow(sorted, bound) + 1) / (size + 1)
      if (rank >= 1) return 1
      const w = normalQuantile(rank) + z0
      return normalCdf(w / (1 - a * w) + z0)
    },
  }
}

/** Against a rank that is whole but for the last bit. */
const ROUNDING = 1e-9

/** Share of replicates below the estimate, ties half, as a normal deviate; kept finite where all lie on one side. */
function biasOf(sorted: Float64Array, value: number): number {
  const upTo = countUpTo(sorted, value)
  const less = countBelow(sorted, value)
  const share = (less + upTo + 1) / 2 / (sorted.length + 1)
  return normalQuantile(share)
}

function countUpTo(sorted: Float64Array, bound: number): number {
  return firstIndex(sorted, (value) => value > bound)
}

function countBelow(sorted: Float64Array, bound: number): number {
  return firstIndex(sorted, (value) => value >= bound)
}

function firstIndex(sorted: Float64Array, past: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (past(sorted[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
