import { type Found, some } from './found.ts'

/** What the policy says of formats that run code when they are loaded. */
export type PicklePolicy = 'warn' | 'refuse' | 'allow'

export interface FormatJudgement {
  readonly path: string
  readonly outcome: 'pass' | 'warn' | 'fail'
  readonly reason: string
  readonly remedy?: string
}

/**
 * `warn` (default): code is named and let through, but what only attacks need is refused. `refuse`: no file that runs
 * code. `allow`: everything is recorded, dangers still are a warning.
 */
export function judgeFormat(found: Found, policy: PicklePolicy): FormatJudgement {
  const { path, format, dangers, unfamiliar, unread, runsCode } = found
  if (dangers.length > 0) {
    return {
      path,
      outcome: policy === 'allow' ? 'warn' : 'fail',
      reason: `${format}: loading it reaches ${some(dangers)}`,
      remedy: 'No model needs this. Find out who wrote the file; save the model in a format without code.',
    }
  }
  if (runsCode !== undefined && policy === 'refuse') {
    return { path, outcome: 'fail', reason: `${format}: ${runsCode}`, remedy: SAFE }
  }
  if (unread !== undefined) {
    return {
      path,
      outcome: runsCode === undefined || policy === 'allow' ? 'warn' : 'fail',
      reason: `${format}: it could not be looked into: ${unread}`,
      remedy: SAFE,
    }
  }
  if (runsCode === undefined || policy === 'allow') {
    return {
      path,
      outcome: 'pass',
      reason: runsCode === undefined ? `${format}: loading it only reads` : `${format}: ${runsCode}`,
    }
  }
  const imports = unfamiliar.length === 0 ? '' : `; it needs ${some(unfamiliar)}`
  return { path, outcome: 'warn', reason: `${format}: ${runsCode}${imports}`, remedy: SAFE }
}

const SAFE =
  "Save the model as safetensors, ONNX, skops or in its library's own format, or set `registry.formats.pickle: allow`."
