import type { PolicyVersion, Runtime } from '@mlops-actions/core'
import type { DriftAnswer, DriftSpec } from '@mlops-actions/policy'
import type { Side } from './read-side.ts'

/** Everything the report and the effects speak of. */
export interface Checked {
  readonly model: string
  readonly spec: DriftSpec
  readonly version: PolicyVersion
  readonly notes: readonly string[]
  readonly reference: Side
  readonly current: Side
  readonly answer: DriftAnswer
  readonly runtime: Runtime
}
