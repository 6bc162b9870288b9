import type { Outcome, Status } from '../finding.ts'
import type { GateSpec, Rule } from '../schema/gate.ts'
import type { Problem } from './problem.ts'

/** What a status does to the verdict. What the policy does not name fails: silence is never consent. */
export function outcomeOf(
  status: Status,
  cause: Problem['cause'] | undefined,
  rule: Rule,
  defaults: GateSpec['defaults'] = {},
): Outcome {
  const outcome = unsoftened(status, cause, defaults)
  return rule.severity === 'warn' && outcome === 'fail' ? 'warn' : outcome
}

function unsoftened(
  status: Status,
  cause: Problem['cause'] | undefined,
  defaults: NonNullable<GateSpec['defaults']>,
): Outcome {
  switch (status) {
    case 'pass':
    case 'waived':
      return 'pass'
    case 'warn':
      return 'warn'
    case 'fail':
      return 'fail'
    case 'inconclusive':
    case 'incomparable':
    case 'error':
      return defaults[cause ?? status] ?? 'fail'
    default:
      return status satisfies never
  }
}
