import { below } from './inference.ts'
import type { Inference } from './inference.ts'
import { tangoInference, wilsonInference } from './proportion.ts'

/** What a metric can be; both ends finite where rows that are all alike can still be bounded. */
export type Range = readonly [low: number, high: number]

/**
 * A metric between two ends that no resampling of its rows moves: an average precision of 1, a calibration error of 0.
 * Thirty such rows must not convince like a million, so what other rows could show is bounded as if the metric were a
 * share of `rows` right answers, by Wilson's score. Undefined for a metric without ends.
 */
export function alikeAlone(
  value: number,
  n: number,
  rows: number,
  [low, high]: Range,
): Inference | undefined {
  const width = high - low
  if (!Number.isFinite(width)) return undefined
  return stretched(wilsonInference(((value - low) / width) * rows, rows), value, n, low, width)
}

/** The same for a difference that no resampling moves, by Tango's score. */
export function alikeCompared(
  value: number,
  n: number,
  rows: number,
  [low, high]: Range,
): Inference | undefined {
  const width = high - low
  if (!Number.isFinite(width)) return undefined
  // Tango counts whole rows; those that are cut off count against the candidate.
  const whole = Math.max(1, Math.floor(rows + ROUNDING))
  const share = Math.floor((value / width) * whole + ROUNDING)
  return stretched(tangoInference(Math.max(0, share), Math.max(0, -share), whole), value, n, 0, width)
}

/** Rows that a weighted sample is worth: L. Kish, Survey Sampling, 1965. */
export function effectiveRows(
  n: number,
  weights: Float64Array | undefined,
  counts: (row: number) => boolean = () => true,
): number {
  let [sum, squares] = [0, 0]
  for (let i = 0; i < n; i++) {
    const weight = counts(i) ? (weights?.[i] ?? 1) : 0
    sum += weight
    squares += weight * weight
  }
  return squares === 0 ? 0 : (sum * sum) / squares
}

/** Against values that differ in the last digits of a sum. */
const ROUNDING = 1e-12

export function allAlike(values: Float64Array): boolean {
  const [first = 0] = values
  return values.every((value) => Math.abs(value - first) <= ROUNDING)
}

function stretched(share: Inference, value: number, n: number, low: number, width: number): Inference {
  return {
    value,
    n,
    interval: (level) => {
      const { low: from, high: to, ...rest } = share.interval(level)
      return { low: low + from * width, high: low + to * width, ...rest }
    },
    above: (bound) => share.above((bound - low) / width),
    below: (bound) => below(share, (bound - low) / width),
  }
}
