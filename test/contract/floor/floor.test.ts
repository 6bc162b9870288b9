import { applyFloor, reconcileFloor } from '@mlops-actions/forecast'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { azuremlWorld, type FloorWorld, gitopsWorld, hpaWorld, sagemakerWorld } from './worlds.ts'

const NOW = Date.UTC(2026, 5, 1, 8)
const HOUR = 3_600_000
const times = { now: NOW, ttlMs: HOUR, dryRun: false }
const lease = { planned: 6, base: 2, until: NOW + HOUR }

describe.each([
  ['an HPA', hpaWorld],
  ['Azure ML', azuremlWorld],
  ['SageMaker', sagemakerWorld],
  ['GitOps', gitopsWorld],
])('the floor of %s', (_, open) => {
  let world: FloorWorld
  beforeEach(async () => {
    world = await open()
  })
  afterEach(() => world.dispose())

  it('reads what stands there, without a lease of ours', async () => {
    const { state } = await world.target.read()
    expect(state.floor).toBe(2)
    expect(state).not.toHaveProperty('lease')
  })

  it('takes number and lease in one write, and reads both back', async () => {
    const { revision } = await world.target.read()
    expect(await world.target.write(6, lease, revision, { dryRun: false })).toBe('written')
    expect(await world.floor()).toBe(6)
    expect((await world.target.read()).state).toMatchObject({ floor: 6, lease })
  })

  it('does not write over what somebody else wrote in between', async () => {
    const { revision } = await world.target.read()
    await world.set(4)
    expect(await world.target.write(6, lease, revision, { dryRun: false })).toBe('moved')
    expect(await world.floor()).toBe(4)
    expect((await world.target.read()).state).not.toHaveProperty('lease')
  })

  it('changes nothing in a dry run, and tells one that would be too late', async () => {
    const { revision } = await world.target.read()
    expect(await world.target.write(6, lease, revision, { dryRun: true })).toBe('written')
    expect(await world.floor()).toBe(2)
    expect((await world.target.read()).state).not.toHaveProperty('lease')
  })

  it('is raised, renewed, and lifted to what people had', async () => {
    expect(await applyFloor(world.target, 6, times)).toMatchObject({ result: 'written' })
    expect(await applyFloor(world.target, 6, times)).toMatchObject({ result: 'kept' })
    const later = { ...times, now: NOW + 0.6 * HOUR }
    expect(await applyFloor(world.target, 6, later)).toMatchObject({ result: 'written' })
    const over = { now: later.now + HOUR, dryRun: false }
    expect(await reconcileFloor(world.target, over)).toMatchObject({ result: 'written' })
    expect(await world.floor()).toBe(2)
    expect(await reconcileFloor(world.target, over)).toMatchObject({ result: 'kept' })
  })

  it('leaves a number alone that a person has set since', async () => {
    await applyFloor(world.target, 6, times)
    await world.set(5)
    await reconcileFloor(world.target, { now: NOW + HOUR, dryRun: false })
    expect(await world.floor()).toBe(5)
    expect((await world.target.read()).state).not.toHaveProperty('lease')
  })
})
