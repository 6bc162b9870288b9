import { RunnerError } from './error.ts'

/** How the stages so far ended. */
export type JobStatus = 'success' | 'failure' | 'cancelled'

/** Whether `post-if` lets the post step run. Only the status functions: nothing else is known outside GitHub. */
export function postRuns(condition: string, status: JobStatus): boolean {
  const bare = condition.replace(/^\s*\$\{\{([\s\S]*)\}\}\s*$/, '$1').replaceAll(/\s/g, '')
  switch (bare) {
    case 'always()':
      return true
    case 'success()':
      return status === 'success'
    case 'failure()':
      return status === 'failure'
    case 'cancelled()':
      return status === 'cancelled'
    case '!cancelled()':
      return status !== 'cancelled'
    default:
      throw new RunnerError('condition-unsupported', `cannot evaluate post-if: ${condition}`, {
        remedy: 'Use always(), success(), failure(), cancelled() or !cancelled().',
      })
  }
}
