import { sampleRatioTest } from '@mlops-actions/stats'
import type { Look } from './state.ts'

/** [milliseconds after the start, percent to the canary] */
export type Shift = readonly [at: number, percent: number]

/** Chance that a split which works is called broken, over all looks. */
const ALPHA = 0.001
/** Sticky sessions and keep-alive make a split a little uneven; a deviation below a quarter of the share is that. */
const RELATIVE_TOLERANCE = 0.25

/** Is the canary really getting the share of requests that was configured? */
export interface TrafficShare {
  readonly kind: 'as-configured' | 'not-split' | 'unknown'
  /** Share of requests the canary got, 0..1, and the one it should have got, over the looks compared. */
  readonly observed: number
  readonly expected: number
  readonly logE: number
  readonly reason: string
}

interface Segment {
  readonly percent: number
  canary: number
  stable: number
}

/**
 * Sample-ratio mismatch as a multinomial e-process (Lindon & Malek 2022) a stretch of constant weight; the product over
 * the stretches is one again. Looks during which the weight moved are left out: their expected share is unknown.
 * A mismatch takes both proof and size, since with enough requests any router is provably a little off.
 */
export function judgeTrafficShare(looks: readonly Look[], shifts: readonly Shift[]): TrafficShare {
  const segments = segmentsOf(looks, shifts)
  const canary = sum(segments.map((segment) => segment.canary))
  const requests = canary + sum(segments.map((segment) => segment.stable))
  if (requests === 0) {
    const reason = 'no look fell wholly within one weight'
    return { kind: 'unknown', observed: 0, expected: 0, logE: 0, reason }
  }
  const logE = sum(segments.map(evidenceOf))
  const observed = canary / requests
  const expected =
    sum(segments.map((segment) => (segment.percent / 100) * (segment.canary + segment.stable))) / requests
  const large = Math.abs(observed - expected) > RELATIVE_TOLERANCE * Math.min(expected, 1 - expected)
  const shares = `the canary got ${percentText(observed)} of the requests where ${percentText(expected)} was configured`
  return large && logE >= Math.log(1 / ALPHA)
    ? { kind: 'not-split', observed, expected, logE, reason: `traffic is not split as configured: ${shares}` }
    : { kind: 'as-configured', observed, expected, logE, reason: shares }
}

function segmentsOf(looks: readonly Look[], shifts: readonly Shift[]): readonly Segment[] {
  const segments: Segment[] = []
  let start = 0
  for (const [end, , canary, , stable] of looks) {
    const before = shifts.filter(([at]) => at <= start)
    const during = shifts.some(([at]) => at > start && at <= end)
    start = end
    const percent = before.at(-1)?.[1]
    if (during || percent === undefined || percent <= 0 || percent >= 100) continue
    const last = segments.at(-1)
    if (last?.percent === percent) {
      last.canary += canary
      last.stable += stable
    } else segments.push({ percent, canary, stable })
  }
  return segments
}

function evidenceOf({ percent, canary, stable }: Segment): number {
  return sampleRatioTest({ counts: [canary, stable], expected: [percent / 100, 1 - percent / 100] }).logE
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function percentText(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
