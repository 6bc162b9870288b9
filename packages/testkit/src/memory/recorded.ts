import type { Comment, DeploymentState, HttpRequest, Issue } from '@mlops-actions/core'
import type { ExecCall } from './exec.ts'
import type { LogLine } from './log.ts'
import type { UploadedArtifact } from './storage.ts'

export interface RecordedDeployment {
  readonly id: number
  readonly ref: string
  readonly environment: string
  readonly task: string
  readonly description: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly production: boolean
  readonly statuses: {
    readonly state: DeploymentState
    readonly description: string
    readonly logUrl?: string
  }[]
}

export interface RecordedCheckRun {
  readonly id: number
  readonly name: string
  readonly headSha: string
  readonly conclusion: 'success' | 'neutral' | 'failure'
  readonly title: string
  readonly summary: string
}

/** The state of GitHub in memory, as a test may look at it. Comments and issues are in their latest wording. */
export interface GitHubRecord {
  readonly comments: (Comment & { readonly issue: number })[]
  readonly issues: Issue[]
  readonly dispatches: {
    readonly workflow: string
    readonly ref: string
    readonly inputs: Readonly<Record<string, string>>
  }[]
  readonly deployments: RecordedDeployment[]
  readonly checkRuns: RecordedCheckRun[]
}

/** What a run did to its world. */
export interface Recorded extends GitHubRecord {
  readonly log: LogLine[]
  /** What was appended to the job summary, in one piece. */
  readonly summary: string
  readonly outputs: Map<string, string>
  readonly states: Map<string, string>
  readonly masked: string[]
  readonly requests: HttpRequest[]
  readonly execs: ExecCall[]
  readonly artifacts: UploadedArtifact[]
  readonly cache: Map<string, ReadonlyMap<string, Uint8Array>>
}
