import {
  applyFloor,
  type FloorLease,
  type FloorState,
  type FloorTarget,
  leaseText,
  nextFloor,
  parseLease,
  reconcileFloor,
  staleFloor,
} from '@mlops-actions/forecast'
import { describe, expect, it } from 'vitest'

const NOW = Date.UTC(2026, 5, 1, 8)
const HOUR = 3_600_000
const lease = (over: Partial<FloorLease> = {}): FloorLease => ({
  planned: 8,
  base: 2,
  until: NOW + HOUR,
  ...over,
})
const state = (over: Partial<FloorState> = {}): FloorState => ({ floor: 2, meaning: 'floor', ...over })

describe('the lease', () => {
  it('survives being written and read', () => {
    expect(parseLease(leaseText(lease()))).toEqual(lease())
  })

  it.each([
    '',
    'planned=8',
    'planned=8:base=2:until=soon',
    'planned=-1:base=2:until=2026-06-01T09:00:00Z',
    'x'.repeat(9999),
  ])('is none of ours: %s', (text) => {
    expect(parseLease(text)).toBeUndefined()
  })

  it('fits into a tag of AWS and of Azure', () => {
    const text = leaseText(lease({ planned: 999_999, base: 999_999 }))
    expect(text).toMatch(/^[\w+=.:/@-]{1,256}$/)
  })
})

describe('the next floor', () => {
  it('is raised to the plan, and remembers what stood before', () => {
    expect(nextFloor(state(), 8, NOW, HOUR)).toMatchObject({ kind: 'set', floor: 8, lease: lease() })
  })

  it('is never below what people set', () => {
    expect(nextFloor(state({ floor: 5 }), 3, NOW, HOUR)).toMatchObject({ kind: 'keep' })
    expect(nextFloor(state({ floor: 8, lease: lease({ base: 5 }) }), 3, NOW, HOUR)).toMatchObject({
      kind: 'set',
      floor: 5,
    })
  })

  it('is never above what the target permits', () => {
    expect(nextFloor(state({ most: 6 }), 8, NOW, HOUR)).toMatchObject({ kind: 'set', floor: 6 })
  })

  it('comes down with the plan, but keeps what stood before it', () => {
    const raised = state({ floor: 8, lease: lease() })
    expect(nextFloor(raised, 4, NOW, HOUR)).toMatchObject({ floor: 4, lease: { planned: 4, base: 2 } })
    const released = nextFloor(raised, 1, NOW, HOUR)
    expect(released).toMatchObject({ kind: 'set', floor: 2 })
    expect(released).not.toHaveProperty('lease')
  })

  it('is not written again until half its time is gone', () => {
    expect(nextFloor(state({ floor: 8, lease: lease() }), 8, NOW, HOUR)).toMatchObject({ kind: 'keep' })
    const late = nextFloor(state({ floor: 8, lease: lease({ until: NOW + HOUR / 3 }) }), 8, NOW, HOUR)
    expect(late).toMatchObject({ kind: 'set', floor: 8, lease: { until: NOW + HOUR } })
  })

  it('takes a value somebody set since as what people want', () => {
    const edited = state({ floor: 5, lease: lease({ planned: 8 }) })
    expect(nextFloor(edited, 9, NOW, HOUR)).toMatchObject({ floor: 9, lease: { base: 5 } })
    expect(staleFloor({ ...edited, lease: lease({ until: NOW - 1 }) }, NOW)).toMatchObject({ floor: 5 })
  })

  it('of a count never takes away what an autoscaler asks for', () => {
    const busy = state({ meaning: 'count', floor: 8, asked: 7, lease: lease() })
    expect(nextFloor(busy, 3, NOW, HOUR)).toMatchObject({ floor: 7 })
    expect(staleFloor({ ...busy, lease: lease({ until: NOW - 1 }) }, NOW)).toMatchObject({ floor: 7 })
  })
})

describe('a stale floor', () => {
  it('is taken away when its time is over, not before', () => {
    const raised = state({ floor: 8, lease: lease() })
    expect(staleFloor(raised, NOW)).toMatchObject({ kind: 'keep' })
    expect(staleFloor(raised, NOW + HOUR)).toMatchObject({ kind: 'set', floor: 2 })
    expect(staleFloor(state(), NOW)).toMatchObject({ kind: 'keep' })
  })
})

/** A target in memory that others write to `interruptions` times, each right after we have read it. */
function memoryTarget(first: FloorState, interruptions = 0) {
  let now = first
  let version = 1
  let left = interruptions
  const written: FloorState[] = []
  const target: FloorTarget = {
    name: 'memory',
    async read() {
      const reading = { state: now, revision: String(version) }
      if (left-- > 0) version++
      return reading
    },
    async write(floor, next, revision, { dryRun }) {
      if (revision !== String(version)) return 'moved'
      if (dryRun) return 'written'
      const { lease: _, ...rest } = now
      now = { ...rest, floor, ...(next && { lease: next }) }
      version++
      written.push(now)
      return 'written'
    },
  }
  return { target, written, state: () => now }
}

describe('applying it', () => {
  const times = { now: NOW, ttlMs: HOUR, dryRun: false }

  it('raises, keeps, and lifts again when nobody renews', async () => {
    const { target, state: left } = memoryTarget(state())
    expect(await applyFloor(target, 8, times)).toMatchObject({ result: 'written' })
    expect(await applyFloor(target, 8, times)).toMatchObject({ result: 'kept' })
    expect(await reconcileFloor(target, { now: NOW + HOUR, dryRun: false })).toMatchObject({
      result: 'written',
    })
    expect(left()).toEqual(state())
  })

  it('reads again when somebody wrote in between, and gives up at last', async () => {
    const once = memoryTarget(state(), 3)
    expect(await applyFloor(once.target, 8, times)).toMatchObject({ result: 'written' })
    expect(once.written).toHaveLength(1)
    const always = memoryTarget(state(), 99)
    expect(await applyFloor(always.target, 8, times)).toMatchObject({ result: 'contended' })
    expect(always.written).toHaveLength(0)
  })

  it('changes nothing in a dry run', async () => {
    const { target, written } = memoryTarget(state())
    expect(await applyFloor(target, 8, { ...times, dryRun: true })).toMatchObject({ result: 'would-write' })
    expect(written).toHaveLength(0)
  })
})
