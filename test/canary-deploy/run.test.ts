import { parseReport } from '@mlops-actions/report'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CANARY_DIGEST, POLICY, STABLE_DIGEST, type World, world } from './world.ts'

let here: World
afterEach(() => here.close())

async function report(from: World = here) {
  const path = from.runtime.recorded.outputs.get('report') ?? ''
  return parseReport(new TextDecoder().decode(await from.runtime.files.read(path, { maxBytes: 1e7 })))
}

const identity = {
  'stable-identity-url': 'http://blue/identity',
  'canary-identity-url': 'http://green/identity',
  digest: CANARY_DIGEST,
}

describe('a good canary', () => {
  beforeEach(async () => {
    here = await world()
  })

  it('is promoted step by step, with a passing report that names its digest', async () => {
    const ended = await here.run({ ...identity, version: '7' })
    expect(ended).toMatchObject({
      ok: true,
      message: expect.stringContaining('delay 7 was promoted to 100 %'),
    })
    expect(here.share()).toBe(100)
    expect(here.shares).toEqual([0, 5, 25, 50])
    const { outputs } = here.runtime.recorded
    expect(Object.fromEntries(outputs)).toMatchObject({
      verdict: 'pass',
      decision: 'promoted',
      weight: '100',
    })
    const made = await report()
    expect(made).toMatchObject({
      kind: 'rollout',
      verdict: 'pass',
      subject: { model: 'delay', version: '7', modelDigest: CANARY_DIGEST },
    })
    expect(made.findings.map(({ id, status }) => [id, status])).toEqual([
      ['rollout.decision', 'pass'],
      ['kpi.not-worse[errors]', 'pass'],
      ['traffic.as-configured', 'pass'],
      ['identity', 'pass'],
    ])
    expect(made.charts.map(({ kind }) => kind)).toEqual(['timeline', 'intervals'])
    expect(made.facts).toContainEqual({ label: 'Stable serves', value: `${STABLE_DIGEST.slice(0, 19)}…` })
  })

  it('is rolled back when its server begins to serve other bytes halfway', async () => {
    here.onQuery = (minute) => {
      if (minute > 8) {
        const digest = `sha256:${'c'.repeat(64)}`
        here.runtime.http.on('GET', 'http://green/identity', () => ({ body: { digest } }))
      }
      return undefined
    }
    const { 'canary-identity-url': canary } = identity
    const ended = await here.run({ 'canary-identity-url': canary })
    expect(ended).toMatchObject({ ok: false, message: expect.stringContaining('serves another model') })
    expect(here.share()).toBe(0)
  })

  it('waits while its server cannot say for a moment what it serves', async () => {
    let asked = 0
    here.runtime.http.on('GET', 'http://green/identity', () =>
      ++asked === 4 ? { status: 503 } : { body: { digest: CANARY_DIGEST } },
    )
    expect((await here.run(identity)).ok).toBe(true)
    expect(here.lines()).toContain('identity URL answers HTTP 503')
  })

  it('is no evidence for a digest that nobody checked', async () => {
    expect((await here.run()).ok).toBe(true)
    const made = await report()
    expect(made.verdict).toBe('warn')
    expect(made.subject.modelDigest).toBeUndefined()
  })

  it('keeps a deployment in step, and puts the older ones out of service', async () => {
    const old = await here.runtime.github.createDeployment({
      ref: 'x',
      environment: 'production',
      task: 'mlops:canary',
      description: '',
      payload: {},
      production: true,
    })
    await here.run({ version: '7' })
    const { deployments, outputs } = here.runtime.recorded
    const ours = deployments.find(({ id }) => id !== old.id)
    expect(ours).toMatchObject({ environment: 'production', production: true, payload: { model: 'delay' } })
    expect(ours?.statuses.map(({ state }) => state)).toEqual([
      'in_progress',
      'in_progress',
      'in_progress',
      'success',
    ])
    expect(ours?.statuses[0]?.logUrl).toBe('https://github.com/octo/models/actions/runs/42')
    expect(deployments.find(({ id }) => id === old.id)?.statuses).toMatchObject([{ state: 'inactive' }])
    expect(outputs.get('deployment-id')).toBe(String(ours?.id))
    for (const { description } of ours?.statuses ?? []) expect(description.length).toBeLessThanOrEqual(140)
  })

  it('is promoted though GitHub refuses every deployment call', async () => {
    const refuse = async () => {
      throw new Error('Resource not accessible by integration')
    }
    const github = { ...here.runtime.github, createDeployment: refuse, setDeploymentStatus: refuse }
    expect((await here.run({}, { ...here.runtime, github })).ok).toBe(true)
    expect(here.lines()).toContain('warning: Could not create the deployment: Resource not accessible')
  })

  it('says one line a look', async () => {
    await here.run()
    expect(here.lines()).toMatch(
      /info: 5 % for 1m: \d+ requests, \d+ errors vs [\d,]+, \d+; harm evidence [\d.e-]+ of 100 needed/,
    )
  })

  it('leaves the post step nothing to do', async () => {
    const { action } = await import('@mlops-actions/canary-deploy')
    await here.run()
    const before = here.proxy.lines.length
    await action.post?.(here.runtime)
    expect(here.proxy.lines).toHaveLength(before)
    expect(here.share()).toBe(100)
  })

  it('cannot be rolled out again before the arms are swapped', async () => {
    await here.run()
    await expect(here.run()).rejects.toMatchObject({
      code: 'unsafe-start',
      remedy: expect.stringContaining('swap `arms`'),
    })
    expect(here.share()).toBe(100)
  })
})

