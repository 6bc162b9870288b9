import {
  beginRollout,
  type Look,
  MAX_LOOKS,
  type Placement,
  resolvePlan,
  type RolloutState,
  type Router,
  splitFor,
} from '@mlops-actions/rollout'
import { seededRandom } from '@mlops-actions/stats'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** A target under test, and the ways others have of touching it. */
export interface RouterFixture {
  /** Another router on the same target, as another job would have it. */
  open(): Promise<Router>
  /** Somebody moves the weights without telling. */
  moveByHand(canary: number): Promise<void>
  dispose(): Promise<void>
}

export const plan = resolvePlan({
  arms: { stable: 'blue', canary: 'green' },
  steps: [5, 50, 100],
  kpis: [{ name: 'errors', kind: 'ratio', events: 'e{v="{{arm}}"}', total: 't{v="{{arm}}"}' }],
})

export function stateFor(id: string, target: string): RolloutState {
  return beginRollout(
    plan,
    { id, target, model: 'delay', digests: {}, configDigest: 'sha256:0', holder: `job of ${id}` },
    Date.UTC(2026, 0, 1),
  )
}

/** As many looks as a rollout may take, and as little compressible as counts can be. */
export function manyLooks(seed: number): Look[] {
  const random = seededRandom(seed)
  return Array.from({ length: MAX_LOOKS }, (_, i) => {
    const canary = random.integer(1_000_000)
    const stable = random.integer(20_000_000)
    return [
      i * 60_000 + random.integer(1000),
      random.integer(canary + 1),
      canary,
      random.integer(stable + 1),
      stable,
    ]
  })
}

/** Later states of the same rollout. */
function next(state: RolloutState, weight: number): RolloutState {
  return { ...state, weight, lease: { ...state.lease, seq: state.lease.seq + 1 } }
}

/** What every router must do, whatever it moves traffic with. */
export function routerContract(name: string, make: () => Promise<RouterFixture>): void {
  describe(`the Router port: ${name}`, () => {
    let fixture: RouterFixture
    let router: Router
    let state: RolloutState
    beforeEach(async () => {
      fixture = await make()
      router = await fixture.open()
      state = stateFor('one', router.target)
    })
    afterEach(() => fixture.dispose())

    async function shiftTo(canary: number): Promise<Placement> {
      const { revision } = await router.read()
      state = next(state, canary)
      return router.write({ split: splitFor(canary), state }, revision)
    }

    it('starts on stable, with no state', async () => {
      const placement = await router.read()
      expect(placement.split).toEqual({ stable: 100, canary: 0 })
      expect(placement.state).toBeUndefined()
    })

    it.each([1, 5, 10, 25, 33, 50, 99, 100, 0])(
      'moves traffic to %i % and reads it back exactly',
      async (canary) => {
        const written = await shiftTo(canary)
        expect(written.split.canary).toBeCloseTo(canary, 9)
        expect(written.split.stable).toBeCloseTo(100 - canary, 9)
        expect(await (await fixture.open()).read()).toEqual(written)
      },
    )

    it('keeps the state for whoever comes next', async () => {
      await shiftTo(5)
      expect((await (await fixture.open()).read()).state).toEqual(state)
    })

    it('keeps the largest state a rollout may have', async () => {
      state = { ...state, looks: { errors: manyLooks(1), slow: manyLooks(2), empty: manyLooks(3) } }
      await shiftTo(5)
      expect((await router.read()).state).toEqual(state)
    })

    it('refuses a write whose decision was made on older weights', async () => {
      const { revision } = await shiftTo(5)
      const other = await fixture.open()
      await other.write({ split: splitFor(50), state: next(state, 50) }, revision)
      await expect(
        router.write({ split: splitFor(100), state: next(state, 100) }, revision),
      ).rejects.toMatchObject({
        code: 'contended',
      })
      expect((await router.read()).split.canary).toBe(50)
    })

    it('refuses a write after somebody moved the weights by hand', async () => {
      const { revision } = await shiftTo(5)
      await fixture.moveByHand(40)
      await expect(
        router.write({ split: splitFor(50), state: next(state, 50) }, revision),
      ).rejects.toMatchObject({
        code: 'contended',
      })
      expect((await router.read()).split.canary).toBeCloseTo(40, 9)
    })

    it('refuses a write of a second rollout that read the target before the first one wrote', async () => {
      const other = await fixture.open()
      const { revision } = await other.read()
      await shiftTo(5)
      const second = stateFor('two', router.target)
      await expect(other.write({ split: splitFor(5), state: second }, revision)).rejects.toMatchObject({
        code: 'contended',
      })
      expect((await router.read()).state?.id).toBe('one')
    })

    it('forces the way back whatever the target holds', async () => {
      await shiftTo(50)
      await fixture.moveByHand(70)
      const over: RolloutState = { ...next(state, 0), verdict: 'rolled-back', reason: 'harm' }
      await router.force(splitFor(0), over)
      const placement = await router.read()
      expect(placement.split).toEqual({ stable: 100, canary: 0 })
      expect(placement.state).toEqual(over)
    })

    it('is idempotent when forced twice', async () => {
      await shiftTo(50)
      const over: RolloutState = { ...next(state, 0), verdict: 'rolled-back' }
      await router.force(splitFor(0), over)
      await router.force(splitFor(0), over)
      expect((await router.read()).state).toEqual(over)
    })

    it('clears the state when forced without one', async () => {
      await shiftTo(50)
      await router.force(splitFor(0), undefined)
      expect(await router.read()).toMatchObject({ split: { canary: 0 }, state: undefined })
    })
  })
}
