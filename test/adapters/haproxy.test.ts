import {
  addressText,
  haproxyRouter,
  netSocket,
  parseSocketAddress,
  weightsFor,
} from '@mlops-actions/adapters'
import { splitFor } from '@mlops-actions/rollout'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeHaproxy, fakeHaproxy } from '../contract/router/fake-haproxy.ts'
import { manyLooks, stateFor } from '../contract/router/router-contract.ts'

describe('parseSocketAddress', () => {
  it.each([
    ['/run/haproxy/admin.sock', '/run/haproxy/admin.sock'],
    ['unix:/run/a.sock', '/run/a.sock'],
    ['unix@/run/a.sock', '/run/a.sock'],
    ['tcp:10.0.0.7:9999', '10.0.0.7:9999'],
    ['proxy-1.internal:9999', 'proxy-1.internal:9999'],
    ['[::1]:9999', '[::1]:9999'],
  ])('%s', (text, shown) => {
    expect(addressText(parseSocketAddress(text))).toBe(shown)
  })

  it.each(['', 'run/a.sock', 'host', 'host:0', 'host:99999', 'host:80;x', '/a\nb'])('refuses %j', (text) => {
    expect(() => parseSocketAddress(text)).toThrow(expect.objectContaining({ code: 'bad-socket-address' }))
  })
})

describe('weightsFor', () => {
  it.each([
    [10, 1, 1, { stable: 90, canary: 10 }],
    [0, 1, 1, { stable: 100, canary: 0 }],
    [100, 3, 1, { stable: 0, canary: 100 }],
    [1, 1, 1, { stable: 99, canary: 1 }],
    [0.5, 1, 1, { stable: 199, canary: 1 }],
  ])('%d %% over %i and %i servers', (percent, stable, canary, weights) => {
    expect(weightsFor(splitFor(percent), { stable, canary })).toEqual(weights)
  })

  it('is within a fifth of a percent for every whole percent up to half, for up to eight servers an arm', () => {
    for (const [stable, canary] of [
      [1, 1],
      [3, 1],
      [8, 1],
      [5, 2],
      [4, 4],
    ] as const) {
      for (let percent = 1; percent <= 50; percent++) {
        const weights = weightsFor(splitFor(percent), { stable, canary })
        const share = (weights.canary * canary) / (weights.canary * canary + weights.stable * stable)
        expect(Math.abs(100 * share - percent)).toBeLessThan(0.2)
        expect(Math.min(weights.stable, weights.canary)).toBeGreaterThan(0)
        expect(Math.max(weights.stable, weights.canary)).toBeLessThanOrEqual(256)
      }
    }
  })
})

describe('the HAProxy router', () => {
  let proxies: FakeHaproxy[]
  beforeEach(async () => {
    const initial = { 'models/blue': 100, 'models/green': 0 }
    proxies = [await fakeHaproxy(initial), await fakeHaproxy(initial)]
  })
  afterEach(async () => {
    for (const proxy of proxies) await proxy.close()
  })
  const routerOf = (backend = 'models', canary = 'green', extra: readonly string[] = []) =>
    haproxyRouter(netSocket(), {
      sockets: [...proxies.map(({ path }) => path), ...extra].map(parseSocketAddress),
      backend,
      servers: { stable: ['blue'], canary: [canary] },
    })

  it('writes the state before the weights', async () => {
    const router = routerOf()
    await router.write(
      { split: splitFor(10), state: stateFor('a', router.target) },
      (await router.read()).revision,
    )
    const writes = (proxies[0]?.lines ?? []).filter((line) => line.includes('set '))
    expect(writes[0]).toMatch(/^experimental-mode on; set var proc\.mlops_models_0 str\(1:1:[\w-]+\)$/)
    expect(writes[1]).toBe('set server models/green weight 10; set server models/blue weight 90')
  })

  it.each(['models; shutdown frontend f', 'a b', '', 'x\ny', 'x/y'])(
    'refuses the backend name %j',
    (name) => {
      expect(() => routerOf(name)).toThrow(expect.objectContaining({ code: 'bad-haproxy-name' }))
    },
  )

  it("says HAProxy's own words when a server is not there", async () => {
    await expect(routerOf('models', 'purple').read()).rejects.toMatchObject({
      code: 'haproxy-refused',
      message: expect.stringContaining('No such server.'),
    })
  })

  it('refuses a split that no weights come near, before it touches one', async () => {
    const router = haproxyRouter(netSocket(), {
      sockets: [parseSocketAddress(proxies[0]?.path ?? '')],
      backend: 'models',
      servers: { stable: Array.from({ length: 20 }, () => 'blue'), canary: ['green'] },
    })
    await expect(router.force(splitFor(95), undefined)).rejects.toMatchObject({ code: 'haproxy-too-coarse' })
    expect(proxies[0]?.weights.get('models/green')).toBe(0)
  })

  it('finds instances that disagree', async () => {
    proxies[1]?.weights.set('models/green', 50)
    await expect(routerOf().read()).rejects.toMatchObject({
      code: 'contended',
      message: expect.stringContaining("HAProxy's instances disagree"),
    })
  })

  it('finds one that was reloaded during the rollout, though its weights happen to agree', async () => {
    const router = routerOf()
    await router.write(
      { split: splitFor(0), state: stateFor('a', router.target) },
      (await router.read()).revision,
    )
    proxies[1]?.reload()
    await expect(router.read()).rejects.toMatchObject({ message: expect.stringContaining('was restarted') })
  })

  it('forgives one that was reloaded after the rollout', async () => {
    const router = routerOf()
    await router.force(splitFor(0), { ...stateFor('a', router.target), verdict: 'rolled-back' })
    proxies[1]?.reload()
    expect((await router.read()).state?.id).toBe('a')
  })

  it('finds a state that was cut off in the middle of a write', async () => {
    const router = routerOf()
    const state = {
      ...stateFor('a', router.target),
      looks: { a: manyLooks(1), b: manyLooks(2), c: manyLooks(3) },
    }
    await router.force(splitFor(0), state)
    const { variables } = proxies[0]!
    const chunk = [...variables.keys()].find((name) => name.endsWith('_1'))
    expect(chunk).toBeDefined()
    variables.set(chunk!, '99:2:AAAA')
    await expect(router.read()).rejects.toMatchObject({ code: 'state-invalid' })
  })

  it('forces those it can reach, and says that one it could not', async () => {
    proxies[0]?.weights.set('models/green', 50)
    await expect(
      routerOf('models', 'green', ['/nowhere/admin.sock']).force(splitFor(0), undefined),
    ).rejects.toMatchObject({ code: 'haproxy-unreachable' })
    expect(proxies[0]?.weights.get('models/green')).toBe(0)
  })

  it('does not wait for a process that hangs', async () => {
    proxies[0]?.hang(true)
    const started = performance.now()
    await expect(routerOf().read()).rejects.toMatchObject({ code: 'haproxy-unreachable' })
    expect(performance.now() - started).toBeLessThan(4000)
  })
})
