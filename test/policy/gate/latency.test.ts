import { describe, expect, it } from 'vitest'
import { judgeGate, parsePolicy } from '@mlops-actions/policy'
import type { Finding, RequestLog, Requests, RequestSide } from '@mlops-actions/policy'
import { quantileInterval, seededRandom } from '@mlops-actions/stats'

const problem = { status: 'error', cause: 'error', reason: 'no predictions were given' } as const

function judged(rule: string, requests: Requests | undefined): Finding {
  const text = `version: 1\nmodels:\n  m:\n    task: binary\n    data: { id: i, label: y, score: p }\n    gate: { rules: [ { ${rule} } ] }\n`
  const { gate } = parsePolicy(text, 'mlops.yml').model().policy
  const { findings } = judgeGate({
    gate: gate!,
    // A gate of latencies alone is no worse for having no predictions.
    evidence: { ok: false, problem },
    ...(requests ? { requests: { ok: true, value: requests } } : {}),
    today: '2026-01-01',
  })
  expect(findings).toHaveLength(1)
  return findings[0]!
}

/** Latencies around `centre` with a long tail; `bunch` slows whole blocks of a hundred requests together. */
function log(
  seed: number,
  centre: number,
  options: { n?: number; bunch?: number; sent?: number; lag?: number } = {},
): RequestLog {
  const { n = 6_000, bunch = 0, sent = 100, lag = 1 } = options
  const random = seededRandom(seed)
  const blocks = Uint32Array.from({ length: n }, (_, i) => Math.floor(i / 100))
  const slow = Float64Array.from({ length: Math.ceil(n / 100) }, () => (random.next() < 0.2 ? 1 + bunch : 1))
  const latencies = Float64Array.from(
    { length: n },
    (_, i) =>
      centre * slow[blocks[i]!]! * Math.exp(0.3 * (random.next() + random.next() + random.next() - 1.5) * 2),
  )
  return { kind: 'log', name: `http://m${seed}`, latencies, made: { blocks, offered: 100, sent, lag } }
}

const alone = (candidate: RequestSide): Requests => ({ candidate })

describe('a percentile under a limit', () => {
  it("has scipy's order-statistic interval when requests are independent", () => {
    const { latencies } = log(1, 50)
    const free: RequestLog = { kind: 'log', name: 'rows.csv', latencies }
    const { candidate, status } = judged('latency: p99, max: 200ms', alone(free))
    const { estimate, low, high } = quantileInterval(latencies, 0.99, 0.9)
    expect(candidate).toMatchObject({ value: estimate, unit: 'ms', interval: { low, high } })
    expect(status).toBe('pass')
  })

  it('passes, fails and stays open, as its interval says', () => {
    const one = log(2, 50)
    const { interval } = judged('latency: p95, max: 900ms', alone(one)).candidate!
    const at = (limit: number) => judged(`latency: p95, max: ${Math.round(limit)}ms`, alone(one)).status
    expect(at(interval!.high + 2)).toBe('pass')
    expect(at(interval!.low - 2)).toBe('fail')
    expect(at((interval!.low + interval!.high) / 2)).toBe('inconclusive')
  })

  it('is wider when slow requests bunch together, and says what they are worth', () => {
    const width = (bunch: number): number => {
      const { low, high } = judged('latency: p90, max: 900ms', alone(log(3, 50, { bunch }))).candidate!
        .interval!
      return (high - low) / low
    }
    expect(width(1)).toBeGreaterThan(2 * width(0))
  })

  it('counts what never came back: the percentile is infinite, not shorter', () => {
    const one = log(4, 50)
    const lost = { ...one, latencies: one.latencies.map((ms, i) => (i % 50 === 0 ? Infinity : ms)) }
    const finding = judged('latency: p99, max: 900ms', alone(lost))
    expect(finding.status).toBe('fail')
    expect(judged('latency: failures, max: 0.05', alone(lost)).status).toBe('pass')
    expect(judged('latency: failures, max: 0.01', alone(lost)).status).toBe('fail')
  })

  it('counts failures that come in bursts as fewer, less certain ones', () => {
    const one = log(12, 50)
    const burst = { ...one, latencies: one.latencies.map((ms, i) => (i % 1_000 < 37 ? Infinity : ms)) }
    const spread = { ...one, latencies: one.latencies.map((ms, i) => (i % 27 === 0 ? Infinity : ms)) }
    const width = (side: RequestLog): number => {
      const { low, high } = judged('latency: failures, max: 0.2', alone(side)).candidate!.interval!
      return high - low
    }
    expect(width(burst)).toBeGreaterThan(2 * width(spread))
  })

  it('needs the requests that MLPerf needs', () => {
    const finding = judged('latency: p99, max: 900ms', alone(log(5, 50, { n: 200 })))
    expect(finding).toMatchObject({ status: 'inconclusive', outcome: 'fail' })
    expect(finding.reason).toContain('even with none over the limit 299 are needed')
  })

  it.each([
    [{ sent: 97 }, '97.0 requests a second were sent of the 100.0'],
    [{ lag: 30 }, 'more than 30.0 ms late'],
  ])('does not blame the endpoint for this machine: %o', (options, said) => {
    const finding = judged('latency: p99, max: 900ms', alone(log(6, 50, options)))
    expect(finding.status).toBe('inconclusive')
    expect(finding.reason).toContain(said)
  })
})

