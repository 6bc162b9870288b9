import type { Answers } from '../evidence/evidence.ts'
import type { Sample } from '../evidence/sample.ts'
import { studentInference } from '../inference/student.ts'
import { inconclusive, ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import type { Estimator } from './estimator.ts'

/** A smooth function of means, and how much each row pulls at it (mean 0, or the value itself for a plain mean). */
export interface Influence {
  readonly value: number
  readonly rows: Float64Array
}

/** A metric with an influence a row: alone by the spread of its rows, compared by the spread of their differences. */
export function influenceEstimator(
  method: { readonly alone: string; readonly compared: string },
  influenceOf: (sample: Sample, answers: Answers) => Result<Influence>,
): Estimator {
  return {
    alone(sample, answers) {
      if (sample.n < 2) return inconclusive('one row has no spread to judge by')
      const own = influenceOf(sample, answers)
      return own.ok ? ok(studentInference(own.value.value, own.value.rows, method.alone)) : own
    },
    compared(sample, baselineAnswers) {
      if (sample.n < 2) return inconclusive('one row has no spread to judge by')
      const candidate = influenceOf(sample, sample.candidate)
      if (!candidate.ok) return candidate
      const baseline = influenceOf(sample, baselineAnswers)
      if (!baseline.ok) return baseline
      const [ours, theirs] = [candidate.value, baseline.value]
      const differences = ours.rows.map((row, i) => row - theirs.rows[i]!)
      const difference = studentInference(ours.value - theirs.value, differences, method.compared)
      return ok({ candidate: ours.value, baseline: theirs.value, difference })
    },
  }
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
