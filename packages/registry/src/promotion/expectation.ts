import type { Finding } from '@mlops-actions/policy'
import type { Digest } from '@mlops-actions/report'
import { RegistryError } from '../error.ts'
import type { StagePointer } from '../state/pointer.ts'

/** What the caller saw in the stage when they decided. */
export type Expectation =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'digest'; readonly digest: Digest }

/**
 * `3`, `v3`, `sha256:...` or `none`.
 *
 * @throws RegistryError `unknown-version`
 */
export function parseExpectation(text: string): Expectation {
  return text === 'none' ? { kind: 'nothing' } : parseSelector(text)
}

/**
 * A version as people write it: `3`, `v3` or `sha256:...`.
 *
 * @throws RegistryError `unknown-version`
 */
export function parseSelector(text: string): Exclude<Expectation, { readonly kind: 'nothing' }> {
  const digits = /^v?([1-9][0-9]{0,9})$/.exec(text)?.[1]
  if (digits !== undefined) return { kind: 'version', version: Number(digits) }
  const hex = /^sha256:([0-9a-f]{64})$/.exec(text)?.[1]
  if (hex !== undefined) return { kind: 'digest', digest: `sha256:${hex}` }
  throw new RegistryError('unknown-version', `${JSON.stringify(text)} is neither a version nor a digest`, {
    remedy: 'Write 3, v3 or sha256: with 64 hex digits.',
  })
}

/** Compare-and-swap as a rule: the stage still holds what the caller decided on. */
export function judgeExpectation(
  expected: Expectation,
  pointer: StagePointer | undefined,
  stage: string,
): Finding {
  const common = {
    id: 'expect-current',
    kind: 'stale-promotion',
    title: `${stage} still holds ${describe(expected)}`,
    required: describe(expected),
  }
  const holds = pointer ? `version ${pointer.version} (${pointer.modelDigest})` : 'nothing'
  return matches(expected, pointer)
    ? { ...common, status: 'pass', outcome: 'pass', reason: `it holds ${holds}` }
    : {
        ...common,
        status: 'fail',
        outcome: 'fail',
        reason: `stale: ${stage} holds ${holds}, expected was ${describe(expected)}`,
        remedy: 'Somebody moved the stage in between. Look at what it holds now, then decide again.',
      }
}

function matches(expected: Expectation, pointer: StagePointer | undefined): boolean {
  switch (expected.kind) {
    case 'nothing':
      return pointer === undefined
    case 'version':
      return pointer?.version === expected.version
    case 'digest':
      return pointer?.modelDigest === expected.digest
  }
}

function describe(expected: Expectation): string {
  switch (expected.kind) {
    case 'nothing':
      return 'nothing'
    case 'version':
      return `version ${expected.version}`
    case 'digest':
      return expected.digest
  }
}
