import type { Clock } from './ports/clock.ts'
import type { Env } from './ports/env.ts'
import type { Exec } from './ports/exec.ts'
import type { Files } from './ports/files.ts'
import type { GitHub } from './ports/github.ts'
import type { Http } from './ports/http.ts'
import type { Log } from './ports/log.ts'
import type { Oidc, Outputs, Random, Secrets, Summary } from './ports/outputs.ts'
import type { Artifacts, Cache } from './ports/storage.ts'

/** Everything an action may touch. Nothing else is global: a 48-hour canary runs instantly under a clock in memory. */
export interface Runtime {
  readonly env: Env
  readonly log: Log
  readonly clock: Clock
  readonly random: Random
  readonly files: Files
  readonly http: Http
  readonly exec: Exec
  readonly github: GitHub
  readonly artifacts: Artifacts
  readonly cache: Cache
  readonly outputs: Outputs
  readonly summary: Summary
  readonly secrets: Secrets
  readonly oidc: Oidc
  /** Aborted by SIGINT or SIGTERM: the job was cancelled and about seven seconds remain. */
  readonly signal: AbortSignal
}
