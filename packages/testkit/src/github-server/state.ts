import type { Json, JsonObject } from './complete.ts'
import type { GitStore } from './git-store.ts'

/** What the server remembers: plain records, open to a test to read and to change. */
export interface GitHubState {
  readonly repository: {
    readonly id: number
    readonly owner: string
    readonly name: string
    readonly defaultBranch: string
  }
  /** Commits that exist although the repository holds no object of them, as a seed may say. */
  readonly knownCommits: Set<string>
  readonly git: GitStore
  readonly issues: IssueState[]
  readonly comments: CommentState[]
  readonly labels: { readonly id: number; readonly name: string; readonly color: string }[]
  readonly checkRuns: CheckRunState[]
  readonly workflows: WorkflowState[]
  readonly workflowRuns: WorkflowRunState[]
  readonly repositoryDispatches: { readonly eventType: string; readonly payload: JsonObject }[]
  readonly deployments: DeploymentState[]
  readonly artifacts: ArtifactState[]
  readonly attestations: {
    readonly id: number
    readonly digests: readonly string[]
    readonly bundle: JsonObject
  }[]
}

export interface PullState {
  readonly headSha: string
  readonly headRef: string
  readonly baseSha: string
  readonly baseRef: string
  readonly fromFork: boolean
}

export interface IssueState {
  readonly id: number
  readonly number: number
  title: string
  body: string
  state: 'open' | 'closed'
  stateReason: string | null
  labels: string[]
  readonly author: string
  readonly createdAt: string
  updatedAt: string
  closedAt: string | null
  /** An issue with this is a pull request. */
  readonly pull?: PullState
}

export interface CommentState {
  readonly id: number
  readonly issue: number
  body: string
  readonly author: string
  readonly createdAt: string
  updatedAt: string
}

export interface CheckRunState {
  readonly id: number
  readonly headSha: string
  name: string
  status: string
  conclusion: string | null
  externalId: string
  detailsUrl: string
  startedAt: string | null
  completedAt: string | null
  title: string | null
  summary: string | null
  text: string | null
  /** Every annotation of every request, in order. */
  readonly annotations: JsonObject[]
}

export interface WorkflowState {
  readonly id: number
  /** `.github/workflows/retrain.yml`. */
  readonly path: string
  /** Names of its workflow_dispatch inputs; undefined takes any. */
  readonly inputs?: readonly string[]
}

export interface WorkflowRunState {
  readonly id: number
  readonly workflow: number
  readonly number: number
  readonly event: string
  readonly branch: string
  readonly headSha: string
  readonly inputs: Readonly<Record<string, Json>>
  status: string
  conclusion: string | null
  readonly createdAt: string
}

export interface DeploymentState {
  readonly id: number
  readonly sha: string
  readonly ref: string
  readonly task: string
  readonly environment: string
  readonly description: string
  readonly payload: Json
  readonly production: boolean
  readonly transient: boolean
  readonly createdAt: string
  readonly statuses: DeploymentStatusState[]
}

export interface DeploymentStatusState {
  readonly id: number
  readonly state: string
  readonly description: string
  readonly logUrl: string
  readonly environmentUrl: string
  readonly createdAt: string
}

export interface ArtifactState {
  readonly id: number
  readonly name: string
  readonly run: number
  readonly headSha: string
  readonly headRepositoryId: number
  readonly digest: string
  readonly content: Uint8Array
  readonly createdAt: string
}
