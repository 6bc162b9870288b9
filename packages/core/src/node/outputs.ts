import { randomUUID } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import type { Env } from '../ports/env.ts'
import type { Log } from '../ports/log.ts'
import type { Outputs } from '../ports/outputs.ts'

/**
 * Outputs and state through the runner's command files.
 *
 * The format is @actions/core's (a test compares the bytes); core itself is not loaded, because its HTTP client would
 * take a third of the start-up time of every run for an append to a file.
 */
export function fileCommandOutputs(env: Env, log: Pick<Log, 'debug'>): Outputs {
  async function append(variable: string, name: string, value: string): Promise<void> {
    const file = env.get(variable)
    if (file === undefined) {
      log.debug(`${variable} is not set: ${name} goes nowhere`)
      return
    }
    await appendFile(file, keyValueMessage(name, value))
  }
  return {
    set: (name, value) => append('GITHUB_OUTPUT', name, value),
    saveState: (name, value) => append('GITHUB_STATE', name, value),
    state: (name) => env.get(`STATE_${name}`),
  }
}

/**
 * A heredoc whose end nobody can guess: with a fixed end, a value could close it and set outputs of its own
 * (CVE-2022-35954).
 */
function keyValueMessage(name: string, value: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(name))
    throw new RangeError(`not the name of an output: ${JSON.stringify(name)}`)
  const delimiter = `ghadelimiter_${randomUUID()}`
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`
}
