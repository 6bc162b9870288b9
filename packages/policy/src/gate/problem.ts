import type { Status } from '../finding.ts'

/** Why a comparison was not made, as its finding will say it. Never the same as having passed. */
export interface Problem {
  readonly status: Extract<Status, 'error' | 'incomparable' | 'inconclusive'>
  /** Which of the policy's `defaults` decides about the verdict. */
  readonly cause: 'missing_baseline' | 'missing_slice' | 'inconclusive' | 'incomparable' | 'error'
  readonly reason: string
  readonly remedy?: string
}

/** A measurement, or why there is none. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem }

export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function error(reason: string, remedy?: string): { readonly ok: false; readonly problem: Problem } {
  return refusal('error', 'error', reason, remedy)
}

export function incomparable(
  reason: string,
  remedy?: string,
): { readonly ok: false; readonly problem: Problem } {
  return refusal('incomparable', 'incomparable', reason, remedy)
}

export function inconclusive(
  reason: string,
  remedy?: string,
): { readonly ok: false; readonly problem: Problem } {
  return refusal('inconclusive', 'inconclusive', reason, remedy)
}

export function refusal(
  status: Problem['status'],
  cause: Problem['cause'],
  reason: string,
  remedy?: string,
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { status, cause, reason, ...(remedy === undefined ? {} : { remedy }) } }
}
