import { groupColumnsOf } from './kinds/fairness.ts'
import type { DataSpec, GateSpec } from '../schema/gate.ts'

/** Columns of the candidate's file that rows are cut by. */
export function sliceColumnsOf({ rules }: GateSpec): readonly string[] {
  return [...new Set(rules.flatMap((rule) => [...Object.keys(rule.slices ?? {}), ...groupColumnsOf(rule)]))]
}

/** Columns every predictions file must have; a weight is the candidate's alone. */
export function answerColumnsOf({ id, label, score, prediction }: DataSpec): readonly string[] {
  return [id, label, score, prediction].filter((name) => name !== undefined)
}
