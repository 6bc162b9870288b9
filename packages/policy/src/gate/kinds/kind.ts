import type { z } from 'zod'
import type { Key } from '../../load/source.ts'
import type { DataSpec, Rule } from '../../schema/gate.ts'
import type { Task } from '../../metrics/catalogue.ts'
import type { Bench } from '../bench.ts'
import type { Requests } from '../requests/requests.ts'
import type { GateSettings } from '../settings.ts'
import type { Values } from '../values/values.ts'
import type { Trial } from '../trial.ts'

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

/** The questions of one rule, and what a reader should know about those that were not asked. */
export interface Trials {
  readonly trials: readonly Trial[]
  readonly notes: readonly string[]
}

/** How a rule is recognised and parsed, and what must hold beyond its form. */
interface RuleForm {
  /** As messages and findings call it: `threshold`, `non-inferiority`. */
  readonly name: string
  readonly schema: z.ZodType<Rule>
  /** Whether the keys of a mapping that may be full of mistakes suggest this kind. */
  suggests(keys: readonly string[]): boolean
  /** The id of a rule that was given none: `recall.not-worse`. */
  defaultId(rule: Rule): string
  check(rule: Rule, context: RuleContext): readonly RuleProblem[]
  /** What it asks in words: "recall is at least 0.9". */
  title(rule: Rule): string
  /** The bound as it should be shown: ">= 0.9". */
  required(rule: Rule): string
}

/** A rule about the rows of the predictions files. */
export interface PredictionsKind extends RuleForm {
  readonly reads: 'predictions'
  /** Measures every part of the data the rule speaks of. */
  trials(rule: Rule, bench: Bench): Trials
}

/** A rule about requests to an endpoint. */
export interface RequestsKind extends RuleForm {
  readonly reads: 'requests'
  trials(rule: Rule, requests: Requests, settings: GateSettings): Trials
}

/** A rule about numbers that other tools have computed. */
export interface ValuesKind extends RuleForm {
  readonly reads: 'values'
  trials(rule: Rule, values: Values, settings: GateSettings): Trials
}

/**
 * A kind of rule, by what it is measured on: a problem of one source is no problem of the rules that read another. A new
 * kind is a new file with its schema, entered in the table of `index.ts`.
 */
export type RuleKind = PredictionsKind | RequestsKind | ValuesKind
