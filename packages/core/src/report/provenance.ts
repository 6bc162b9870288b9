import type { Provenance } from '@mlops-actions/report'
import type { Runtime } from '../runtime.ts'

/** The suite's version; a test compares it with package.json. */
export const SUITE_VERSION = '0.1.0'

/** Where and by whom a report is made, as far as the runtime knows: absent is absent, nothing is guessed. */
export function provenanceOf(
  { clock, github }: Pick<Runtime, 'clock' | 'github'>,
  action: string,
): Provenance {
  const { serverUrl, repository, sha, ref, actor, workflow, runId, runAttempt, pullRequest } = github.context
  const slug = repository && `${repository.owner}/${repository.name}`
  return {
    action,
    actionVersion: SUITE_VERSION,
    createdAt: new Date(clock.now()).toISOString(),
    ...present('repository', slug),
    // On a pull request `sha` is a merge commit nobody has; the contributor's is what people look for.
    ...present('commit', pullRequest?.headSha ?? sha),
    ...present('ref', ref),
    ...present('actor', actor),
    ...present('workflow', workflow),
    ...present('runId', runId),
    ...present('runAttempt', runAttempt),
    ...present('runUrl', slug && runId && `${serverUrl}/${slug}/actions/runs/${runId}`),
  }
}

function present<K extends keyof Provenance>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, string>)
}
