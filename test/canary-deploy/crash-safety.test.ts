import { action } from '@mlops-actions/canary-deploy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeHaproxy } from '../contract/router/fake-haproxy.ts'
import { POLICY, type World, world } from './world.ts'

let here: World
beforeEach(async () => {
  here = await world()
})
afterEach(() => here.close())

const MINUTE = 60_000

/** A job whose machine dies in the middle of a look: nothing of it runs any more, not even a rollback. */
async function dieAt(minute: number, inputs: Readonly<Record<string, string>> = {}): Promise<void> {
  const died = new Promise<void>((resolve) => {
    here.onQuery = (now) => {
      if (now < minute) return undefined
      resolve()
      // An answer that never comes: the job hangs here for ever, as a killed one does.
      return new Promise(() => {}) as never
    }
  })
  void here.run(inputs)
  await died
  here.onQuery = undefined
  expect(here.share()).toBe(5)
}

describe('a job that was killed', () => {
  it('is cleaned up by its post step', async () => {
    await dieAt(2)
    await action.post?.(here.runtime)
    expect(here.share()).toBe(0)
    expect(here.lines()).toContain('rolled back by the post step')
    expect(here.runtime.recorded.deployments[0]?.statuses.at(-1)?.state).toBe('failure')
  })

  it('is left alone by a reconcile while its lease lives', async () => {
    await dieAt(2)
    const other = here.anotherJob({ runId: '43' })
    const ended = await here.run({ mode: 'reconcile' }, other)
    expect(ended).toMatchObject({ ok: true, message: expect.stringContaining('holds the lease until') })
    expect(here.share()).toBe(5)
  })

  it('is rolled back by a reconcile once its lease is over, with neither Prometheus nor main', async () => {
    await dieAt(2)
    here.runtime.clock.advance(4 * MINUTE)
    const other = here.anotherJob({ runId: '43' })
    const ended = await here.run({ mode: 'reconcile', 'prometheus-url': '' }, other)
    expect(ended).toMatchObject({
      ok: false,
      message: expect.stringContaining('rolled back a rollout abandoned by octo/models/actions/runs/42'),
    })
    expect(here.share()).toBe(0)
    expect(other.recorded.outputs.get('decision')).toBe('rolled-back')
    const again = await here.run({ mode: 'reconcile' }, here.anotherJob({ runId: '44' }))
    expect(again).toMatchObject({ ok: true, message: expect.stringContaining('no rollout is under way') })
  })

  it('is rolled back by the arms it began with, though the policy has swapped them since', async () => {
    await dieAt(2)
    here.runtime.clock.advance(4 * MINUTE)
    const swapped = POLICY.replace('stable: blue, canary: green', 'stable: green, canary: blue')
    const job = here.anotherJob({ runId: '43' })
    await job.files.write('mlops.yml', swapped)
    await expect(here.run({}, job)).rejects.toMatchObject({ code: 'config-changed' })
    expect(here.share()).toBe(5)
    await here.run({ mode: 'reconcile' }, job)
    expect(here.share()).toBe(0)
  })

  it('is rolled back at once by a guard job of the same run', async () => {
    await dieAt(2)
    await here.run({ mode: 'reconcile' }, here.anotherJob({ runId: '42', job: 'guard' }))
    expect(here.share()).toBe(0)
  })

  it('is rolled back at once by a watchdog that knows the run has ended', async () => {
    await dieAt(2)
    await here.run({ mode: 'reconcile', 'finished-run': '41' }, here.anotherJob({ runId: '50' }))
    expect(here.share()).toBe(5)
    await here.run({ mode: 'reconcile', 'finished-run': '42' }, here.anotherJob({ runId: '50' }))
    expect(here.share()).toBe(0)
  })

  it('is rolled back by its own second attempt, which then starts anew', async () => {
    await dieAt(2)
    const ended = await here.run({}, here.anotherJob({ runId: '42', runAttempt: '2' }))
    expect(ended.ok).toBe(true)
    expect(here.share()).toBe(100)
    expect(here.shares).toContain(0)
  })

  it('stops a second run with a clear message while its lease lives', async () => {
    await dieAt(2)
    await expect(here.run({}, here.anotherJob({ runId: '43' }))).rejects.toMatchObject({
      code: 'lease-held',
      message: expect.stringMatching(/is under way at 5 %, held by octo\/models\/actions\/runs\/42/),
      remedy: expect.stringContaining('concurrency'),
    })
    expect(here.share()).toBe(5)
  })

  it('stops a second job of the same run too', async () => {
    await dieAt(2)
    await expect(here.run({}, here.anotherJob({ runId: '42', job: 'other' }))).rejects.toMatchObject({
      code: 'lease-held',
    })
  })
})

