import type { ProcessLike } from '@mlops-actions/core'
import { EventEmitter } from 'node:events'

export interface FakeProcess extends ProcessLike {
  readonly output: () => string
  readonly exits: number[]
  readonly emit: (event: string, value?: unknown) => boolean
}

/** A process that is none: its output is kept, its signals are sent by the test. */
export function fakeProcess(env: Readonly<Record<string, string | undefined>>, cwd: string): FakeProcess {
  const events = new EventEmitter()
  const written: string[] = []
  const exits: number[] = []
  return {
    env,
    stdout: { write: (text) => written.push(text) },
    platform: process.platform,
    cwd: () => cwd,
    on: (event, listener) => events.on(event, listener),
    off: (event, listener) => events.off(event, listener),
    exit: (code) => void exits.push(code),
    output: () => written.join(''),
    exits,
    emit: (event, value) => events.emit(event, value),
  }
}
