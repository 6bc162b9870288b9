import { below, negated } from '../inference/inference.ts'
import type { Inference } from '../inference/inference.ts'
import { moreRows } from '../rows-needed.ts'
import type { Judgement, Strictness, TrialOutcome } from '../trial.ts'
import { measured, number, range } from '../wording.ts'

/** A bound a quantity is held to: `min`, `max` or both; by its interval unless the policy says by its point. */
export interface Bound {
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly use?: 'bound' | 'point' | undefined
}

const MISSED =
  'The model is not good enough here. To accept it all the same, add a waiver with an owner and a last day.'

/** The question whether a quantity keeps its bound; `inFamily` where it is one of several that are corrected together. */
export function askBound(
  bound: Bound,
  value: Inference,
  { alpha, inFamily }: { readonly alpha: number; readonly inFamily: boolean },
): TrialOutcome {
  if (bound.use === 'point') return { kind: 'settled', judgement: judgePoint(bound, value, alpha) }
  // Both bounds must be proven: the larger p is that of the intersection-union test (R. Berger 1982).
  const pValue = Math.max(
    bound.min === undefined ? 0 : value.above(bound.min),
    bound.max === undefined ? 0 : below(value, bound.max),
  )
  return { kind: 'test', pValue, inFamily, judge: (strictness) => judgeBound(bound, value, strictness) }
}

/** `at least 0.9` */
export function inWords({ min, max }: Bound): string {
  const parts = [min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`]
  return parts.filter((part) => part !== '').join(' and ')
}

/** `>= 0.9` */
export function required({ min, max }: Bound): string {
  const parts = [min === undefined ? '' : `>= ${min}`, max === undefined ? '' : `<= ${max}`]
  return parts.filter((part) => part !== '').join(' and ')
}

/** A point of view asked for by name (`use: point`): the interval is shown, and does not count. */
function judgePoint(bound: Bound, value: Inference, alpha: number): Judgement {
  const holds =
    (bound.min === undefined || value.value >= bound.min) &&
    (bound.max === undefined || value.value <= bound.max)
  const reason = `${number(value.value)} is ${holds ? '' : 'not '}${inWords(bound)} (judged by the point)`
  const judged = { reason, candidate: measured(value, alpha) }
  return holds ? { status: 'pass', ...judged } : { status: 'fail', remedy: MISSED, ...judged }
}

function judgeBound(bound: Bound, value: Inference, { alpha, proven }: Strictness): Judgement {
  const candidate = measured(value, alpha)
  const shown = range(value, alpha)
  const { low, high } = value.interval(1 - 2 * alpha)
  if (proven) return { status: 'pass', reason: `${shown} is ${inWords(bound)}`, candidate }
  if (bound.min !== undefined && high < bound.min) {
    return { status: 'fail', reason: `${shown} lies below ${bound.min}`, remedy: MISSED, candidate }
  }
  if (bound.max !== undefined && low > bound.max) {
    return { status: 'fail', reason: `${shown} lies above ${bound.max}`, remedy: MISSED, candidate }
  }
  if (bound.min !== undefined && low < bound.min) {
    const remedy = moreRows(value, bound.min, alpha)
    return { status: 'inconclusive', reason: `${shown} straddles ${bound.min}`, remedy, candidate }
  }
  const most = bound.max ?? Infinity
  const remedy = moreRows(negated(value), -most, alpha)
  return { status: 'inconclusive', reason: `${shown} straddles ${most}`, remedy, candidate }
}
