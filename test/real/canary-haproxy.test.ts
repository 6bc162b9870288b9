import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  haproxyRouter,
  netSocket,
  parseSocketAddress,
  prometheusClient,
  prometheusKpis,
  SETTLE_MS,
} from '@mlops-actions/adapters'
import { githubRuntime } from '@mlops-actions/core'
import { parsePolicy } from '@mlops-actions/policy'
import { resolvePlan } from '@mlops-actions/rollout'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type Haproxy,
  type ModelServer,
  modelServer,
  type Prometheus,
  startHaproxy,
  startLoad,
  startPrometheus,
  until,
} from './canary/servers.ts'

const digest = { blue: `sha256:${'a'.repeat(64)}`, green: `sha256:${'b'.repeat(64)}` }
const GOOD = 0.04
const BAD = 0.3
const REQUESTS_PER_SECOND = 300
const REQUESTS_MAX = 60_000

const POLICY = `
version: 1
models:
  delay:
    task: binary
    rollout:
      arms: { stable: blue, canary: green }
      steps: [20, 50, 100]
      interval: 1s
      step_duration: 3s
      max_duration: 90s
      max_blind: 4s
      lease: 5s
      min_requests: 200
      kpis:
        - name: errors
          kind: ratio
          events: 'model_errors_total{version="{{arm}}"}'
          total: 'model_requests_total{version="{{arm}}"}'
          margin_ratio: 2
`

let folder: string
let blue: ModelServer
let green: ModelServer
let haproxy: Haproxy
let prometheus: Prometheus
let load: ReturnType<typeof startLoad>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'canary-real-'))
  await writeFile(join(folder, 'mlops.yml'), POLICY)
  blue = await modelServer('blue', digest.blue, GOOD)
  green = await modelServer('green', digest.green, GOOD)
  haproxy = await startHaproxy(folder, {
    blue: { port: blue.port, weight: 100 },
    green: { port: green.port, weight: 0 },
  })
  prometheus = await startPrometheus(folder, [blue.port, green.port])
  load = startLoad(haproxy.port, REQUESTS_PER_SECOND, REQUESTS_MAX)
  // Two scrapes that are old enough to be looked at: what readBaselines needs.
  await until('Prometheus to know both arms', async () => {
    const query = new URLSearchParams({ query: 'min(count_over_time(model_requests_total[1m] offset 2s))' })
    const answer = (await (await fetch(`${prometheus.url}/api/v1/query?${query.toString()}`)).json()) as {
      data: { result: { value: [number, string] }[] }
    }
    return Number(answer.data.result[0]?.value[1] ?? 0) >= 3
  })
})
afterAll(async () => {
  await load?.stop()
  await prometheus?.stop()
  await haproxy?.stop()
  await blue?.close()
  await green?.close()
  await rm(folder, { recursive: true, force: true })
})

const router = () =>
  haproxyRouter(netSocket(), {
    sockets: [parseSocketAddress(haproxy.socket)],
    backend: 'models',
    servers: { stable: ['blue'], canary: ['green'] },
  })
const canaryShare = async () => (await router().read()).split.canary

/** What the canary serves within the next second. */
async function servedByCanary(): Promise<number> {
  const before = green.requests
  await sleep(1_000)
  return green.requests - before
}

interface Job {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  log(): string
  output(name: string): Promise<string | undefined>
  readonly state: string
}

let jobs = 0

/** The action in a process of its own, with the variables and files a runner gives it. */
async function startJob(
  inputs: Readonly<Record<string, string>> = {},
  phase: 'main' | 'post' = 'main',
  env: Readonly<Record<string, string>> = {},
): Promise<Job> {
  jobs += 1
  const temporary = join(folder, `job-${jobs}`)
  await mkdir(temporary, { recursive: true })
  const files = { GITHUB_OUTPUT: join(temporary, 'output'), GITHUB_STATE: join(temporary, 'state') }
  for (const file of Object.values(files)) await writeFile(file, '')
  const all = {
    router: 'haproxy',
    'haproxy-sockets': haproxy.socket,
    'haproxy-backend': 'models',
    'prometheus-url': prometheus.url,
    'stable-identity-url': `http://127.0.0.1:${blue.port}/identity`,
    'canary-identity-url': `http://127.0.0.1:${green.port}/identity`,
    digest: digest.green,
    'report-dir': `report-${jobs}`,
    ...inputs,
  }
  const variables = Object.fromEntries(
    Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  )
  const entry = fileURLToPath(new URL('canary/entry.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=source', entry, phase], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      GITHUB_WORKSPACE: folder,
      RUNNER_TEMP: temporary,
      GITHUB_REPOSITORY: 'octo/models',
      GITHUB_RUN_ID: String(1000 + jobs),
      GITHUB_RUN_ATTEMPT: '1',
      ...files,
      ...variables,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  return {
    child,
    ended,
    log: () => text,
    state: files.GITHUB_STATE,
    async output(name) {
      const written = await readFile(files.GITHUB_OUTPUT, 'utf8')
      return new RegExp(`^${name}<<(\\S+)\\n([\\s\\S]*?)\\n\\1$`, 'm').exec(written)?.[2]
    },
  }
}

/** The exit status, with the job's own words when it is not the expected one. */
async function exitOf(job: Job, expected: number): Promise<number | null> {
  const code = await job.ended
  if (code !== expected) throw new Error(`exit status ${code}, expected ${expected}:\n${job.log()}`)
  return code
}

/** The state file of a job as the runner hands it to the post step. */
async function stateOf(job: Job): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(job.state, 'utf8')
  const values = [...text.matchAll(/^(\S+)<<(\S+)\n([\s\S]*?)\n\2$/gm)]
  return Object.fromEntries(values.map(([, name, , value]) => [`STATE_${name}`, value ?? '']))
}

