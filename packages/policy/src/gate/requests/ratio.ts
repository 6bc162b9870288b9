import { seededRandom } from '@mlops-actions/stats'
import { bootstrapInference } from '../inference/bootstrap.ts'
import type { Inference } from '../inference/inference.ts'
import type { Resampling } from '../inference/resample.ts'
import type { RequestLog, RequestRun } from './requests.ts'

type Made = RequestLog & { readonly made: RequestRun }

/**
 * A quantile of the candidate's latencies by the baseline's, with blocks of requests drawn as pairs that were neighbours
 * in time: a slow moment of the machine slows both, and cancels. Percentile bootstrap over pairs of blocks.
 */
export function quantileRatio(
  candidate: Made,
  baseline: Made,
  p: number,
  { seed, replicates }: Resampling,
): Inference {
  const blocks = 1 + Math.max(largest(candidate.made.blocks), largest(baseline.made.blocks))
  const ours = weightedQuantile(candidate, p)
  const theirs = weightedQuantile(baseline, p)
  const random = seededRandom(seed)
  const counts = new Uint32Array(blocks)
  const ratio = (): number => ours(counts) / theirs(counts)
  counts.fill(1)
  const value = ratio()
  const drawn = new Float64Array(replicates)
  for (let b = 0; b < replicates; b++) {
    counts.fill(0)
    random.scatter(counts)
    drawn[b] = ratio()
  }
  // A ratio of two infinities says that both quantiles are lost: it counts as harm.
  const known = drawn.map((one) => (Number.isNaN(one) ? Infinity : one))
  return bootstrapInference(value, candidate.latencies.length, known, undefined)
}

/** How far two halves of one endpoint's own blocks lie apart: what this machine calls the same speed. */
export function noiseFloor(log: Made, p: number): number {
  const quantile = weightedQuantile(log, p)
  const blocks = 1 + largest(log.made.blocks)
  const half = (odd: 0 | 1) => Uint32Array.from({ length: blocks }, (_, i) => (i % 2 === odd ? 1 : 0))
  return Math.abs(Math.log(quantile(half(1)) / quantile(half(0))))
}

/** The quantile (inverted distribution function) of requests whose blocks count so often: one pass over sorted rows. */
function weightedQuantile({ latencies, made: { blocks } }: Made, p: number): (counts: Uint32Array) => number {
  const order = Uint32Array.from(latencies.keys()).sort((a, b) => latencies[a]! - latencies[b]! || a - b)
  const blockOf = order.map((row) => blocks[row]!)
  const sizes = new Float64Array(1 + largest(blocks))
  for (const block of blocks) sizes[block]!++
  return (counts) => {
    let total = 0
    for (let block = 0; block < sizes.length; block++) total += sizes[block]! * counts[block]!
    if (total === 0) return Number.NaN
    const wanted = Math.max(1, Math.ceil(total * p))
    let seen = 0
    for (let i = 0; i < blockOf.length; i++) {
      seen += counts[blockOf[i]!]!
      if (seen >= wanted) return latencies[order[i]!]!
    }
    return Number.NaN
  }
}

function largest(values: Uint32Array): number {
  return values.reduce((most, value) => (value > most ? value : most), 0)
}
