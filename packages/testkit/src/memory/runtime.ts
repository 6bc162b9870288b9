import { type GitHubContext, inputVariable, type Runtime } from '@mlops-actions/core'
import { type MemoryClock, memoryClock } from './clock.ts'
import { memoryEnv } from './env.ts'
import { type MemoryExec, memoryExec } from './exec.ts'
import { type MemoryFiles, memoryFiles } from './files.ts'
import { type MemoryGitHub, memoryGitHub } from './github.ts'
import { type MemoryHttp, memoryHttp } from './http.ts'
import { memoryLog } from './log.ts'
import { memoryOidc, memoryOutputs, memoryRandom, memorySecrets, memorySummary } from './outputs.ts'
import type { Recorded } from './recorded.ts'
import { memoryArtifacts, memoryCache } from './storage.ts'

/** A Runtime in memory that remembers what was done with it. Wrap a port (`{...runtime, http: ...}`) to make it fail. */
export interface MemoryRuntime extends Runtime {
  readonly clock: MemoryClock
  readonly files: MemoryFiles
  readonly http: MemoryHttp
  readonly exec: MemoryExec
  readonly github: MemoryGitHub
  readonly recorded: Recorded
  /** What SIGINT does: aborts `signal`. */
  cancel(): void
}

export interface MemoryOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Paths relative to the workspace (`/workspace`), or absolute. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** Milliseconds since the epoch (default 2026-01-01T00:00:00Z). */
  readonly now?: number
  readonly github?: Partial<GitHubContext>
  /** As a workflow's `with:`; they become INPUT_ variables. */
  readonly inputs?: Readonly<Record<string, string>>
  /** False: a host without job summaries. */
  readonly summary?: boolean
  /** The job's OIDC token for an audience; absent: a job without `id-token: write`. */
  readonly identity?: (audience: string) => string
}

const WORKSPACE = '/workspace'
const TEMPORARY = '/temp'

/** Every port in memory: no network, no disk, no waiting. */
export function memoryRuntime(options: MemoryOptions = {}): MemoryRuntime {
  const summary: string[] = []
  const recorded: Recorded = {
    comments: [],
    issues: [],
    dispatches: [],
    deployments: [],
    checkRuns: [],
    log: [],
    get summary() {
      return summary.join('')
    },
    outputs: new Map(),
    states: new Map(),
    masked: [],
    requests: [],
    execs: [],
    artifacts: [],
    cache: new Map(),
  }
  const env = memoryEnv({
    GITHUB_WORKSPACE: WORKSPACE,
    RUNNER_TEMP: TEMPORARY,
    ...options.env,
    ...Object.fromEntries(
      Object.entries(options.inputs ?? {}).map(([name, value]) => [inputVariable(name), value]),
    ),
  })
  const clock = memoryClock(options.now ?? Date.UTC(2026, 0, 1))
  const files = memoryFiles({ workspace: WORKSPACE, temporary: TEMPORARY }, clock, options.files ?? {})
  const github = memoryGitHub({ ...defaultContext, ...options.github }, clock, recorded)
  const cancellation = new AbortController()
  return {
    env,
    clock,
    files,
    github,
    log: memoryLog(recorded.log),
    random: memoryRandom(),
    http: memoryHttp(recorded.requests),
    exec: memoryExec(recorded.execs),
    artifacts: memoryArtifacts(recorded.artifacts, files, github.host),
    cache: memoryCache(recorded.cache, files),
    outputs: memoryOutputs(recorded.outputs, recorded.states, env),
    summary: memorySummary(summary, options.summary ?? true),
    secrets: memorySecrets(recorded.masked),
    oidc: memoryOidc(options.identity),
    signal: cancellation.signal,
    recorded,
    cancel: () => cancellation.abort(),
  }
}

const defaultContext: GitHubContext = {
  serverUrl: 'https://github.com',
  apiUrl: 'https://api.github.com',
  repository: { owner: 'octo', name: 'models' },
  eventName: 'push',
  sha: '1111111111111111111111111111111111111111',
  ref: 'refs/heads/main',
  actor: 'mona',
  workflow: 'model',
  workflowRef: 'octo/models/.github/workflows/model.yml@refs/heads/main',
  job: 'gate',
  runId: '42',
  runAttempt: '1',
  defaultBranch: 'main',
}