async function shiftedJob(): Promise<Job> {
  const job = await startJob()
  await until('the first shift', async () => (await canaryShare()) > 0).catch((error: unknown) => {
    throw new Error(job.log(), { cause: error })
  })
  return job
}

describe('canary-deploy with a real HAProxy, a real Prometheus and live traffic', () => {
  beforeEach(async () => {
    await router().force({ stable: 100, canary: 0 }, undefined)
    green.errorRate = GOOD
  })

  it('rolls a bad canary back, and it gets no request after that', async () => {
    green.errorRate = BAD
    const job = await startJob()
    expect(await exitOf(job, 1)).toBe(1)
    expect(job.log()).toContain('errors is worse')
    expect(await job.output('decision')).toBe('rolled-back')
    expect(await canaryShare()).toBe(0)
    expect(await servedByCanary()).toBe(0)
  })

  it('promotes a good canary, which then serves everything', async () => {
    const job = await startJob({ version: '7' })
    expect(await exitOf(job, 0)).toBe(0)
    expect(await job.output('decision')).toBe('promoted')
    expect(await job.output('verdict')).toBe('pass')
    expect(await canaryShare()).toBe(100)
    const stable = blue.requests
    expect(await servedByCanary()).toBeGreaterThan(REQUESTS_PER_SECOND / 3)
    expect(blue.requests).toBe(stable)
    const report = JSON.parse(
      await readFile(join(folder, (await job.output('report')) ?? ''), 'utf8'),
    ) as object
    expect(report).toMatchObject({ kind: 'rollout', verdict: 'pass', subject: { modelDigest: digest.green } })
  })

  it('counts every request once, however the windows are cut', async () => {
    await load.stop()
    await sleep(2_500)
    const before = blue.requests
    const start = Date.now()
    const burst = startLoad(haproxy.port, REQUESTS_PER_SECOND, 1_000)
    await until('the burst to be over', () => blue.requests - before >= 1_000)
    await burst.stop()
    await sleep(4_500)
    const runtime = githubRuntime(process)
    const kpis = prometheusKpis(prometheusClient(runtime.http, prometheus.url, { kind: 'none' }))
    const [kpi] = resolvePlan(parsePolicy(POLICY, 'mlops.yml').model().policy.rollout!).kpis
    let [counted, since] = [0, start]
    for (let end = start + 700; end < Date.now() - SETTLE_MS; end += 700) {
      const reading = await kpis.counts(kpi!, 'blue', { since, until: end })
      if (reading.kind !== 'counts') continue
      counted += reading.total
      since = end
    }
    const served = blue.requests - before
    load = startLoad(haproxy.port, REQUESTS_PER_SECOND, REQUESTS_MAX)
    expect(counted).toBe(served)
    expect(counted).toBe(1_000)
  })

  it('puts the safe split back within five seconds of SIGINT', async () => {
    const job = await shiftedJob()
    expect(await servedByCanary()).toBeGreaterThan(0)
    const sent = performance.now()
    job.child.kill('SIGINT')
    await until('the rollback', async () => (await canaryShare()) === 0, 5_000)
    expect(performance.now() - sent).toBeLessThan(5_000)
    expect(await job.ended).not.toBe(0)
    expect(await servedByCanary()).toBe(0)
    expect(await job.output('decision')).toBe('rolled-back')
  })

  it('is undone by its post step when main was killed', async () => {
    const job = await shiftedJob()
    job.child.kill('SIGKILL')
    await job.ended
    expect(await canaryShare()).toBeGreaterThan(0)
    const post = await startJob({}, 'post', await stateOf(job))
    expect(await exitOf(post, 0)).toBe(0)
    expect(await canaryShare()).toBe(0)
  })

  it('is undone by a reconcile when the whole runner was killed, not before its lease is over', async () => {
    const job = await shiftedJob()
    job.child.kill('SIGKILL')
    await job.ended
    const early = await startJob({ mode: 'reconcile' })
    expect(await exitOf(early, 0)).toBe(0)
    expect(await canaryShare()).toBeGreaterThan(0)
    // The lease of some seconds, and the half minute that two clocks may differ by.
    await sleep(36_000)
    const late = await startJob({ mode: 'reconcile' })
    expect(await exitOf(late, 1)).toBe(1)
    expect(await canaryShare()).toBe(0)
    expect(await servedByCanary()).toBe(0)
  })

  it('refuses a second run on the same target', async () => {
    const job = await shiftedJob()
    const second = await startJob()
    expect(await second.ended).toBe(1)
    expect(second.log()).toContain('is under way at')
    job.child.kill('SIGINT')
    await job.ended
  })

  // Last, because Prometheus does not come back.
  it('holds and then rolls back when Prometheus goes away', async () => {
    const job = await shiftedJob()
    await prometheus.stop()
    expect(await exitOf(job, 1)).toBe(1)
    expect(job.log()).toContain('no evidence')
    expect(await canaryShare()).toBe(0)
    expect(job.log()).not.toContain('Shifting the canary to 50 %')
  })
})
