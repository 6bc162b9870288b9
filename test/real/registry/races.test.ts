import { auditRegistry, loadState } from '@mlops-actions/registry'
import { describe, expect, it } from 'vitest'
import { contest } from '../../registry/support/contest.ts'
import { startWriter } from '../../registry/support/processes.ts'
import { makeWorld, promote, register } from '../../registry/support/world.ts'

const MINUTES = 60_000
const ROUNDS = 25
const WRITERS = 8

describe('8 processes on one bare repository', () => {
  it('12 registrations and promotions each: nothing lost, duplicated, torn or reordered', {
    timeout: 10 * MINUTES,
  }, async () => {
    const { said, moved, refused } = await contest({
      seed: 8_012,
      writers: WRITERS,
      operations: 12,
      doomed: 0,
    })
    expect(said).toBe(WRITERS * 12)
    expect(moved).toBeGreaterThan(0)
    expect(moved + refused).toBeLessThan(said)
  })

  it('all promote what they hold to be next: exactly one wins, ten times', {
    timeout: 10 * MINUTES,
  }, async () => {
    const world = makeWorld()
    const registry = await world.open()
    for (let n = 0; n <= WRITERS; n++) await register(registry, 'm', `weights ${n}`)
    await promote(registry, 1, 'production')
    for (let round = 0, held = 1; round < 10; round++) {
      const others = Array.from({ length: WRITERS + 1 }, (_, n) => n + 1).filter(
        (version) => version !== held,
      )
      const writers = others.map((version) =>
        startWriter(world.folder, 'promote', String(version), String(held)),
      )
      const said = (await Promise.all(writers.map(({ ended }) => ended))).flatMap((end) => end.said)
      const winners = said.filter(({ kind }) => kind === 'moved')
      expect(winners).toHaveLength(1)
      expect(said.filter(({ kind }) => kind === 'refused')).toHaveLength(WRITERS - 1)
      held = winners[0]!.version
      const state = await loadState(await registry.store.head(), 'm')
      expect(state.stages.get('production')?.version).toBe(held)
    }
    expect((await auditRegistry(registry)).violations).toEqual([])
  })
})

describe('200 writers killed at random points, eight at a time', () => {
  it('after every round the history verifies and holds all that was said', {
    timeout: 20 * MINUTES,
  }, async () => {
    let killed = 0
    let left = 0
    for (let round = 0; round < ROUNDS; round++) {
      const ended = await contest({ seed: 1000 + round, writers: WRITERS, operations: 3, doomed: WRITERS })
      killed += ended.killed
      left += ended.left
    }
    // Some get all their work done before their moment comes.
    expect(killed).toBeGreaterThan(ROUNDS * WRITERS * 0.5)
    // And some died between the bytes and the record: what they left is cited by nobody.
    expect(left).toBeGreaterThan(0)
  })
})
