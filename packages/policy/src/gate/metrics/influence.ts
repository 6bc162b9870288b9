import type { Answers } from '../evidence/evidence.ts'
import type { Sample } from '../evidence/sample.ts'
import { alikeAlone, alikeCompared, allAlike, effectiveRows } from '../inference/alike.ts'
import type { Range } from '../inference/alike.ts'
import { studentInference } from '../inference/student.ts'
import { inconclusive, ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import type { Estimator } from './estimator.ts'

/** A smooth function of means, and how much each row pulls at it (mean 0, or the value itself for a plain mean). */
export interface Influence {
  readonly value: number
  readonly rows: Float64Array
}

/**
 * A metric with an influence a row: alone by the spread of its rows, compared by the spread of their differences. Of
 * `shares`, means between two ends, rows without a spread are bounded by how many they are.
 */
export function influenceEstimator(
  method: { readonly alone: string; readonly compared: string },
  influenceOf: (sample: Sample, answers: Answers) => Result<Influence>,
  shares?: Range,
): Estimator {
  return {
    alone(sample, answers) {
      if (weighing(sample) < 2)
        return inconclusive('fewer than two rows with a weight have no spread to judge by')
      const own = influenceOf(sample, answers)
      if (!own.ok) return own
      const { value, rows } = own.value
      const bounded =
        shares && allAlike(rows) ? alikeAlone(value, sample.n, worth(sample), shares) : undefined
      return ok(bounded ?? studentInference(value, rows, method.alone))
    },
    compared(sample, baselineAnswers) {
      if (weighing(sample) < 2)
        return inconclusive('fewer than two rows with a weight have no spread to judge by')
      const candidate = influenceOf(sample, sample.candidate)
      if (!candidate.ok) return candidate
      const baseline = influenceOf(sample, baselineAnswers)
      if (!baseline.ok) return baseline
      const [ours, theirs] = [candidate.value, baseline.value]
      const differences = ours.rows.map((row, i) => row - theirs.rows[i]!)
      const value = ours.value - theirs.value
      const ends = shares ?? seenEnds(ours.rows, theirs.rows, value)
      const bounded = allAlike(differences) ? alikeCompared(value, sample.n, worth(sample), ends) : undefined
      const difference = bounded ?? studentInference(value, differences, method.compared)
      return ok({ candidate: ours.value, baseline: theirs.value, difference })
    },
  }
}

/**
 * Ends for differences that have none of their own, such as of two models that agree on every row so far: a row on which
 * they do not is supposed to differ by no more than rows differ from each other. Infinite, that is no bound, where even
 * those are all alike.
 */
function seenEnds(ours: Float64Array, theirs: Float64Array, value: number): Range {
  let [least, most] = [Infinity, -Infinity]
  for (const rows of [ours, theirs]) {
    for (const row of rows) {
      least = Math.min(least, row)
      most = Math.max(most, row)
    }
  }
  return [0, most > least ? Math.max(most - least, Math.abs(value)) : Infinity]
}

/** Rows that count at all. */
function weighing({ n, weights }: Sample): number {
  return weights ? weights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0) : n
}

function worth({ n, weights }: Sample): number {
  return effectiveRows(n, weights)
}

/** Weighted mean of a value a row, with what each row pulls. */
export function meanInfluence(values: Float64Array, weights: Float64Array | undefined): Influence {
  if (!weights) return { value: sum(values) / values.length, rows: values }
  const total = sum(weights)
  let weighted = 0
  for (let i = 0; i < values.length; i++) weighted += weights[i]! * values[i]!
  const value = weighted / total
  const scale = values.length / total
  return { value, rows: values.map((one, i) => value + scale * weights[i]! * (one - value)) }
}

/** Plain summation would lose digits over a million rows; Neumaier's keeps them. */
export function sum(values: Float64Array): number {
  let [total, lost] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    const next = total + value
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
  }
  return total + lost
}
