import type { Finding } from '@mlops-actions/policy'
import type { Digest, Provenance } from '@mlops-actions/report'

/** A digest that is plainly made up, from one hexadecimal digit. */
export function digest(digit: string): Digest {
  return `sha256:${digit.repeat(64)}`
}

export function provenance(action: string): Provenance {
  return {
    action,
    actionVersion: '1.0.0',
    createdAt: '2026-03-14T09:26:53Z',
    repository: 'skyways/flight-delay',
    commit: '3f2a9c17d4be5806f1e7a2c9b3d4e5f60718293a',
    ref: 'refs/pull/128/merge',
    actor: 'ada',
    workflow: 'model-release',
    runId: '8123456789',
    runAttempt: '1',
    runUrl: 'https://github.com/skyways/flight-delay/actions/runs/8123456789',
  }
}

/** A finding of every optional part left out, to be filled where a test needs it. */
export function finding(over: Partial<Finding> = {}): Finding {
  return {
    id: 'accuracy.floor',
    kind: 'threshold',
    title: 'accuracy is at least 0.90',
    status: 'pass',
    outcome: 'pass',
    reason: 'accuracy is 0.934 on 12,000 rows.',
    ...over,
  }
}
