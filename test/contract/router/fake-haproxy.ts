import { createServer, type Server, type Socket } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * HAProxy's Runtime API as far as the router speaks it, over a real unix socket; its answers were copied from HAProxy
 * 2.6.12. test/real runs the same contract against the real one.
 */
export interface FakeHaproxy {
  readonly path: string
  readonly weights: Map<string, number>
  readonly variables: Map<string, string>
  /** Every line it was sent. */
  readonly lines: string[]
  /** What a reload does: weights as in the configuration, no variables. */
  reload(): void
  /** Stops answering until called with false. */
  hang(hanging: boolean): void
  close(): Promise<void>
}

export async function fakeHaproxy(initial: Readonly<Record<string, number>>): Promise<FakeHaproxy> {
  const folder = await mkdtemp(join(tmpdir(), 'haproxy-'))
  const path = join(folder, 'admin.sock')
  const weights = new Map(Object.entries(initial))
  const variables = new Map<string, string>()
  const lines: string[] = []
  let hanging = false

  function answer(command: string, experimental: boolean): string {
    const [, server, weight] = /^set server (\S+) weight (\d+)$/.exec(command) ?? []
    if (server !== undefined) {
      if (!weights.has(server)) return 'No such server.\n\n'
      if (Number(weight) > 256) return 'Absolute weight can only be between 0 and 256 inclusive.\n\n'
      weights.set(server, Number(weight))
      return '\n'
    }
    const read = /^get weight (\S+)$/.exec(command)?.[1]
    if (read !== undefined) {
      const current = weights.get(read)
      return current === undefined ? 'No such server.\n\n' : `${current} (initial ${initial[read]})\n\n`
    }
    const [, name, text] = /^set var (\S+) str\((.*)\)$/.exec(command) ?? []
    if (name !== undefined) {
      if (!experimental) return 'This command is restricted to experimental mode only.\n\n'
      variables.set(name, text ?? '')
      return '\n'
    }
    const variable = /^get var (\S+)$/.exec(command)?.[1]
    if (variable !== undefined) {
      const value = variables.get(variable)
      return value === undefined ? 'Variable not found.\n\n' : `${variable}: type=str value=<${value}>\n\n`
    }
    return command === 'experimental-mode on' ? '\n' : `Unknown command: '${command}'\n\n`
  }

  const open = new Set<Socket>()
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    let text = ''
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
    })
    socket.on('error', () => socket.destroy())
    socket.on('end', () => {
      if (hanging) return
      const line = text.split('\n', 1)[0] ?? ''
      lines.push(line)
      // HAProxy's buffer (tune.bufsize): a longer line is refused whole.
      if (line.length > 16_000) return void socket.end('')
      const commands = line.split(';').map((command) => command.trim())
      const experimental = commands.includes('experimental-mode on')
      socket.end(commands.map((command) => answer(command, experimental)).join(''))
    })
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return {
    path,
    weights,
    variables,
    lines,
    reload() {
      for (const [name, weight] of Object.entries(initial)) weights.set(name, weight)
      variables.clear()
    },
    hang(value) {
      hanging = value
    },
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      })
      await rm(folder, { recursive: true, force: true })
    },
  }
}
