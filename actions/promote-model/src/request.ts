import { type Inputs, UserError } from '@mlops-actions/core'
import type { ModelPolicy, StageSpec } from '@mlops-actions/policy'
import { type Expectation, parseExpectation } from '@mlops-actions/registry'
import type { definition } from './inputs.ts'

/** What is asked for, once the inputs fit together. */
export type Request =
  | {
      readonly mode: 'promote'
      readonly version: string
      readonly stage: StageSpec
      readonly expect: Expectation | undefined
      readonly reason: string | undefined
      readonly override: boolean
    }
  | {
      readonly mode: 'rollback'
      readonly version: string | undefined
      readonly stage: StageSpec
      readonly expect: Expectation | undefined
      readonly reason: string
    }
  | { readonly mode: 'verify'; readonly receipts: readonly `sha256:${string}`[] }

/**
 * The inputs as one request.
 *
 * @throws UserError `missing-input`, `unused-input`, `unknown-stage`, `invalid-receipt`; RegistryError `unknown-version`
 */
export function requestOf(inputs: Inputs<typeof definition>, model: string, policy: ModelPolicy): Request {
  const { mode, version, reason, override } = inputs
  refuseUnused(inputs)
  if (mode === 'verify') return { mode, receipts: (inputs.receipts ?? []).map((text) => receipt(text)) }
  const stage = stageOf(inputs.to, mode, model, policy)
  const expected = inputs['expect-current']
  const expect = expected === undefined ? undefined : parseExpectation(expected)
  if (mode === 'rollback') return { mode, version, stage, expect, reason: needed('reason', reason, mode) }
  if (override) needed('reason', reason, 'override')
  return { mode, version: needed('version', version, mode), stage, expect, reason, override }
}

/** An input that does nothing is a misunderstanding, and here misunderstandings reach production. */
function refuseUnused(inputs: Inputs<typeof definition>): void {
  const forVerify = ['version', 'to', 'expect-current', 'reason', 'evidence'] as const
  const unused = inputs.mode === 'verify' ? forVerify : (['receipts'] as const)
  const given = unused.find((name) => inputs[name] !== undefined)
  const override = inputs.override && inputs.mode !== 'promote' ? 'override' : undefined
  if (given === undefined && override === undefined) return
  throw new UserError('unused-input', `input ${given ?? override} means nothing with mode: ${inputs.mode}`)
}

function needed(name: string, value: string | undefined, by: string): string {
  if (value !== undefined) return value
  throw new UserError('missing-input', `input ${name} is needed by ${by}`)
}

/** A stage the policy does not name has no rules, and no rules is not the same as everything allowed. */
function stageOf(
  name: string | undefined,
  mode: string,
  model: string,
  { stages = [] }: ModelPolicy,
): StageSpec {
  const wanted = needed('to', name, mode)
  const stage = stages.find((known) => known.name === wanted)
  if (stage) return stage
  const known = stages.map((item) => item.name).join(', ')
  throw new UserError(
    'unknown-stage',
    `the policy of ${model} has no stage ${JSON.stringify(wanted)}; ${known === '' ? 'it has no stages' : `it has ${known}`}`,
    { remedy: 'Add it under `stages`, with what it requires.' },
  )
}

function receipt(text: string): `sha256:${string}` {
  const hex = /^sha256:([0-9a-f]{64})$/.exec(text)?.[1]
  if (hex !== undefined) return `sha256:${hex}`
  throw new UserError(
    'invalid-receipt',
    `input receipts: ${JSON.stringify(text)} is not sha256: and 64 hex digits`,
  )
}
