import type { Inference } from './inference/inference.ts'
import type { Measurement } from '../measurement.ts'

/** Digits that a reader can use. */
const DIGITS = 4

/** A number as sentences show it: 0.9473, 12.35, 1.2e-7. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'infinity' : value < 0 ? '-infinity' : 'not a number'
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return value.toExponential(2)
  return String(Number(value.toPrecision(DIGITS)))
}

/** With its sign: +0.0031, -0.02. */
export function signed(value: number): string {
  return value > 0 ? `+${number(value)}` : number(value)
}

/** `0.9473 [0.931, 0.9602]` */
export function range(inference: Inference, alpha: number, show: (value: number) => string = number): string {
  const { low, high } = inference.interval(1 - 2 * alpha)
  return `${show(inference.value)} [${show(low)}, ${show(high)}]`
}

/** What a finding keeps of an inference; an end that is open is no interval. */
export function measured(inference: Inference, alpha: number): Measurement {
  const interval = inference.interval(1 - 2 * alpha)
  const closed = Number.isFinite(interval.low) && Number.isFinite(interval.high)
  return { value: inference.value, n: inference.n, ...(closed ? { interval } : {}) }
}
