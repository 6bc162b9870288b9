import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface ServerProcess {
  readonly port: number
  readonly origin: string
  /** What it printed so far: the reason when it did not come up. */
  output(): string
  close(): Promise<void>
}

const PATIENCE_MS = 60_000

/** Starts a server on a free port and waits until it answers HTTP, whatever it answers. */
export async function startServer(
  command: string,
  args: (port: number) => readonly string[],
  options: {
    readonly env?: (port: number) => Readonly<Record<string, string>>
    readonly cwd?: string
    readonly scheme?: 'http' | 'https'
    readonly probe?: string
  } = {},
): Promise<ServerProcess> {
  const port = await freePort()
  const origin = `${options.scheme ?? 'http'}://127.0.0.1:${port}`
  const child = spawn(command, [...args(port)], {
    env: { ...process.env, ...options.env?.(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.cwd !== undefined && { cwd: options.cwd }),
  })
  let output = ''
  let ended: string | undefined
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000)))
  }
  child.on('error', (error) => (ended = error.message))
  const exit = new Promise<void>((resolve) => {
    child.on('close', (code) => {
      ended ??= `exit ${code}`
      resolve()
    })
  })
  for (const start = Date.now(); ; await sleep(50)) {
    if (ended !== undefined) throw new Error(`${command} did not start (${ended}):\n${output}`)
    if (await answers(port)) break
    if (Date.now() - start > PATIENCE_MS) throw new Error(`${command} does not answer:\n${output}`)
  }
  return {
    port,
    origin,
    output: () => output,
    async close() {
      child.kill('SIGTERM')
      const killer = setTimeout(() => child.kill('SIGKILL'), 3000)
      await exit
      clearTimeout(killer)
    },
  }
}

async function answers(port: number): Promise<boolean> {
  const { connect } = await import('node:net')
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}