describe('two endpoints in turns', () => {
  const rule = 'latency: p95, versus: baseline, margin: 0.1'
  const both = (candidate: RequestLog, baseline: RequestLog): Requests => ({ candidate, baseline })

  it('passes within the margin, fails beyond it', () => {
    expect(judged(rule, both(log(7, 50), log(8, 50))).status).toBe('pass')
    const slower = judged(rule, both(log(7, 65), log(8, 50)))
    expect(slower.status).toBe('fail')
    expect(slower.candidate!.value).toBeCloseTo(1.3, 1)
  })

  it('is not asked of a machine that cannot tell its own halves apart', () => {
    const noisy = log(9, 50)
    const latencies = noisy.latencies.map((ms, i) => ms * (Math.floor(i / 100) % 2 === 0 ? 1 : 1.4))
    const finding = judged(rule, both(log(7, 50), { ...noisy, latencies }))
    expect(finding.status).toBe('inconclusive')
    expect(finding.reason).toMatch(/two halves of the baseline's own requests differ by 3\d\.\d %/)
  })

  it('keeps its error: an endpoint 10 % slower passes a margin of 10 % in at most 5 of 40 runs', () => {
    let passed = 0
    for (let seed = 100; seed < 140; seed++) {
      const one = judged(rule, both(log(seed, 55, { n: 3_000 }), log(seed + 500, 50, { n: 3_000 })))
      if (one.status === 'pass') passed++
    }
    expect(passed).toBeLessThanOrEqual(5)
  })

  it.each([
    ['no second endpoint', { candidate: log(7, 50) }, 'error'],
    [
      'files of two runs',
      { candidate: { kind: 'log', name: 'a', latencies: log(7, 50).latencies }, baseline: log(8, 50) },
      'incomparable',
    ],
  ] as const)('%s is not green', (_, requests, status) => {
    expect(judged(rule, requests)).toMatchObject({ status, outcome: 'fail' })
  })
})

describe('a summary of a load tool', () => {
  const summary: RequestSide = {
    kind: 'summary',
    name: 'k6.json',
    tool: 'k6',
    n: 1_200,
    failures: 3,
    quantiles: new Map([[0.95, 71.2]]),
  }
  it('has no uncertainty, and is judged by its point only where that is asked for', () => {
    expect(judged('latency: p95, max: 100ms', alone(summary)).status).toBe('inconclusive')
    expect(judged('latency: p95, max: 100ms, use: point', alone(summary)).status).toBe('pass')
    expect(judged('latency: p95, max: 70ms, use: point', alone(summary)).status).toBe('fail')
    expect(judged('latency: p99, max: 70ms, use: point', alone(summary)).reason).toContain('it has p95')
    expect(judged('latency: failures, max: 0.01', alone(summary)).status).toBe('pass')
  })
})

it('without requests there is no verdict', () => {
  expect(judged('latency: p99, max: 100ms', undefined)).toMatchObject({ status: 'error', outcome: 'fail' })
})

it.each([
  ['latency: p100, max: 1s', 'a percentile such as'],
  ['latency: p99', 'needs `max`'],
  ['latency: p99, max: 0.1', 'expected a duration'],
  ['latency: failures, max: 1s', 'a share of the requests'],
  ['latency: p99, versus: baseline', 'needs a `margin`'],
  ['latency: p99, max: 1s, margin: 0.1', '`versus: baseline` only'],
])('%s is refused', (rule, message) => {
  expect(() => judged(rule, undefined)).toThrow(message)
})
