import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { UserError } from '../error.ts'
import type { Exec, ExecOptions, ExecResult } from '../ports/exec.ts'

const DEFAULT_MAX_OUTPUT_BYTES = 16 * 1024 * 1024
/** Between asking a program to end and ending it; the runner itself leaves us 7.5 s after a cancellation. */
const KILL_AFTER_MS = 2_000

/**
 * Programs by argv, each in a process group of its own, so that its children end with it: the runner signals only the
 * Node process, and waits for whoever still holds its pipes.
 * @param variables the environment of the job, handed on without what is only for this action
 */
export function nodeExec(variables: Readonly<Record<string, string | undefined>>): Exec {
  return {
    run: (command, args, options = {}) =>
      new Promise((resolve, reject) => {
        if (options.signal?.aborted === true) {
          reject(cancelled(command))
          return
        }
        const child = spawn(command, args, {
          cwd: options.cwd,
          env: { ...withoutPrivate(variables), ...options.env },
          stdio: ['pipe', 'pipe', 'pipe'],
          shell: false,
          detached: process.platform !== 'win32',
        })
        follow(child, command, options, resolve, reject)
      }),
  }
}

function follow(
  child: ChildProcess,
  command: string,
  options: ExecOptions,
  resolve: (result: ExecResult) => void,
  reject: (error: Error) => void,
): void {
  const maxBytes = options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES
  let failure: Error | undefined
  let killer: NodeJS.Timeout | undefined

  function stop(error: Error): void {
    if (failure) return
    failure = error
    signalGroup(child, 'SIGTERM')
    killer = setTimeout(() => signalGroup(child, 'SIGKILL'), KILL_AFTER_MS)
  }
  const collect = (stream: NodeJS.ReadableStream | null): Uint8Array[] => {
    const chunks: Uint8Array[] = []
    let size = 0
    stream?.on('data', (chunk: Uint8Array) => {
      size += chunk.byteLength
      if (size > maxBytes) stop(tooMuch(command, maxBytes))
      else chunks.push(chunk)
    })
    return chunks
  }
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  const onAbort = () => stop(cancelled(command))
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => stop(timedOut(command, options.timeoutMs ?? 0)), options.timeoutMs)
  options.signal?.addEventListener('abort', onAbort, { once: true })
  const settle = () => {
    clearTimeout(timer)
    clearTimeout(killer)
    options.signal?.removeEventListener('abort', onAbort)
  }

  child.on('error', (cause) => {
    settle()
    reject(notStarted(command, cause))
  })
  child.on('close', (code, signal) => {
    settle()
    if (failure) {
      reject(failure)
      return
    }
    const exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal])
    resolve({ exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') })
  })
  // A program may end without reading all of its input; its exit code says whether that was a failure.
  child.stdin?.on('error', () => {})
  child.stdin?.end(options.stdin)
}

function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return
  if (process.platform === 'win32') {
    child.kill(signal)
    return
  }
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error // ESRCH: gone already.
  }
}

/** Our inputs, our state and the runner's tokens are nobody else's business. */
function withoutPrivate(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const shared: Record<string, string> = {}
  for (const [name, value] of Object.entries(variables)) {
    if (
      value !== undefined &&
      !/^(INPUT_|STATE_|ACTIONS_RUNTIME_TOKEN$|ACTIONS_ID_TOKEN_REQUEST_)/i.test(name)
    ) {
      shared[name] = value
    }
  }
  return shared
}

function notStarted(command: string, cause: Error): UserError {
  return 'code' in cause && cause.code === 'ENOENT'
    ? new UserError('program-not-found', `${command}: not found on the PATH`, { cause })
    : new UserError('program-not-started', `${command}: could not be started`, { cause })
}

function timedOut(command: string, milliseconds: number): UserError {
  return new UserError('program-timed-out', `${command}: stopped after ${milliseconds} ms`)
}

function tooMuch(command: string, maxBytes: number): UserError {
  return new UserError(
    'program-output-too-large',
    `${command}: wrote more than ${maxBytes} bytes, and was stopped`,
  )
}

function cancelled(command: string): UserError {
  return new UserError('cancelled', `${command}: stopped, because the job was cancelled`)
}