describe('a state that nobody can read', () => {
  it('is cleared by a reconcile, with all traffic on stable', async () => {
    here.proxy.weights.set('models/green', 30)
    here.proxy.variables.set('proc.mlops_models_0', '3:1:AAAA')
    const ended = await here.run({ mode: 'reconcile' })
    expect(ended.ok).toBe(false)
    expect(here.share()).toBe(0)
    expect((await here.run({ mode: 'reconcile' })).ok).toBe(true)
  })

  it('stops a run', async () => {
    here.proxy.variables.set('proc.mlops_models_0', '3:1:AAAA')
    await expect(here.run()).rejects.toMatchObject({ code: 'state-invalid' })
  })
})

describe('the post step', () => {
  it('forces stable where main died between the writes to two processes, which now disagree', async () => {
    const second = await fakeHaproxy({ 'models/blue': 100, 'models/green': 0 })
    try {
      await dieAt(2, { 'haproxy-sockets': `${here.proxy.path}\n${second.path}` })
      second.weights.set('models/blue', 75)
      second.weights.set('models/green', 25)
      await action.post?.(here.runtime)
      expect(here.share()).toBe(0)
      expect(second.weights.get('models/green')).toBe(0)
      expect(here.lines()).toContain('all traffic was put on stable')
    } finally {
      await second.close()
    }
  })

  it('moves the traffic of the process it can reach when another one is down', async () => {
    const second = await fakeHaproxy({ 'models/blue': 100, 'models/green': 0 })
    await dieAt(2, { 'haproxy-sockets': `${here.proxy.path}\n${second.path}` })
    await second.close()
    await action.post?.(here.runtime)
    expect(here.share()).toBe(0)
    expect(here.lines()).toContain('error: The canary may still get traffic')
  })

  it('does nothing when main never began', async () => {
    await action.post?.(here.runtime)
    expect(here.proxy.lines).toEqual([])
  })

  it("does not touch another job's rollout", async () => {
    await dieAt(2)
    const other = here.anotherJob({ runId: '43' })
    await other.outputs.saveState(
      'canary',
      (here.runtime.recorded.states.get('canary') ?? '').replace(/"rollout":"[^"]*"/, '"rollout":"x"'),
    )
    await action.post?.(other)
    expect(here.share()).toBe(5)
  })

  it('says loudly when it cannot reach the target, and does not throw', async () => {
    await dieAt(2)
    const handover = here.runtime.recorded.states.get('canary') ?? ''
    await here.runtime.outputs.saveState('canary', handover.replace(here.proxy.path, '/nowhere/admin.sock'))
    await action.post?.(here.runtime)
    expect(here.lines()).toContain('error: The canary may still get traffic')
  })
})

