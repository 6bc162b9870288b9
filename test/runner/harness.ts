import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findNode, type LogLine, runStep, type StepOptions, type StepResult } from 'mlops-actions'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}`, import.meta.url))
}

export async function temporary(): Promise<string> {
  return await mkdtemp(join(tmpdir(), 'runner-test-'))
}

export interface Ran extends StepResult {
  readonly lines: readonly LogLine[]
  /** The log as one text. */
  readonly log: string
}

/** Runs a fixture in a fresh workspace on the node the suite is for. */
export async function ran(name: string, options: Partial<StepOptions> = {}): Promise<Ran> {
  const lines: LogLine[] = []
  const result = await runStep({
    action: fixture(name),
    workspace: await temporary(),
    temp: await temporary(),
    node: (await findNode(root)).path,
    ...options,
    onLine: (line) => {
      lines.push(line)
      options.onLine?.(line)
    },
  })
  return { ...result, lines, log: lines.map(({ text }) => text).join('\n') }
}

/** Runs JavaScript as an action; `fs`, `childProcess` and `env` are in scope. */
export async function ranScript(main: string, options: Partial<StepOptions> = {}, post = ''): Promise<Ran> {
  return await ran('script', { ...options, inputs: { main, post } })
}
