import type { Rehearsal } from '../pool/combine.ts'
import { conformalQuantile } from './conformal.ts'

/** Peaks hour by hour: capacity that holds the average of an hour drops requests in the middle of it. */
export interface PeakBound {
  /** An hour's peak is at most (forecast + offset) * factor - offset. */
  readonly factor: number
  readonly offset: number
  /** Hours the factor was learnt from. */
  readonly hours: number
}

/**
 * Of the mean load: below it ratios say little (two requests where one was forecast are no doubling). Relative errors
 * because a service that grows makes larger ones: absolute residuals over-provide a growing trace sevenfold.
 */
const OFFSET_SHARE = 0.1

/** ln of what came over what was forecast, one a whole hour that was measured. */
export function peakScores(fold: Rehearsal, hour: number, offset: number): readonly number[] {
  const scores: number[] = []
  for (let start = 0; start + hour <= fold.actual.length; start += hour) {
    const known = fold.known.subarray(start, start + hour)
    if (known.every((one) => one === 0)) continue
    let actual = 0
    for (let h = start; h < start + hour; h++)
      if (fold.known[h] === 1) actual = Math.max(actual, fold.actual[h]!)
    const forecast = peakOf(fold.combined, start, hour)
    scores.push(Math.log((actual + offset) / (forecast + offset)))
  }
  return scores
}

/** Offset for a history, in units of load. */
export function offsetOf(values: Float64Array): number {
  let level = 0
  for (const value of values) level += value / values.length
  return Math.max(OFFSET_SHARE * level, Number.MIN_VALUE)
}

/** The bound learnt from rehearsals. @returns undefined when there are too few hours for the level */
export function peakBound(
  folds: readonly Rehearsal[],
  hour: number,
  offset: number,
  level: number,
): PeakBound | undefined {
  const quantile = scoreBound(folds, hour, offset, level)
  const hours = folds.reduce((sum, fold) => sum + peakScores(fold, hour, offset).length, 0)
  return quantile === Infinity ? undefined : { factor: Math.exp(quantile), offset, hours }
}

/** The score that new hours stay below. @returns Infinity when there are too few */
export function scoreBound(folds: readonly Rehearsal[], hour: number, offset: number, level: number): number {
  return conformalQuantile(
    folds.flatMap((fold) => peakScores(fold, hour, offset)),
    level,
  )
}

/** Upper bound slot by slot: that of the peak of its hour, hours counted from the start of the forecast. */
export function boundOf(forecast: Float64Array, { factor, offset }: PeakBound, hour: number): Float64Array {
  return Float64Array.from(forecast, (_, h) => {
    const start = Math.floor(h / hour) * hour
    return Math.max(0, (peakOf(forecast, start, hour) + offset) * factor - offset)
  })
}

function peakOf(values: Float64Array, start: number, hour: number): number {
  let peak = 0
  for (let h = start; h < Math.min(values.length, start + hour); h++) peak = Math.max(peak, values[h]!)
  return peak
}
