import { normalCdf, normalQuantile } from '@mlops-actions/stats'
import type { Finding } from '../finding.ts'
import type { Measurement } from '../measurement.ts'
import type { GateAnswer } from './judge-gate.ts'

/** What one rule can be expected to show on data like these. */
export interface RulePlan {
  readonly id: string
  readonly title: string
  readonly required: string
  /** The estimator behind it, as the field names it; undefined where nothing could be measured. */
  readonly method: string | undefined
  readonly n: number | undefined
  /**
   * Chance of passing, 0..1: of a comparison when the candidate is exactly as good as the baseline, of a bound when the
   * value stays as it is. Undefined where no interval says how sure the rule is.
   */
  readonly power: number | undefined
  /** The smallest margin that data like these would prove in four of five cases for an equally good candidate. */
  readonly detectable: number | undefined
  /** Why it could not be planned. */
  readonly problem: string | undefined
}

/** Chance of proving what is true that a plan should have. */
const POWER = 0.8

/** Every rule with its test and its power on the data it was just judged on: before a policy guards anything. */
export function planOf({
  findings,
  settings,
}: Pick<GateAnswer, 'findings' | 'settings'>): readonly RulePlan[] {
  return findings.map((finding) => rulePlan(finding, settings.alpha))
}

function rulePlan(finding: Finding, alpha: number): RulePlan {
  const { id, title, required = '', improvement, candidate, status, reason } = finding
  const measured = improvement ?? candidate
  const head = { id, title, required, method: measured?.interval?.method, n: measured?.n }
  const error = measured && standardError(measured)
  const unmade = status === 'error' || status === 'incomparable' || measured === undefined
  if (unmade || error === undefined) {
    return {
      ...head,
      power: undefined,
      detectable: undefined,
      problem: unmade ? reason : 'it has no interval',
    }
  }
  const z = normalQuantile(1 - levelOf(measured, alpha))
  const distance = distanceTo(required, measured.value)
  const chance = (gap: number): number => (error === 0 ? (gap > 0 ? 1 : 0) : normalCdf(gap / error - z))
  return {
    ...head,
    power: distance === undefined ? undefined : chance(distance),
    detectable: improvement ? (z + normalQuantile(POWER)) * error : undefined,
    problem: undefined,
  }
}

/** One-sided error its interval was shown at: smaller than the gate's where a family is corrected. */
function levelOf({ interval }: Measurement, alpha: number): number {
  return interval ? (1 - interval.level) / 2 : alpha
}

function standardError({ interval }: Measurement): number | undefined {
  if (!interval) return undefined
  const z = normalQuantile((1 + interval.level) / 2)
  return (interval.high - interval.low) / (2 * z)
}

/** How far the truth is supposed to lie on the right side of the bound. */
function distanceTo(required: string, value: number): number | undefined {
  const margin = /^margin (.+)$/.exec(required)?.[1]
  // As good as the baseline: the improvement is 0, and the bound lies a margin below.
  if (margin !== undefined) return Number(margin)
  const distances = required.split(' and ').flatMap((part) => {
    const [, side, text] = /^([<>])= (\S+)$/.exec(part) ?? []
    const bound = Number(text)
    if (side === undefined || !Number.isFinite(bound)) return []
    return [side === '>' ? value - bound : bound - value]
  })
  return distances.length === 0 ? undefined : Math.min(...distances)
}
