import { action } from '@mlops-actions/canary-deploy'
import { type Conclusion, readInputs } from '@mlops-actions/core'
import { type MemoryRuntime, memoryRuntime } from '@mlops-actions/testkit'
import { type FakeHaproxy, fakeHaproxy } from '../contract/router/fake-haproxy.ts'

const START = Date.UTC(2026, 0, 1)
const SCRAPE_MS = 15_000
const PROMETHEUS = 'http://prometheus:9090'

export const STABLE_DIGEST = `sha256:${'a'.repeat(64)}`
export const CANARY_DIGEST = `sha256:${'b'.repeat(64)}`

export const POLICY = `
version: 1
models:
  delay:
    task: binary
    rollout:
      arms: { stable: blue, canary: green }
      steps: [5, 25, 50, 100]
      interval: 60s
      step_duration: 5m
      max_duration: 4h
      min_requests: 500
      kpis:
        - name: errors
          kind: ratio
          events: 'errors_total{version="{{arm}}"}'
          total: 'requests_total{version="{{arm}}"}'
`

interface Arm {
  requests: number
  errors: number
  readonly samples: { readonly at: number; readonly requests: number; readonly errors: number }[]
}

export interface WorldOptions {
  readonly policy?: string
  readonly requestsPerMinute?: number
  readonly stableRate?: number
  readonly canaryRate?: number
  readonly inputs?: Readonly<Record<string, string>>
  readonly github?: Parameters<typeof memoryRuntime>[0] extends infer O
    ? O extends { github?: infer G }
      ? G
      : never
    : never
}

/**
 * A proxy that splits traffic by its weights, two arms that answer with their own error rates, and a Prometheus that
 * scrapes them: real sockets and HTTP shapes, simulated time.
 */
export interface World {
  readonly runtime: MemoryRuntime
  readonly proxy: FakeHaproxy
  /** Percent of traffic on the canary at every moment it changed, in order. */
  readonly shares: number[]
  share(): number
  /** Called whenever Prometheus is asked; may change the world, or answer instead of it. */
  onQuery: ((minute: number) => { status: number; body: unknown } | undefined) | undefined
  run(inputs?: Readonly<Record<string, string>>, runtime?: MemoryRuntime): Promise<Conclusion>
  /** The same world, met by another job: own outputs, own log, the same clock. */
  anotherJob(github?: object): MemoryRuntime
  lines(): string
  close(): Promise<void>
}

export async function world(options: WorldOptions = {}): Promise<World> {
  const { policy = POLICY, requestsPerMinute = 3000, stableRate = 0.01, canaryRate = 0.01 } = options
  const proxy = await fakeHaproxy({ 'models/blue': 100, 'models/green': 0 })
  const arms: Record<'blue' | 'green', Arm> = {
    blue: { requests: 0, errors: 0, samples: [] },
    green: { requests: 0, errors: 0, samples: [] },
  }
  let lived = START - 20 * 60_000
  const weight = (arm: string) => proxy.weights.get(`models/${arm}`) ?? 0
  const share = () => (100 * weight('green')) / (weight('blue') + weight('green'))
  const shares: number[] = [0]

  const inputs: Record<string, string> = {
    router: 'haproxy',
    'haproxy-sockets': proxy.path,
    'haproxy-backend': 'models',
    'prometheus-url': PROMETHEUS,
    environment: 'production',
    ...options.inputs,
  }

  /** Traffic since the last time anybody looked, at the weights that have been in place since. */
  function live(now: number): void {
    for (; lived + SCRAPE_MS <= now; lived += SCRAPE_MS) {
      const requests = (requestsPerMinute * SCRAPE_MS) / 60_000
      const part = { green: share() / 100, blue: 1 - share() / 100 }
      const rates = { green: canaryRate, blue: stableRate }
      for (const [name, arm] of Object.entries(arms) as ['blue' | 'green', Arm][]) {
        arm.requests += requests * part[name]
        arm.errors += requests * part[name] * rates[name]
        if (arm.requests === 0) continue
        const at = lived + SCRAPE_MS
        arm.samples.push({ at, requests: Math.floor(arm.requests), errors: Math.floor(arm.errors) })
      }
    }
  }

  const self: World = {
    runtime: newRuntime(undefined, options.github ?? {}),
    proxy,
    shares,
    share,
    onQuery: undefined,
    async run(more = {}, runtime = self.runtime) {
      const env = {
        get: (name: string) => (name.startsWith('INPUT_') ? given.get(name) : runtime.env.get(name)),
      }
      const given = new Map(
        Object.entries({ ...inputs, ...more }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      )
      return action.run(readInputs(action.definition, env), runtime)
    },
    anotherJob: (github = {}) => newRuntime(self.runtime, github),
    lines: () => self.runtime.recorded.log.map(({ level, message }) => `${level}: ${message}`).join('\n'),
    close: () => proxy.close(),
  }

  function newRuntime(base: MemoryRuntime | undefined, github: object): MemoryRuntime {
    const fresh = memoryRuntime({ files: { 'mlops.yml': policy }, now: START, github, inputs })
    const runtime: MemoryRuntime = base ? { ...fresh, clock: base.clock, github: base.github } : fresh
    const context = { ...runtime.github.context, ...github }
    const scoped: MemoryRuntime = base ? { ...runtime, github: { ...base.github, context } } : runtime
    scoped.http.on('GET', `${PROMETHEUS}/api/v1/query`, (_, url) => {
      const now = scoped.clock.now()
      live(now)
      if (shares.at(-1) !== share()) shares.push(share())
      const instead = self.onQuery?.((now - START) / 60_000)
      return instead ?? { body: answer(url.searchParams) }
    })
    for (const [arm, digest] of [
      ['blue', STABLE_DIGEST],
      ['green', CANARY_DIGEST],
    ] as const) {
      scoped.http.on('GET', `http://${arm}/identity`, () => ({ body: { digest, name: 'delay' } }))
    }
    return scoped
  }

  function answer(query: URLSearchParams): unknown {
    const [, metric, arm, range] = /^(\w+)\{version="(\w+)"\}\[(\d+)s\]$/.exec(query.get('query') ?? '') ?? []
    const until = Number(query.get('time')) * 1000
    const since = until - Number(range) * 1000
    const samples = (arms[arm as 'blue' | 'green']?.samples ?? []).filter(
      ({ at }) => at > since && at <= until,
    )
    const values = samples.map(({ at, requests, errors }) => [
      at / 1000,
      String(metric === 'errors_total' ? errors : requests),
    ])
    const result = values.length === 0 ? [] : [{ metric: { __name__: metric, version: arm }, values }]
    return { status: 'success', data: { resultType: 'matrix', result } }
  }

  return self
}
