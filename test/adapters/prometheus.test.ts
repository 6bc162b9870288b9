import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  increaseOf,
  MAX_POINTS,
  parseMatrix,
  parseValue,
  prometheusClient,
  prometheusKpis,
  type Sample,
} from '@mlops-actions/adapters'
import type { Http } from '@mlops-actions/core'
import { type MemoryRuntime, memoryRuntime } from '@mlops-actions/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planOf } from '../rollout/traffic.ts'

const series = (...samples: Sample[]) => ({ labels: {}, samples })

describe('increaseOf', () => {
  const window = { since: 100, until: 200 }

  it('is the difference to the last sample before the window', () => {
    expect(increaseOf([series([90, 10], [150, 25], [190, 88])], window)).toEqual({
      count: 78,
      fresh: true,
      spanMs: 100,
    })
  })

  it('counts from zero after a reset', () => {
    expect(increaseOf([series([90, 100], [110, 105], [120, 3], [130, 7])], window)?.count).toBe(5 + 3 + 4)
  })

  it('counts a series that was born in the window from zero', () => {
    expect(increaseOf([series([150, 4], [190, 9])], window)?.count).toBe(9)
  })

  it('adds the series of several pods, one dead, one reborn', () => {
    const pods = [series([90, 50]), series([95, 7], [150, 2]), series([120, 1], [180, 6])]
    expect(increaseOf(pods, window)).toMatchObject({ count: 0 + 2 + 6, fresh: true })
  })

  it('is stale, not zero, when no sample fell into the window', () => {
    expect(increaseOf([series([90, 50])], window)).toEqual({ count: 0, fresh: false, spanMs: 0 })
  })

  it('is nothing without series', () => {
    expect(increaseOf([], window)).toBeUndefined()
  })

  it('takes the bounds half open, so that adjacent windows share no sample and lose none', () => {
    const samples: Sample[] = Array.from({ length: 50 }, (_, i) => [i * 10, i * i])
    const whole = increaseOf([series(...samples)], { since: 0, until: 490 })?.count
    for (const cut of [90, 95, 100, 101]) {
      const parts = [
        { since: 0, until: cut },
        { since: cut, until: 490 },
      ].map((part) => increaseOf([series(...samples)], part)?.count ?? Number.NaN)
      expect((parts[0] ?? 0) + (parts[1] ?? 0)).toBe(whole)
    }
  })

  it.each([Number.NaN, Infinity, -1])('refuses %d as a counter', (value) => {
    expect(() => increaseOf([series([90, 1], [150, value])], window)).toThrow(RangeError)
  })

  it.each([Number.NaN, Infinity, -1])('refuses %d as the sample before the window', (value) => {
    const samples = [series([90, value], [150, 1_000_000])]
    expect(() => increaseOf(samples, window)).toThrow(RangeError)
  })
})

describe('parseValue', () => {
  it.each([
    ['1.5', 1.5],
    ['+Inf', Infinity],
    ['-Inf', -Infinity],
    ['NaN', Number.NaN],
    ['', Number.NaN],
    ['1e3', 1000],
  ])('%s', (text, value) => {
    expect(parseValue(text)).toBe(value)
  })
})

