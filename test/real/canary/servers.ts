import { type ChildProcess, spawn } from 'node:child_process'
import { Agent, createServer, get, type Server } from 'node:http'
import { type AddressInfo, connect, createServer as createSocket } from 'node:net'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A model server of a few lines: predictions, some of which fail, its identity, and its counters. */
export interface ModelServer {
  readonly port: number
  requests: number
  errors: number
  /** Share of requests it answers with 500. */
  errorRate: number
  close(): Promise<void>
}

export async function modelServer(version: string, digest: string, errorRate: number): Promise<ModelServer> {
  const self = { requests: 0, errors: 0, errorRate }
  const server: Server = createServer((request, response) => {
    if (request.url === '/metrics') {
      // Both counters from the first scrape on, at 0, as Prometheus's guidelines ask.
      response.end(
        `# TYPE model_requests_total counter\nmodel_requests_total{version="${version}"} ${self.requests}\n` +
          `# TYPE model_errors_total counter\nmodel_errors_total{version="${version}"} ${self.errors}\n`,
      )
    } else if (request.url === '/identity') {
      response.end(JSON.stringify({ digest }))
    } else {
      self.requests += 1
      const fails = ((self.requests * 7919) % 1000) / 1000 < self.errorRate
      if (fails) self.errors += 1
      response.statusCode = fails ? 500 : 200
      response.end('{}')
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(self, {
    port,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  })
}

export async function freePort(): Promise<number> {
  const server = createSocket()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}

export interface Daemon {
  readonly child: ChildProcess
  stop(): Promise<void>
}

/** A server of this test only, ended by its own handle. */
function daemon(command: string, args: readonly string[]): Daemon {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString('utf8')).slice(-4000)
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.once('error', (error) => {
    words += String(error)
  })
  return {
    child,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        const killer = setTimeout(() => child.kill('SIGKILL'), 5_000)
        await ended
        clearTimeout(killer)
      }
    },
  }
}

export interface Haproxy extends Daemon {
  readonly socket: string
  readonly port: number
}

/** HAProxy with its weights in the safe state, as every reload will find them. */
export async function startHaproxy(
  folder: string,
  servers: Readonly<Record<string, { readonly port: number; readonly weight: number }>>,
): Promise<Haproxy> {
  const socket = join(folder, 'admin.sock')
  const port = await freePort()
  const lines = Object.entries(servers).map(
    ([name, server]) => `  server ${name} 127.0.0.1:${server.port} weight ${server.weight}`,
  )
  const configuration = join(folder, 'haproxy.cfg')
  await writeFile(
    configuration,
    `global
  stats socket ${socket} mode 600 level admin
defaults
  mode http
  timeout connect 1s
  timeout client 5s
  timeout server 5s
frontend models
  bind 127.0.0.1:${port}
  default_backend models
backend models
  balance roundrobin
${lines.join('\n')}
`,
  )
  const started = daemon('haproxy', ['-db', '-f', configuration])
  await until('HAProxy to listen', () => listens(port))
  return { ...started, socket, port }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

export interface Prometheus extends Daemon {
  readonly url: string
}

export async function startPrometheus(folder: string, ports: readonly number[]): Promise<Prometheus> {
  const port = await freePort()
  const configuration = join(folder, 'prometheus.yml')
  await mkdir(join(folder, 'data'))
  await writeFile(
    configuration,
    `global: { scrape_interval: 1s }
scrape_configs:
  - job_name: models
    static_configs: [{ targets: [${ports.map((target) => `'127.0.0.1:${target}'`).join(', ')}] }]
`,
  )
  const started = daemon('prometheus', [
    `--config.file=${configuration}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=error',
  ])
  const url = `http://127.0.0.1:${port}`
  await until('Prometheus to be ready', async () => (await fetch(`${url}/-/ready`)).ok)
  return { ...started, url }
}

export async function until(
  what: string,
  met: () => Promise<boolean> | boolean,
  timeoutMs = 20_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs
  let last: unknown
  while (performance.now() < deadline) {
    try {
      if (await met()) return
    } catch (error) {
      last = error
    }
    await sleep(50)
  }
  throw new Error(`gave up waiting for ${what}`, { cause: last })
}

/** Live traffic, bounded in rate, count and time. */
export function startLoad(
  port: number,
  perSecond: number,
  most: number,
): { stop(): Promise<void>; readonly sent: number } {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  let sent = 0
  let debt = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    debt = Math.min(perSecond, debt + ((now - last) / 1000) * perSecond)
    last = now
    for (; debt >= 1 && sent < most; debt--) {
      sent += 1
      get({ port, host: '127.0.0.1', path: '/predict', agent }, (response) => response.resume()).on(
        'error',
        () => {},
      )
    }
  }, 10)
  return {
    get sent() {
      return sent
    },
    async stop() {
      clearInterval(timer)
      agent.destroy()
    },
  }
}
