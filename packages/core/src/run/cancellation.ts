import type { Log } from '../ports/log.ts'
import type { ProcessLike } from '../node/process.ts'

/** The runner sends SIGINT, SIGTERM 7.5 s later and SIGKILL 2.5 s after that (actions/runner ProcessInvoker.cs). */
const GRACE_MS = 7_000
/** What a shell reports for a process that SIGINT ended. */
const EXIT_CANCELLED = 130

export interface Cancellation {
  readonly signal: AbortSignal
  /** What escaped every promise and callback; any of it is a failure of the run. */
  readonly escaped: readonly unknown[]
  /** Takes the listeners off again. */
  end(): void
}

/**
 * Turns signals and escaped errors into one abort signal, so that a run can put back what it changed. After seven
 * seconds the process ends itself, while there is still time to end well. A second SIGINT, from a person at a terminal,
 * ends it at once.
 */
export function watchCancellation(proc: ProcessLike, log: Pick<Log, 'warning'>): Cancellation {
  const controller = new AbortController()
  const escaped: unknown[] = []
  let deadline: NodeJS.Timeout | undefined

  function abort(why: string): void {
    if (deadline) return
    log.warning(`${why}: stopping, and putting back what must not stay half done`)
    deadline = setTimeout(() => proc.exit(EXIT_CANCELLED), GRACE_MS)
    deadline.unref()
    controller.abort()
  }
  function onInterrupt(): void {
    if (deadline) proc.exit(EXIT_CANCELLED)
    else abort('Cancelled (SIGINT)')
  }
  const onTerminate = () => abort('Cancelled (SIGTERM)')
  function onEscape(error: unknown): void {
    escaped.push(error)
    abort('An error escaped')
  }
  const listeners = [
    ['SIGINT', onInterrupt],
    ['SIGTERM', onTerminate],
    ['unhandledRejection', onEscape],
    ['uncaughtException', onEscape],
  ] as const
  for (const [event, listener] of listeners) proc.on(event, listener)
  return {
    signal: controller.signal,
    escaped,
    end() {
      clearTimeout(deadline)
      for (const [event, listener] of listeners) proc.off(event, listener)
    },
  }
}