describe('parseMatrix', () => {
  const parse = (status: number, value: unknown) =>
    parseMatrix(status, new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)))
  const matrix = (result: unknown, more: object = {}) => ({
    status: 'success',
    data: { resultType: 'matrix', result },
    ...more,
  })

  it('reads series and milliseconds', () => {
    const found = parse(
      200,
      matrix([{ metric: { __name__: 'x', pod: 'a' }, values: [[1700000000.123, '7']] }]),
    )
    expect(found).toEqual([{ labels: { __name__: 'x', pod: 'a' }, samples: [[1_700_000_000_123, 7]] }])
  })

  it('takes an empty result for what it is', () => {
    expect(parse(200, matrix([]))).toEqual([])
  })

  it.each([
    ['bad_data', 400, { status: 'error', errorType: 'bad_data', error: 'parse error' }],
    ['execution', 422, { status: 'error', errorType: 'execution', error: 'too many samples' }],
    ['timeout', 503, { status: 'error', errorType: 'timeout', error: 'query timed out' }],
    ['not-prometheus', 502, '<html>Bad gateway</html>'],
    ['not-prometheus', 200, { hello: 'world' }],
    ['not-a-matrix', 200, { status: 'success', data: { resultType: 'vector', result: [] } }],
    ['not-a-matrix', 200, matrix([{ metric: {}, values: [['now', 7]] }])],
    ['partial', 200, matrix([], { warnings: ['partial response: store a is down'] })],
  ])('%s (HTTP %i)', (code, status, answer) => {
    expect(() => parse(status, answer)).toThrow(expect.objectContaining({ code }))
  })
})

describe('the client', () => {
  let server: Server
  let base: string
  let asked: { url: string; authorization: string | undefined }[]
  let http: Http
  beforeEach(async () => {
    asked = []
    server = createServer((request, response) => {
      asked.push({ url: request.url ?? '', authorization: request.headers.authorization })
      const url = new URL(request.url ?? '', 'http://x')
      const start = Number(url.searchParams.get('start'))
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({
          status: 'success',
          data: { resultType: 'matrix', result: [{ metric: { pod: 'a' }, values: [[start, '1']] }] },
        }),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { fetch } = globalThis
    http = {
      async send(request) {
        const answer = await fetch(request.url, { headers: { ...request.headers } })
        return { status: answer.status, headers: new Map(), body: new Uint8Array(await answer.arrayBuffer()) }
      },
    }
  })
  afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())))

  it('asks for raw samples up to a moment, below a path prefix too', async () => {
    await prometheusClient(http, `${base}/prom/`, { kind: 'none' }).samples(
      'x{a="b"}[60s]',
      1_700_000_000_500,
    )
    const url = new URL(asked[0]?.url ?? '', 'http://x')
    expect(url.pathname).toBe('/prom/api/v1/query')
    expect(Object.fromEntries(url.searchParams)).toEqual({ query: 'x{a="b"}[60s]', time: '1700000000.500' })
    expect(asked[0]?.authorization).toBeUndefined()
  })

  it.each([
    [{ kind: 'bearer', token: 't0k' }, 'Bearer t0k'],
    [{ kind: 'basic', user: 'u', password: 'p:w' }, `Basic ${Buffer.from('u:p:w').toString('base64')}`],
  ] as const)('sends credentials as a header, never in the URL: %j', async (auth, header) => {
    await prometheusClient(http, base, auth).samples('x[1s]', 0)
    expect(asked[0]?.authorization).toBe(header)
    expect(asked[0]?.url).not.toMatch(/t0k|p%3Aw|p:w/)
  })

  it('keeps range queries below 11,000 points, and joins the parts', async () => {
    const client = prometheusClient(http, base, { kind: 'none' })
    const stepMs = 60_000
    const end = 14 * 86_400_000
    const found = await client.range('x', { start: 0, end, stepMs })
    const ranges = asked.map(({ url }) => {
      const query = new URL(url, 'http://x').searchParams
      return { start: Number(query.get('start')), end: Number(query.get('end')) }
    })
    expect(ranges).toHaveLength(2)
    for (const range of ranges) expect((range.end - range.start) / 60 + 1).toBeLessThanOrEqual(MAX_POINTS)
    expect(ranges[1]?.start).toBe((ranges[0]?.end ?? 0) + 60)
    expect(ranges.at(-1)?.end).toBe(end / 1000)
    expect(found).toHaveLength(1)
    expect(found[0]?.samples).toHaveLength(2)
  })
})

