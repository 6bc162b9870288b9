/** What the event says of where we are. Everything is absent outside GitHub but what the caller set. */
export interface GitHubContext {
  readonly serverUrl: string
  readonly apiUrl: string
  readonly repository?: { readonly owner: string; readonly name: string }
  readonly eventName: string
  readonly sha?: string
  readonly ref?: string
  readonly actor?: string
  readonly workflow?: string
  readonly workflowRef?: string
  readonly job?: string
  readonly runId?: string
  readonly runAttempt?: string
  /** Of a pull_request event. `headSha` is the contributor's commit, unlike `sha`, which is the merge commit. */
  readonly pullRequest?: {
    readonly number: number
    readonly headSha: string
    readonly baseSha: string
    readonly baseRef: string
    readonly fromFork: boolean
  }
  readonly defaultBranch?: string
}

/** What differs between github.com, *.ghe.com and GHES, decided from the host's name alone. */
export interface HostCapabilities {
  readonly kind: 'github.com' | 'ghe.com' | 'ghes'
  readonly artifacts: boolean
  readonly attestations: boolean
  readonly dispatchRunDetails: boolean
  readonly dispatchInputLimit: number
}

export interface Comment {
  readonly id: number
  readonly body: string
  readonly author: string
  readonly url: string
}

export interface Issue {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly state: 'open' | 'closed'
  readonly author: string
  readonly labels: readonly string[]
  readonly url: string
}

export interface WorkflowRun {
  readonly id: number
  readonly status: string
  readonly createdAt: string
  readonly url: string
}

export type DeploymentState =
  | 'error'
  | 'failure'
  | 'inactive'
  | 'in_progress'
  | 'queued'
  | 'pending'
  | 'success'

/**
 * The part of GitHub the suite uses. Three implementations: octokit, in memory, and `preview`, which stands in where
 * there is no token and only says what would have been posted. A refusal is a GitHubError with its status.
 */
export interface GitHub {
  readonly kind: 'live' | 'preview' | 'memory'
  readonly context: GitHubContext
  readonly host: HostCapabilities
  /** The login comments and issues of ours carry: `github-actions[bot]` or an app's. */
  self(): Promise<string>

  /** Every page. */
  comments(issue: number): Promise<readonly Comment[]>
  createComment(issue: number, body: string): Promise<Comment>
  updateComment(id: number, body: string): Promise<Comment>
  deleteComment(id: number): Promise<void>

  /** Every page, newest first. */
  issues(filter: {
    readonly state: 'open' | 'closed' | 'all'
    readonly label: string
  }): Promise<readonly Issue[]>
  createIssue(issue: {
    readonly title: string
    readonly body: string
    readonly labels: readonly string[]
  }): Promise<Issue>
  updateIssue(
    number: number,
    change: {
      readonly title?: string
      readonly body?: string
      readonly state?: 'open' | 'closed'
      readonly labels?: readonly string[]
    },
  ): Promise<Issue>

  /** Starts a workflow of this repository; the run where the host tells it. */
  dispatchWorkflow(
    workflow: string,
    ref: string,
    inputs: Readonly<Record<string, string>>,
  ): Promise<WorkflowRun | undefined>
  /** Runs created at that time (ISO 8601, UTC) or later, to the second: GitHub keeps no fractions. Newest first. */
  workflowRuns(workflow: string, filter: { readonly createdAfter: string }): Promise<readonly WorkflowRun[]>

  createDeployment(deployment: {
    readonly ref: string
    readonly environment: string
    readonly task: string
    readonly description: string
    readonly payload: Readonly<Record<string, unknown>>
    readonly production: boolean
  }): Promise<{ readonly id: number }>
  /** The newest hundred, newest first. */
  deployments(filter: {
    readonly environment: string
    readonly task: string
  }): Promise<readonly { readonly id: number; readonly sha: string }[]>
  setDeploymentStatus(
    id: number,
    status: { readonly state: DeploymentState; readonly description: string; readonly logUrl?: string },
  ): Promise<void>

  createCheckRun(check: {
    readonly name: string
    readonly headSha: string
    readonly conclusion: 'success' | 'neutral' | 'failure'
    readonly title: string
    readonly summary: string
  }): Promise<{ readonly id: number; readonly url: string }>

  /** A file of this repository at a commit, or undefined. Used to read the policy of the base commit. */
  fileAt(path: string, ref: string): Promise<Uint8Array | undefined>
}
