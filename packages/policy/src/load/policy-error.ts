import type { SourceLocation } from '../finding.ts'

export type PolicyErrorCode = 'policy-too-large' | 'policy-syntax' | 'policy-invalid' | 'unknown-model'

/** One thing wrong with a policy, where it stands. */
export interface Problem {
  readonly location: SourceLocation
  /** What was found, what was expected. */
  readonly message: string
}

/** Most problems printed; a file with more has one cause, not a hundred. */
const SHOWN = 50

/**
 * A policy that cannot be used. All problems come at once: nobody should mend a file one error a push. The message is
 * one `path:line:column: ...` line a problem, which terminals and editors turn into links.
 */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
  readonly code: PolicyErrorCode
  readonly problems: readonly Problem[]

  constructor(code: PolicyErrorCode, problems: readonly Problem[], options?: ErrorOptions) {
    super(listed(problems), options)
    this.code = code
    this.problems = problems
  }
}

function listed(problems: readonly Problem[]): string {
  const shown = problems.slice(0, SHOWN).map(({ location, message }) => `${place(location)}: ${message}`)
  if (problems.length > SHOWN) shown.push(`... and ${problems.length - SHOWN} more`)
  return shown.join('\n')
}

function place({ file, line, column }: SourceLocation): string {
  return column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`
}
