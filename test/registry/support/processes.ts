import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { gitEnv } from './world.ts'

const NODE = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url))
const WRITER = fileURLToPath(new URL('./writer.ts', import.meta.url))

/** What the operations of `writer.ts` say when they are done. */
export interface Said {
  readonly version: number
  readonly modelDigest: string
  readonly tries: number
  readonly kind: string
  readonly reasons: readonly string[]
  /** The event an operation wrote or found. */
  readonly event?: `sha256:${string}`
}

export interface Writer {
  /** Lines of JSON it got to say before it ended, and how it ended. */
  readonly ended: Promise<{
    readonly said: readonly Said[]
    readonly exitCode: number | null
    readonly stderr: string
  }>
}

/** Starts a writer in a process of its own, from source: Node 24 strips the types. */
export function startWriter(folder: string, ...args: readonly string[]): Writer {
  const child = spawn(NODE, ['--conditions=source', WRITER, folder, ...args], {
    env: gitEnv(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  return {
    ended: new Promise((resolve) =>
      child.on('close', (exitCode) => {
        // A killed writer may leave half a line, which it did not get to say.
        const lines = stdout
          .slice(0, stdout.lastIndexOf('\n') + 1)
          .split('\n')
          .filter(Boolean)
        resolve({ said: lines.map((line): Said => JSON.parse(line)), exitCode, stderr })
      }),
    ),
  }
}
