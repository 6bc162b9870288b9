import { GitHubError } from '../error.ts'
import type { GitHubContext } from '../ports/github.ts'

/** True when GitHub said no because of who asked: it hides what a token may not see behind 404. */
export function isRefusal(error: unknown): error is GitHubError {
  return (
    error instanceof GitHubError && (error.status === 401 || error.status === 403 || error.status === 404)
  )
}

/** What to do about a refusal: the lines to paste into the workflow, or why no line helps. */
export function permissionRemedy(
  scope: string,
  access: 'read' | 'write',
  context: Pick<GitHubContext, 'pullRequest'>,
): string {
  if (context.pullRequest?.fromFork === true && access === 'write') {
    return [
      'The token of a pull request from a fork can only read, whatever the workflow grants.',
      'Post from a second workflow on `workflow_run` (see validate-gate/publish).',
    ].join(' ')
  }
  return `Grant it in the workflow:\npermissions:\n  contents: read\n  ${scope}: ${access}`
}
