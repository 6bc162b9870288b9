import { groupColumnsOf } from './kinds/fairness.ts'
import { huntedColumnsOf } from './kinds/hunt.ts'
import type { SliceSpec } from './slices.ts'
import type { DataSpec, GateSpec, Rule } from '../schema/gate.ts'

/** Columns of the candidate's file that rows are cut by. */
export function sliceColumnsOf({ rules }: GateSpec): readonly string[] {
  return [
    ...new Set(rules.flatMap((rule) => [...Object.keys(slicesOf(rule) ?? {}), ...groupColumnsOf(rule)])),
  ]
}

/** The slices a rule names; a hunt names none. */
export function slicesOf(rule: Rule): SliceSpec | undefined {
  return 'slices' in rule ? rule.slices : undefined
}

/** Columns of the candidate's file that slices are hunted in. */
export function huntedOf({ rules }: GateSpec): readonly string[] {
  return [...new Set(rules.flatMap(huntedColumnsOf))]
}

/** Columns every predictions file must have; a weight is the candidate's alone. */
export function answerColumnsOf(data: DataSpec | undefined): readonly string[] {
  if (!data) return []
  const { id, label, score, prediction } = data
  return [id, label, score, prediction].filter((name) => name !== undefined)
}