describe('a bad canary', () => {
  beforeEach(async () => {
    here = await world({ canaryRate: 0.03 })
  })

  it('is rolled back within minutes, from the first step', async () => {
    const ended = await here.run(identity)
    expect(ended).toMatchObject({
      ok: false,
      message: expect.stringContaining('delay was rolled back: errors is worse'),
    })
    expect(here.share()).toBe(0)
    expect(Math.max(...here.shares)).toBe(5)
    expect(here.runtime.clock.now() - Date.UTC(2026, 0, 1)).toBeLessThanOrEqual(10 * 60_000)
    expect(Object.fromEntries(here.runtime.recorded.outputs)).toMatchObject({
      verdict: 'fail',
      decision: 'rolled-back',
      weight: '0',
    })
    const made = await report()
    expect(made).toMatchObject({ verdict: 'fail', headline: expect.stringContaining('was rolled back') })
    expect(made.findings.find(({ kind }) => kind === 'kpi')).toMatchObject({
      status: 'fail',
      outcome: 'fail',
    })
    expect(here.runtime.recorded.deployments[0]?.statuses.at(-1)?.state).toBe('failure')
  })

  it('is free for the next attempt at once', async () => {
    await here.run()
    await expect(here.run()).resolves.toMatchObject({ ok: false })
  })
})

describe('before any traffic moves', () => {
  beforeEach(async () => {
    here = await world()
  })
  const neverShifted = () =>
    expect(here.proxy.lines.some((line) => /weight [1-9]/.test(line) && line.includes('green'))).toBe(false)

  it.each([
    ['the canary serves another model', { ...identity, digest: STABLE_DIGEST }, 'identity-mismatch'],
    [
      'an arm cannot name its model',
      { ...identity, 'canary-identity-url': 'http://nowhere/identity' },
      'identity-unreadable',
    ],
    [
      'both arms serve the same model',
      { ...identity, 'stable-identity-url': 'http://green/identity' },
      'same-model',
    ],
    ['a digest is expected but nobody can be asked', { digest: CANARY_DIGEST }, 'missing-input'],
    ['the server is unknown to HAProxy', { 'haproxy-canary-servers': 'purple' }, 'haproxy-refused'],
    ['HAProxy is not there', { 'haproxy-sockets': '/nowhere/admin.sock' }, 'haproxy-unreachable'],
    ['there is no backend', { 'haproxy-backend': '' }, 'missing-input'],
    ['there is no Prometheus', { 'prometheus-url': '' }, 'missing-input'],
    [
      'two ways to authenticate are given',
      { 'prometheus-token': 't', 'prometheus-user': 'u' },
      'conflicting-inputs',
    ],
    ['the policy is not there', { policy: 'other.yml' }, 'policy-not-found'],
    ['the model is not in the policy', { model: 'delya' }, 'unknown-model'],
  ])('stops when %s', async (_, inputs, code) => {
    await expect(here.run(inputs)).rejects.toMatchObject({ code })
    neverShifted()
  })

  it('stops when stable cannot be measured', async () => {
    here.onQuery = () => ({
      status: 200,
      body: { status: 'success', data: { resultType: 'matrix', result: [] } },
    })
    await expect(here.run()).rejects.toMatchObject({
      code: 'undetectable',
      message: expect.stringContaining('no series matches `total`'),
    })
    neverShifted()
  })

  it('stops when the traffic is too little to tell three times the errors', async () => {
    await here.close()
    here = await world({ requestsPerMinute: 4 })
    await expect(here.run()).rejects.toMatchObject({ code: 'undetectable' })
    neverShifted()
  })

  it('stops when the canary already has traffic that nobody claims', async () => {
    here.proxy.weights.set('models/green', 20)
    await expect(here.run()).rejects.toMatchObject({ code: 'unsafe-start' })
    expect(here.proxy.weights.get('models/green')).toBe(20)
  })

  it('stops when cancelled', async () => {
    here.runtime.cancel()
    await expect(here.run()).rejects.toMatchObject({ code: 'cancelled' })
    neverShifted()
  })

  it('writes the state and the way back before the first shift', async () => {
    await here.run()
    const first = here.proxy.lines.findIndex((line) => /green weight [1-9]/.test(line))
    const before = here.proxy.lines.slice(0, first)
    expect(before.filter((line) => line.includes('set var')).length).toBeGreaterThanOrEqual(1)
    expect(here.runtime.recorded.states.has('canary')).toBe(true)
  })
})

