import type { GateSpec, Rule } from '../../schema/gate.ts'
import { fairnessKind } from './fairness.ts'
import { huntKind } from './hunt.ts'
import type { RuleKind } from './kind.ts'
import { latencyKind } from './latency.ts'
import { nonInferiorityKind } from './non-inferiority.ts'
import { thresholdKind } from './threshold.ts'
import { valueKind } from './value.ts'

/** Asked in this order; the last one takes what nobody recognised. */
export const ruleKinds: readonly RuleKind[] = [
  fairnessKind,
  huntKind,
  latencyKind,
  valueKind,
  nonInferiorityKind,
  thresholdKind,
]

/** The kind that the keys of a mapping, perhaps a mistaken one, suggest. */
export function assumedKind(rule: Readonly<Record<string, unknown>>): RuleKind {
  const keys = Object.keys(rule)
  return ruleKinds.find((kind) => kind.suggests(keys)) ?? thresholdKind
}

/** The kind of a rule that has been parsed. */
export function kindOf(rule: Rule): RuleKind {
  return assumedKind(rule)
}

/** Whether a gate has a rule about predictions: one of latencies and foreign numbers alone needs none. */
export function readsPredictions({ rules }: GateSpec): boolean {
  return rules.some((rule) => kindOf(rule).reads === 'predictions')
}
