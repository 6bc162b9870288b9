import type { Rule } from '../../schema/gate.ts'
import type { RuleKind } from './kind.ts'
import { fairnessKind } from './fairness.ts'
import { huntKind } from './hunt.ts'
import { latencyKind } from './latency.ts'
import { nonInferiorityKind } from './non-inferiority.ts'
import { thresholdKind } from './threshold.ts'

/** Asked in this order; the last one takes what nobody recognised. */
export const ruleKinds: readonly RuleKind[] = [
  fairnessKind,
  huntKind,
  latencyKind,
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