describe('when things go wrong on the way', () => {
  beforeEach(async () => {
    here = await world()
  })

  it('holds while Prometheus is down, and goes on when it is back', async () => {
    here.onQuery = (minute) => (minute > 3 && minute < 5.5 ? { status: 503, body: 'down' } : undefined)
    expect((await here.run()).ok).toBe(true)
    expect(here.lines()).toContain('Staying at 5 %: no evidence: Prometheus: ')
  })

  it('rolls back when Prometheus stays down, and never advances without it', async () => {
    here.onQuery = (minute) => (minute > 3 ? { status: 503, body: 'down' } : undefined)
    const ended = await here.run()
    expect(ended).toMatchObject({ ok: false, message: expect.stringContaining('no evidence for 180 s') })
    expect(here.share()).toBe(0)
    expect(Math.max(...here.shares)).toBe(5)
  })

  it('rolls back when the canary sends no metrics: silence is no success', async () => {
    await here.close()
    here = await world({
      policy: POLICY.replace('canary: green', 'canary: violet'),
      inputs: { 'haproxy-canary-servers': 'green' },
    })
    const ended = await here.run()
    expect(ended).toMatchObject({ ok: false, message: expect.stringContaining('no series matches `total`') })
    expect(here.share()).toBe(0)
  })

  it('rolls back when somebody moves the weights', async () => {
    here.onQuery = (minute) => {
      if (minute === 2) here.proxy.weights.set('models/green', 40)
      return undefined
    }
    const ended = await here.run()
    expect(ended).toMatchObject({
      ok: false,
      message: expect.stringContaining('somebody else moved the weights'),
    })
    expect(here.share()).toBe(0)
  })

  it('ends when HAProxy is reloaded: it serves stable again and knows of no rollout', async () => {
    let reloaded = false
    here.onQuery = (minute) => {
      if (minute > 2 && !reloaded) here.proxy.reload()
      reloaded ||= minute > 2
      return undefined
    }
    const ended = await here.run()
    expect(ended.ok).toBe(false)
    expect(here.share()).toBe(0)
  })

  it('rolls back, and still shows the error, when Prometheus starts to refuse the selectors', async () => {
    here.onQuery = (minute) =>
      minute > 2
        ? { status: 400, body: { status: 'error', errorType: 'bad_data', error: 'parse error' } }
        : undefined
    await expect(here.run()).rejects.toMatchObject({ code: 'prometheus-bad-query' })
    expect(here.share()).toBe(0)
    expect(here.runtime.recorded.outputs.get('decision')).toBe('rolled-back')
  })

  it('holds and calls a person when time is up and the policy says so', async () => {
    await here.close()
    here = await world({
      policy: POLICY.replace('max_duration: 4h', 'max_duration: 20m\n      on_timeout: hold').replace(
        'min_requests: 500',
        'min_requests: 500000',
      ),
    })
    const ended = await here.run()
    expect(ended).toMatchObject({ ok: false, message: expect.stringContaining('is held at 5 %') })
    expect(here.share()).toBe(5)
    expect(here.runtime.recorded.outputs.get('decision')).toBe('held')
  })

  it('rolls back at once when the job is cancelled', async () => {
    here.onQuery = (minute) => {
      if (minute > 2) here.runtime.cancel()
      return undefined
    }
    const ended = await here.run()
    expect(ended).toMatchObject({ ok: false, message: expect.stringContaining('the job was cancelled') })
    expect(here.share()).toBe(0)
    expect(here.runtime.clock.now() - Date.UTC(2026, 0, 1)).toBeLessThan(4 * 60_000)
  })

  it('stars out every secret before anything is said', async () => {
    const secrets = {
      'prometheus-token': 'prom-s3cret',
      'gitops-token': 'git-s3cret',
      'github-token': 'gh-s3cret',
    }
    await here.run(secrets)
    expect(here.runtime.recorded.masked).toEqual(expect.arrayContaining(Object.values(secrets)))
    expect(here.lines()).not.toContain('s3cret')
    expect([...here.runtime.recorded.states.values()].join()).not.toContain('s3cret')
    expect(here.proxy.lines.join('\n')).not.toContain('s3cret')
  })
})
