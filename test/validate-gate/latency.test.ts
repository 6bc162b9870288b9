import type { MemoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'
import { scheduleOf, WARMUP } from '../../actions/validate-gate/src/requests/schedule.ts'
import { files, inputs, policy, reportOf, run } from './gate.ts'

const CANDIDATE = 'http://candidate:8080/predict'
const BASELINE = 'http://baseline:8080/predict'

/** Model servers in the runtime's own time: each answers after so many milliseconds; undefined breaks with a 500. */
function servers(delays: Readonly<Record<string, (request: number, now: number) => number | undefined>>) {
  const seen = new Map<string, string[]>()
  const wrap = (runtime: MemoryRuntime): MemoryRuntime => {
    const { http, clock } = runtime
    for (const [url, delay] of Object.entries(delays)) {
      const own: string[] = []
      seen.set(url, own)
      http.on('POST', url, async ({ body, headers }) => {
        own.push(`${headers?.['authorization'] ?? ''} ${Buffer.from(body ?? '').toString()}`)
        const wait = delay(own.length, clock.elapsed())
        if (wait === undefined) return { status: 500 }
        await clock.sleep(wait)
        return { body: { score: 0.5 } }
      })
    }
    return runtime
  }
  return { seen, wrap }
}

const LOAD =
  '      load: { rate: 150, duration: 3s, warmup: 200ms, block: 100ms, timeout: 1s, body: rows.jsonl }\n'
const gate = (rules: string) => ({
  ...files,
  'mlops.yml': policy(rules, LOAD),
  'rows.jsonl': '{"x":1}\n{"x":2}\n',
})

describe('an endpoint', () => {
  it('is measured as the policy says: bodies in turn, headers masked, a verdict by its interval', async () => {
    const { seen, wrap } = servers({ [CANDIDATE]: (request) => 10 + (request % 7) })
    const ran = await run(
      {
        files: gate(
          '{ latency: p95, max: 17ms }, { latency: p95, max: 14ms, id: tight }, { latency: failures, max: 0.05 }',
        ),
        inputs: { ...inputs, endpoint: CANDIDATE, 'endpoint-headers': 'Authorization: Bearer s3cret' },
      },
      wrap,
    )
    const { findings, charts, facts } = reportOf(ran)
    expect(findings.map(({ status }) => status)).toEqual(['pass', 'fail', 'pass'])
    expect(findings[0]!.candidate).toMatchObject({ unit: 'ms' })
    // Warm-up requests are made and not counted.
    expect(seen.get(CANDIDATE)!.length - findings[0]!.candidate!.n).toBeGreaterThan(10)
    expect(new Set(seen.get(CANDIDATE))).toEqual(new Set(['Bearer s3cret {"x":1}', 'Bearer s3cret {"x":2}']))
    expect(ran.runtime.recorded.masked).toContain('Bearer s3cret')
    expect(charts.map(({ title }) => title)).toContain('Latency')
    expect(facts.find(({ label }) => label === 'Requests')!.value).toContain('0 without a good answer')
  })

  it('that stalls is charged for every request that was due meanwhile', async () => {
    // Once, for 600 ms of 3 s: a closed loop would send one request into the pause and count one slow answer.
    const { wrap } = servers({ [CANDIDATE]: (_, now) => (now > 1_000 && now < 1_600 ? 1_600 - now : 5) })
    const ran = await run(
      { files: gate('{ latency: p90, max: 100ms }'), inputs: { ...inputs, endpoint: CANDIDATE } },
      wrap,
    )
    expect(ran.conclusion.ok).toBe(false)
    expect(reportOf(ran).findings[0]!.candidate!.value).toBeGreaterThan(300)
  })

  it.each([
    ['that answers 500', (request: number) => (request % 4 === 0 ? undefined : 1)],
    ['that answers after the time is up', (request: number) => (request % 4 === 0 ? 1_001 : 1)],
  ])('%s has not answered', async (_, delay) => {
    const { wrap } = servers({ [CANDIDATE]: delay })
    const ran = await run(
      { files: gate('{ latency: failures, max: 0.1 }'), inputs: { ...inputs, endpoint: CANDIDATE } },
      wrap,
    )
    expect(reportOf(ran).findings[0]).toMatchObject({ status: 'fail' })
    expect(reportOf(ran).findings[0]!.candidate!.value).toBeCloseTo(0.25, 1)
  })

  it('is measured beside the one in production, in turns', async () => {
    const { seen, wrap } = servers({ [CANDIDATE]: () => 40, [BASELINE]: () => 10 })
    const ran = await run(
      {
        files: gate('{ latency: p50, versus: baseline, margin: 0.5 }'),
        inputs: { ...inputs, endpoint: CANDIDATE, 'baseline-endpoint': BASELINE },
      },
      wrap,
    )
    const [finding] = reportOf(ran).findings
    expect(finding!.status).toBe('fail')
    expect(finding!.candidate!.value).toBeCloseTo(4, 0)
    expect(Math.abs(seen.get(CANDIDATE)!.length - seen.get(BASELINE)!.length)).toBeLessThan(120)
  })

  it('is not blamed for a runner that sends too late', async () => {
    const { wrap } = servers({ [CANDIDATE]: () => 5 })
    const busy = (runtime: MemoryRuntime): MemoryRuntime => {
      const wrapped = wrap(runtime)
      let sleeps = 0
      const sleep: typeof wrapped.clock.sleep = (ms, signal) =>
        wrapped.clock.sleep(sleeps++ % 50 === 0 ? ms + 80 : ms, signal)
      return { ...wrapped, clock: { ...wrapped.clock, sleep } }
    }
    const ran = await run(
      { files: gate('{ latency: p95, max: 1s }'), inputs: { ...inputs, endpoint: CANDIDATE } },
      busy,
    )
    expect(reportOf(ran).findings[0]!.status).toBe('inconclusive')
    expect(reportOf(ran).findings[0]!.reason).toContain('late')
  })
})

describe('what cannot be measured', () => {
  it.each([
    [{ endpoint: 'ftp://x/y' }, 'no http(s) URL'],
    [{ endpoint: 'http://me:pw@x/y' }, 'without credentials'],
    [{ endpoint: 'http://x/y', requests: 'k6.json' }, 'both `endpoint` and `requests`'],
    [{ endpoint: 'http://x/y', 'endpoint-headers': 'nonsense' }, 'line 1 of `endpoint-headers`'],
  ])('%o is refused', async (given, message) => {
    const options = { files: gate('{ latency: p95, max: 1s }'), inputs: { ...inputs, ...given } }
    await expect(run(options)).rejects.toThrow(message)
  })

  it('a policy that does not say how is refused, one that does not ask sends nothing', async () => {
    const bare = { ...files, 'mlops.yml': policy('{ latency: p95, max: 1s }') }
    const given = { ...inputs, endpoint: 'http://127.0.0.1:1/' }
    await expect(run({ files: bare, inputs: given })).rejects.toThrow('does not say how requests are made')
    const ran = await run({ inputs: given })
    expect(ran.runtime.recorded.requests).toEqual([])
  })

  it('no endpoint is no verdict', async () => {
    const ran = await run({ files: gate('{ latency: p95, max: 1s }') })
    expect(reportOf(ran).findings[0]).toMatchObject({ status: 'error', outcome: 'fail' })
  })
})

describe('what a load tool has measured', () => {
  const k6 = {
    metrics: {
      http_reqs: { type: 'counter', values: { count: 1_200, rate: 100 } },
      http_req_failed: { type: 'rate', values: { rate: 0.0025, passes: 3, fails: 1_197 } },
      http_req_duration: {
        values: { avg: 20, min: 1, med: 18.5, max: 260, 'p(90)': 40, 'p(95)': 71.2 },
        // In the exported form `true` says that the threshold was crossed.
        thresholds: { 'p(95)<50': true },
      },
    },
  }
  const exported = {
    metrics: {
      http_reqs: { count: 1_200, rate: 100 },
      http_req_failed: { value: 0.0025 },
      http_req_duration: { avg: 20, med: 18.5, 'p(95)': 71.2, thresholds: { 'p(95)<50': true } },
    },
  }
  const oha = {
    summary: { successRate: 0.99, total: 10 },
    latencyPercentiles: { p50: 0.0185, p95: 0.0712, p99: 0.1 },
    statusCodeDistribution: { '200': 1_190, '503': 7 },
    errorDistribution: { 'aborted due to deadline': 3 },
  }
  const mlperf = `================================================
MLPerf Results Summary
================================================
Result is : VALID
95.00 percentile latency (ns)   : 71200000
99.00 percentile latency (ns)   : 100000000
Early Stopping Result:
 * Processed at least 64 queries (1200).
`
  const judgedBy = async (name: string, text: string, rules: string) =>
    reportOf(
      await run({
        files: { ...files, 'mlops.yml': policy(rules), [name]: text },
        inputs: { ...inputs, requests: name },
      }),
    ).findings

  it.each([
    ['k6.json', JSON.stringify(k6)],
    ['k6-export.json', JSON.stringify(exported)],
    ['oha.json', JSON.stringify(oha)],
    ['mlperf_log_summary.txt', mlperf],
  ])('%s is read', async (name, text) => {
    const findings = await judgedBy(
      name,
      text,
      '{ latency: p95, max: 80ms, use: point }, { latency: p95, max: 70ms, use: point, id: tight }',
    )
    expect(findings.map(({ status }) => status)).toEqual(['pass', 'fail'])
    expect(findings[0]!.candidate!.value).toBeCloseTo(71.2, 9)
  })

  it("oha's lost requests are failures", async () => {
    const [finding] = await judgedBy('oha.json', JSON.stringify(oha), '{ latency: failures, max: 0.02 }')
    expect(finding!.candidate).toMatchObject({ n: 1_200, value: 10 / 1_200 })
  })

  it('rows have an interval', async () => {
    const rows = Array.from(
      { length: 1_000 },
      (_, i) => `${((i * 7919) % 1_000) / 10},${i % 500 === 0 ? 'false' : 'true'}`,
    )
    const csv = `latency_ms,ok\n${rows.join('\n')}\n`
    const [finding] = await judgedBy('rows.csv', csv, '{ latency: p95, max: 99ms }')
    expect(finding!.candidate!.interval!.method).toBe('order-statistic')
    expect(finding!.status).toBe('pass')
  })

  it("oha's rows have an interval, and cannot say what was never answered", async () => {
    const rows = Array.from({ length: 800 }, (_, i) => `${i / 100},0,0,0.01,${0.01 + (i % 100) / 1e4},12,200`)
    const csv = `request-start,DNS,DNS+dialup,Response-delay,request-duration,bytes,status\n${rows.join('\n')}\n`
    const findings = await judgedBy(
      'oha.csv',
      csv,
      '{ latency: p95, max: 25ms }, { latency: failures, max: 0.1 }',
    )
    expect(findings.map(({ status }) => status)).toEqual(['pass', 'error'])
    expect(findings[0]!.candidate!.value).toBeCloseTo(19.4, 1)
  })

  it.each([
    ['broken.json', '{', 'neither JSON nor'],
    ['other.json', '{"a":1}', 'no load tool'],
    ['mlperf.txt', mlperf.replace('VALID', 'INVALID'), 'calls this run invalid'],
    ['rows.csv', 'time\n1\n', 'no column `latency_ms`'],
  ])('%s is refused', async (name, text, message) => {
    await expect(judgedBy(name, text, '{ latency: p95, max: 1s }')).rejects.toThrow(message)
  })
})

describe('a schedule', () => {
  const load = {
    rate: 100,
    duration: 10_000,
    warmup: 1_000,
    block: 1_000,
    arrivals: 'poisson',
    seed: 1,
  } as const
  it('is fixed before the first request, at the rate asked for', () => {
    const { due, side, block } = scheduleOf(load, 1)
    expect(due.length).toBeGreaterThan(950)
    expect(due.length).toBeLessThan(1_250)
    expect(due.every((at, i) => i === 0 || at >= due[i - 1]!)).toBe(true)
    expect(side.every((one) => one === 0)).toBe(true)
    expect(block.filter((one, i) => one === WARMUP && due[i]! >= 1_000)).toHaveLength(0)
  })
  it('has both endpoints in turns A B B A', () => {
    const { due, side } = scheduleOf({ ...load, arrivals: 'constant' }, 2)
    const turns = Array.from({ length: 8 }, (_, turn) => side[due.findIndex((at) => at >= turn * 1_000)])
    expect(turns).toEqual([0, 1, 1, 0, 0, 1, 1, 0])
  })
})