describe('ticks', () => {
  const tick = async (inputs: Readonly<Record<string, string>> = {}) => {
    const job = here.anotherJob({ runId: String(1000 + Math.round(here.runtime.clock.now() / MINUTE)) })
    return { ended: await here.run({ mode: 'tick', version: '7', ...inputs }, job), job }
  }

  it('promote a good canary, each in a run of its own', async () => {
    const decisions: (string | undefined)[] = []
    for (let i = 0; i < 40 && decisions.at(-1) !== 'promoted'; i++) {
      const { ended, job } = await tick()
      expect(ended.ok).toBe(true)
      decisions.push(job.recorded.outputs.get('decision'))
      here.runtime.clock.advance(5 * MINUTE)
    }
    expect(decisions.at(0)).toBe('running')
    expect(decisions.at(-1)).toBe('promoted')
    expect(here.share()).toBe(100)
  })

  it('roll back a bad one', async () => {
    await here.close()
    here = await world({ canaryRate: 0.04 })
    await tick()
    here.runtime.clock.advance(5 * MINUTE)
    const { ended } = await tick()
    expect(ended).toMatchObject({ ok: false, message: expect.stringContaining('errors is worse') })
    expect(here.share()).toBe(0)
  })

  it('roll back when the policy was changed halfway: that would void the error guarantee', async () => {
    await tick()
    here.runtime.clock.advance(5 * MINUTE)
    const job = here.anotherJob({ runId: '2000' })
    await job.files.write('mlops.yml', POLICY.replace('min_requests: 500', 'min_requests: 50'))
    const ended = await here.run({ mode: 'tick', version: '7' }, job)
    expect(ended).toMatchObject({ ok: false, message: expect.stringContaining('policy changed halfway') })
    expect(here.share()).toBe(0)
  })

  it('roll back when the canary cannot say any more what it serves', async () => {
    const identity = { 'canary-identity-url': 'http://green/identity' }
    await tick(identity)
    here.runtime.clock.advance(5 * MINUTE)
    const job = here.anotherJob({ runId: '2000' })
    job.http.on('GET', 'http://green/identity', () => ({ status: 503 }))
    const ended = await here.run({ mode: 'tick', version: '7', ...identity }, job)
    expect(ended).toMatchObject({
      ok: false,
      message: expect.stringContaining('identity URL answers HTTP 503'),
    })
    expect(here.share()).toBe(0)
  })

  it('roll back, and show the error, when Prometheus refuses the selectors', async () => {
    await tick()
    here.runtime.clock.advance(5 * MINUTE)
    here.onQuery = () => ({
      status: 400,
      body: { status: 'error', errorType: 'bad_data', error: 'parse error' },
    })
    await expect(tick()).rejects.toMatchObject({ code: 'prometheus-bad-query' })
    expect(here.share()).toBe(0)
  })

  it('do not start a version again that was rolled back: a schedule would expose it for ever', async () => {
    await here.close()
    here = await world({ canaryRate: 0.04 })
    await tick()
    here.runtime.clock.advance(5 * MINUTE)
    await tick()
    here.runtime.clock.advance(5 * MINUTE)
    const { ended, job } = await tick()
    expect(ended).toMatchObject({ ok: false, message: expect.stringContaining('was rolled back') })
    expect(job.recorded.outputs.get('decision')).toBe('rolled-back')
    expect(here.share()).toBe(0)
    await here.run({ mode: 'tick', version: '8' }, here.anotherJob({ runId: '2000' }))
    expect(here.share()).toBe(5)
  })

  it('have nothing left to do after a promotion, and say so without failing', async () => {
    for (let i = 0; i < 40 && here.share() < 100; i++) {
      await tick()
      here.runtime.clock.advance(5 * MINUTE)
    }
    const { ended, job } = await tick()
    expect(ended).toMatchObject({ ok: true, message: expect.stringContaining('was promoted') })
    expect(job.recorded.outputs.get('decision')).toBe('promoted')
    expect(here.share()).toBe(100)
  })

  it('need a version or a digest: else nobody could tell the next rollout from this one', async () => {
    await expect(here.run({ mode: 'tick' })).rejects.toMatchObject({ code: 'missing-input' })
    expect(here.share()).toBe(0)
  })

  it('of another version find the lease and stop', async () => {
    await tick()
    await expect(
      here.run({ mode: 'tick', version: '8' }, here.anotherJob({ runId: '2000' })),
    ).rejects.toMatchObject({
      code: 'lease-held',
    })
  })
})
