import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { RunnerError } from './error.ts'
import { createLineSplitter } from './line-splitter.ts'

/** What the runner gives a cancelled step: SIGINT, then SIGTERM, then SIGKILL (NodeScriptActionHandler, ProcessInvoker). */
const INTERRUPT_MS = 7_500
const TERMINATE_MS = 2_500
/** How long open pipes of grandchildren are waited for after the step itself has exited. */
const PIPES_MS = 5_000

export interface ChildOptions {
  readonly node: string
  readonly script: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly onLine: (line: string) => void
  /** Aborted: the ladder of signals starts. */
  readonly signal: AbortSignal | undefined
}

export interface ChildResult {
  /** 128 + the signal's number when a signal ended it, as shells say it. */
  readonly exitCode: number
  readonly cancelled: boolean
  /** True when something the step started still held its output open and had to be killed. */
  readonly leftProcesses: boolean
}

/**
 * Runs a script as a step: no arguments, stdin closed, lines of both streams in the order they arrive. The step gets a
 * process group of its own, so that Ctrl-C in a terminal reaches it once, through us, and not twice.
 */
export async function runChild(options: ChildOptions): Promise<ChildResult> {
  const child = spawn(options.node, [options.script], {
    cwd: options.cwd,
    env: { ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  })
  const streams = [child.stdout, child.stderr].map((stream) => {
    const splitter = createLineSplitter(options.onLine)
    stream.on('data', (chunk: Uint8Array) => splitter.write(chunk))
    return new Promise<void>((resolve) => {
      stream.once('close', () => {
        splitter.end()
        resolve()
      })
    })
  })
  const exited = new Promise<number>((resolve, reject) => {
    child.once('error', (error) => reject(notStarted(options, error)))
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    )
  })
  const ladder = climb(child, exited, options.signal)
  try {
    const exitCode = await exited
    const leftProcesses = await within(PIPES_MS, Promise.all(streams)).then((done) => !done)
    if (leftProcesses) {
      killGroup(child)
      child.stdout.destroy()
      child.stderr.destroy()
      await Promise.all(streams)
    }
    return { exitCode, cancelled: options.signal?.aborted === true, leftProcesses }
  } finally {
    ladder.stop()
  }
}

function notStarted({ node, cwd }: ChildOptions, cause: Error): RunnerError {
  return new RunnerError('not-started', `cannot start ${node} in ${cwd}: ${cause.message}`, { cause })
}

/** Signals go to the step's own process and not to its group: as on the runner, it must pass them on itself. */
function climb(
  child: ChildProcess,
  exited: Promise<number>,
  signal: AbortSignal | undefined,
): { stop(): void } {
  const cancel = async (): Promise<void> => {
    const gone = exited.then(
      () => true,
      () => true,
    )
    child.kill('SIGINT')
    if (await within(INTERRUPT_MS, gone)) return
    child.kill('SIGTERM')
    if (await within(TERMINATE_MS, gone)) return
    child.kill('SIGKILL')
  }
  const onAbort = (): void => void cancel()
  if (signal?.aborted) onAbort()
  else signal?.addEventListener('abort', onAbort, { once: true })
  return { stop: () => signal?.removeEventListener('abort', onAbort) }
}

/** Whether `work` ended within the time. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false)
  })
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}

/** The runner ends orphans when the job ends. Here the step is the job. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || process.platform === 'win32') return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    // ESRCH: whatever held the pipe left the group; its pipe is closed from this side.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
