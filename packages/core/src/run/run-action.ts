import { readInputs, tokenOf } from '../action/read-inputs.ts'
import type { Action, Conclusion } from '../define-action.ts'
import { githubRuntime } from '../github-runtime.ts'
import { type CommandLog, commandLog } from '../log/command-log.ts'
import { processEnv } from '../node/env.ts'
import type { ProcessLike } from '../node/process.ts'
import type { Runtime } from '../runtime.ts'
import { type Cancellation, watchCancellation } from './cancellation.ts'
import { describeError } from './describe-error.ts'
import { printFailure } from './print-failure.ts'

export interface RunOptions {
  /** `post` runs after the job, whatever became of it. Default `main`. */
  readonly phase?: 'main' | 'post'
  /** Default this process. */
  readonly process?: ProcessLike
}

/**
 * Runs an action: the only place that catches, and the only one that sets the exit status. The exit status is the
 * verdict. It is a failure from the start, so that an event loop that runs dry is one too.
 */
export async function runAction(action: Action, options: RunOptions = {}): Promise<void> {
  const proc = options.process ?? process
  const log = commandLog((text) => proc.stdout.write(text))
  const cancellation = watchCancellation(proc, log)
  const phase = options.phase ?? 'main'
  try {
    await (phase === 'main' ? runMain : runPost)(action, proc, log, cancellation)
  } finally {
    cancellation.end()
  }
}

async function runMain(
  action: Action,
  proc: ProcessLike,
  log: CommandLog,
  cancellation: Cancellation,
): Promise<void> {
  proc.exitCode = 1
  const { title } = action.definition
  try {
    const runtime = runtimeFor(action, proc, log, cancellation)
    const conclusion = await action.run(readInputs(action.definition, runtime.env), runtime)
    // An error that nobody awaited is as much a failure as one that somebody did.
    if (cancellation.escaped.length > 0) throw cancellation.escaped[0]
    conclude(log, title, conclusion)
    proc.exitCode = conclusion.ok ? 0 : 1
  } catch (error) {
    printFailure(log, title, error)
  }
}

/** Cleaning up is best effort: its failure is a warning, because the verdict has been given. */
async function runPost(
  action: Action,
  proc: ProcessLike,
  log: CommandLog,
  cancellation: Cancellation,
): Promise<void> {
  try {
    await action.post?.(runtimeFor(action, proc, log, cancellation))
    for (const error of cancellation.escaped) log.warning(`After the job: ${describeError(error)}`)
  } catch (error) {
    log.warning(`After the job: ${describeError(error)}`, { title: action.definition.title })
  }
}

function runtimeFor(
  { definition }: Action,
  proc: ProcessLike,
  log: CommandLog,
  { signal }: Cancellation,
): Runtime {
  const token = tokenOf(definition, processEnv(proc.env))
  return githubRuntime(proc, { log, signal, ...(token !== undefined && { token }) })
}

function conclude(log: CommandLog, title: string, { ok, message }: Conclusion): void {
  log.conclude(ok ? 'info' : 'error', message, { title })
}
