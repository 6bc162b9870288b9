import type { Rule } from '../schema/gate.ts'
import { kindOf } from './kinds/index.ts'

/** The name a rule goes by; findings add their slice: `recall.not-worse[origin=ORD]`. */
export function ruleId(rule: Rule): string {
  return rule.id ?? kindOf(rule).defaultId(rule)
}
