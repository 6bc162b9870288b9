import type { z } from 'zod'
import type { Key } from '../../load/source.ts'
import type { DataSpec, Rule } from '../../schema/gate.ts'
import type { Task } from '../../metrics/catalogue.ts'

/** What a rule is checked against before any data is read. */
export interface RuleContext {
  readonly task: Task
  readonly data: DataSpec | undefined
}

/** Something in a rule that its schema cannot see; `keys` are below the rule. */
export interface RuleProblem {
  readonly keys: readonly Key[]
  readonly message: string
}

/**
 * A kind of rule: how it is recognised and parsed, and what must hold beyond its form. A new kind is a new file with
 * its schema, entered in the table of `index.ts`.
 */
export interface RuleKind {
  /** As messages and findings call it: `threshold`, `non-inferiority`. */
  readonly name: string
  readonly schema: z.ZodType<Rule>
  /** Whether the keys of a mapping that may be full of mistakes suggest this kind. */
  suggests(keys: readonly string[]): boolean
  /** The id of a rule that was given none: `recall.not-worse`. */
  defaultId(rule: Rule): string
  check(rule: Rule, context: RuleContext): readonly RuleProblem[]
}