describe('KPIs from Prometheus', () => {
  const API = 'http://prom:9090/api/v1/query'
  const kpi = planOf({ kpis: [{ name: 'errors' }] }).kpis[0]!
  const window = { since: 1_000_000, until: 1_060_000 }
  let runtime: MemoryRuntime
  beforeEach(() => {
    runtime = memoryRuntime()
  })
  const kpis = () => prometheusKpis(prometheusClient(runtime.http, 'http://prom:9090', { kind: 'none' }))

  /** Answers `t...` and `e...` selectors with the given samples, in seconds. */
  function answer(
    total: readonly [number, string][] | undefined,
    events: readonly [number, string][] | undefined,
  ) {
    runtime.http.on('GET', API, (_, url) => {
      const values = url.searchParams.get('query')?.startsWith('t') ? total : events
      const result = values ? [{ metric: {}, values }] : []
      return { body: { status: 'success', data: { resultType: 'matrix', result } } }
    })
  }

  it('counts events and requests of an arm over the same window', async () => {
    answer(
      [
        [990, '100'],
        [1050, '512'],
      ],
      [
        [990, '1'],
        [1050, '6'],
      ],
    )
    expect(await kpis().counts(kpi, 'green', window)).toEqual({
      kind: 'counts',
      events: 5,
      total: 412,
      spanMs: 60_000,
    })
    const queries = runtime.recorded.requests.map(({ url }) => new URL(url).searchParams)
    expect(queries.map((query) => query.get('query'))).toEqual(['t{v="green"}[960s]', 'e{v="green"}[960s]'])
    expect(queries.map((query) => query.get('time'))).toEqual(['1060.000', '1060.000'])
  })

  it('cannot be led out of the label by a hostile arm', async () => {
    answer([], [])
    await kpis().counts(kpi, '"} or vector(1) #\\', window)
    expect(new URL(runtime.recorded.requests[0]?.url ?? '').searchParams.get('query')).toBe(
      't{v="\\"} or vector(1) #\\\\"}[960s]',
    )
  })

  it.each([
    ['no total', undefined, [[1050, '6']], 'no series matches `total`'],
    ['a stale total', [[990, '5']], [[1050, '6']], 'no sample of `total`'],
    ['no events', [[1050, '5']], undefined, 'no series matches `events`'],
    ['stale events', [[1050, '5']], [[990, '5']], 'no sample of `events`'],
    ['more events than requests', [[1050, '5']], [[1050, '6']], 'the selectors disagree'],
    ['a NaN', [[1050, 'NaN']], [[1050, '6']], 'a counter cannot be NaN'],
  ] as const)('%s is no data, never zero', async (_, total, events, reason) => {
    answer(total as never, events as never)
    const reading = await kpis().counts(kpi, 'green', window)
    expect(reading).toMatchObject({ kind: 'no-data', reason: expect.stringContaining(reason) })
  })

  it('takes absent events as zero only where the policy says so', async () => {
    answer([[1050, '5']], undefined)
    const reading = await kpis().counts({ ...kpi, absentEvents: 'zero' }, 'green', window)
    expect(reading).toMatchObject({ kind: 'counts', events: 0, total: 5 })
  })

  it.each([
    ['refuses the connection', undefined],
    [
      'is overloaded',
      { status: 503, body: { status: 'error', errorType: 'timeout', error: 'query timed out' } },
    ],
    ['is a login page', { status: 200, body: '<html>' }],
  ])('is unavailable when Prometheus %s', async (_, response) => {
    if (response) runtime.http.on('GET', API, () => response)
    expect((await kpis().counts(kpi, 'green', window)).kind).toBe('unavailable')
  })

  it('stops with a clear error for a selector that is none', async () => {
    const error = 'ranges only allowed for vector selectors'
    runtime.http.on('GET', API, () => ({
      status: 400,
      body: { status: 'error', errorType: 'bad_data', error },
    }))
    await expect(kpis().counts(kpi, 'green', window)).rejects.toMatchObject({
      code: 'prometheus-bad-query',
      message: expect.stringContaining(error),
      remedy: expect.stringContaining('plain counter selectors'),
    })
  })
})
