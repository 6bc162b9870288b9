import { DataError } from '@mlops-actions/data'
import { PolicyError } from '@mlops-actions/policy'
import { ReportError } from '@mlops-actions/report'
import { GitHubError, HttpError, UserError } from '../error.ts'
import type { CommandLog } from '../log/command-log.ts'
import { causesOf, describeError } from './describe-error.ts'

/** Failures of the world or of what the user gave: what they say is enough, and a stack would only frighten. */
function isExpected(error: unknown): error is Error {
  return [UserError, GitHubError, HttpError, DataError, PolicyError, ReportError].some(
    (kind) => error instanceof kind,
  )
}

/** Says why a run failed, and ends with the one annotation that is always shown. */
export function printFailure(log: CommandLog, title: string, error: unknown): void {
  const message = describeError(error)
  const stack = error instanceof Error ? error.stack : undefined
  const expected = isExpected(error)
  if (stack !== undefined) {
    if (expected) log.debug(stack)
    else log.info(stack)
  }
  // A cause that says no more than the message is the error of a pure package that an action has translated.
  for (const cause of causesOf(error)) if (!cause.endsWith(message)) log.info(`caused by ${cause}`)
  const code = expected && 'code' in error ? `${title}: ${String(error.code)}` : title
  if (!expected)
    log.info('This is a bug in the action, not in your workflow. Please report it with the lines above.')
  const remedy = error instanceof UserError && error.remedy !== undefined ? `\n${error.remedy}` : ''
  log.conclude('error', `${message}${remedy}`, { title: code })
}
