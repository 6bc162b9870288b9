import { tmpdir } from 'node:os'
import { liveGitHub } from './github/live.ts'
import { previewGitHub } from './github/preview.ts'
import { readContext, readEvent } from './github/context.ts'
import { httpClient } from './http/http.ts'
import { type CommandLog, commandLog } from './log/command-log.ts'
import { actionsArtifacts } from './node/artifacts.ts'
import { actionsCache } from './node/cache.ts'
import { systemClock } from './node/clock.ts'
import { processEnv } from './node/env.ts'
import { nodeExec } from './node/exec.ts'
import { nodeFiles } from './node/files.ts'
import { actionsOidc } from './node/oidc.ts'
import { fileCommandOutputs } from './node/outputs.ts'
import type { ProcessLike } from './node/process.ts'
import { systemRandom } from './node/random.ts'
import { stepSummary } from './node/summary.ts'
import type { Secrets } from './ports/outputs.ts'
import type { Runtime } from './runtime.ts'

export interface GitHubRuntimeOptions {
  /** Absent: GitHub is only previewed. */
  readonly token?: string
  /** Aborted when the job is cancelled. */
  readonly signal?: AbortSignal
  /** The log to write to; default one over the process' stdout. */
  readonly log?: CommandLog
  /** False leaves out the pauses between writes that GitHub asks for: for servers that are not GitHub. */
  readonly paced?: boolean
}

/**
 * The Runtime of a step on a GitHub runner, and of everything that gives a process the same variables.
 * @throws UserError `event-unreadable`
 */
export function githubRuntime(proc: ProcessLike, options: GitHubRuntimeOptions = {}): Runtime {
  const env = processEnv(proc.env)
  const log = options.log ?? commandLog((text) => proc.stdout.write(text))
  const clock = systemClock()
  const random = systemRandom()
  const signal = options.signal ?? new AbortController().signal
  const secrets: Secrets = { mask: (value) => log.mask(value) }
  const { token, paced = true } = options
  if (token !== undefined) secrets.mask(token)
  const http = httpClient({ env, clock, random, signal })
  const context = readContext(env, readEvent(env))
  const github =
    token === undefined ? previewGitHub(log, context) : liveGitHub(context, { token, http, log, paced })
  const files = nodeFiles(
    { workspace: env.get('GITHUB_WORKSPACE') ?? proc.cwd(), temporary: env.get('RUNNER_TEMP') ?? tmpdir() },
    random,
  )
  return {
    env,
    log,
    clock,
    random,
    files,
    http,
    exec: nodeExec(proc.env),
    github,
    artifacts: actionsArtifacts(env, github.host, files),
    cache: actionsCache(env, log),
    outputs: fileCommandOutputs(env, log),
    summary: stepSummary(env),
    secrets,
    oidc: actionsOidc(env, http, secrets),
    signal,
  }
}
