import { fitCapacity, type Limits, planOf, replay, replicasFor } from '@mlops-actions/forecast'
import { describe, expect, it } from 'vitest'

const capacity = { perReplica: 10, utilisation: 1 }
const limits: Limits = {
  min: 1,
  max: 100,
  leadSlots: 0,
  holdSlots: 0,
  upPerSlot: Infinity,
  downPerSlot: Infinity,
}
const plan = (upper: readonly number[], over: Partial<Limits> = {}) =>
  planOf(Float64Array.from(upper), capacity, { ...limits, ...over })

describe('replicas', () => {
  it('are whole, and none too many where rounding noise is in the way', () => {
    expect(replicasFor(30, capacity)).toBe(3)
    expect(replicasFor(30.1, capacity)).toBe(4)
    expect(replicasFor(0.1 * 3 * 100, { perReplica: 10, utilisation: 1 })).toBe(3)
    expect(replicasFor(30, { perReplica: 10, utilisation: 0.5 })).toBe(6)
  })
})

describe('a plan', () => {
  it('carries the bound, between min and max', () => {
    const { replicas, capped, needed } = plan([0, 35, 2000])
    expect([...replicas]).toEqual([1, 4, 100])
    expect(capped).toBe(1)
    expect(needed).toBe(200)
  })

  it('asks ahead by the time a replica takes and the time until the next plan', () => {
    expect([...plan([10, 10, 10, 10, 50], { leadSlots: 1, holdSlots: 1 }).replicas]).toEqual([1, 1, 5, 5, 5])
  })

  it('begins a steep rise earlier when the ramp is limited', () => {
    expect([...plan([10, 10, 10, 10, 50], { upPerSlot: 1 }).replicas]).toEqual([1, 2, 3, 4, 5])
  })

  it('begins it a fraction a slot, never asking for less than the ramp needs', () => {
    expect([...plan([10, 10, 10, 10, 30], { upPerSlot: 0.5 }).replicas]).toEqual([1, 2, 2, 3, 3])
  })

  it('falls slowly when the ramp is limited', () => {
    expect([...plan([50, 10, 10, 10], { downPerSlot: 2 }).replicas]).toEqual([5, 3, 1, 1])
  })
})

describe('a replay', () => {
  const step = 300_000
  const service = { ...capacity, min: 1, max: 50, startupMs: 180_000 }
  const spike = Float64Array.from({ length: 144 }, (_, t) => (t >= 60 && t < 100 ? 100 : 20))
  const floors = (value: number) => new Int32Array(spike.length).fill(value)

  it('has the autoscaler alone come late', () => {
    const alone = replay(spike, floors(1), service, step)
    expect(alone.shortMinutes).toBeGreaterThan(2)
    expect(alone.shortMinutes).toBeLessThan(15)
    expect(alone.lostShare).toBeGreaterThan(0)
    expect(Math.max(...alone.ready)).toBeGreaterThanOrEqual(10)
  })

  it('is not slower for a coarse history: an autoscaler sees the minute before', () => {
    const hourly = Float64Array.from({ length: 24 }, (_, t) => (t >= 8 ? 100 : 20))
    const alone = replay(hourly, new Int32Array(24).fill(1), service, 3_600_000)
    expect(alone.shortMinutes).toBeLessThan(60)
  })

  it('has a plan that knew be there before', () => {
    const planned = planOf(spike, capacity, { ...limits, leadSlots: 1, holdSlots: 1 })
    const ahead = replay(spike, planned.replicas, service, step)
    expect(ahead.shortMinutes).toBe(0)
    expect(ahead.lostShare).toBe(0)
  })

  it('never has less than the autoscaler alone, whatever the plan', () => {
    const alone = replay(spike, floors(1), service, step)
    const low = replay(spike, floors(0), service, step)
    alone.ready.forEach((ready, t) => expect(low.ready[t]!).toBeGreaterThanOrEqual(ready))
  })

  it('counts replica-hours', () => {
    const flat = new Float64Array(12).fill(20)
    const { replicaHours, excess } = replay(flat, new Int32Array(12).fill(4), service, step)
    expect(replicaHours).toBeCloseTo(4, 12)
    expect(excess).toBeCloseTo(1, 12)
  })

  it('does not scale down until five minutes have agreed', () => {
    const dip = Float64Array.from({ length: 24 }, (_, t) => (t === 10 ? 20 : 100))
    const { ready } = replay(dip, new Int32Array(24).fill(1), { ...service, startupMs: 0 }, 60_000)
    expect(Math.min(...ready)).toBe(10)
  })
})

describe('capacity from history', () => {
  const moments = Array.from({ length: 400 }, (_, i) => {
    const each = 1 + (i % 100) / 10
    return { load: each * 4, replicas: 4, latency: each > 8 ? 300 : 50 + each }
  })

  it('is where latency breaks', () => {
    const fitted = fitCapacity(moments, 200)
    expect(fitted.basis).toBe('limit')
    expect(fitted.perReplica).toBeGreaterThan(7.8)
    expect(fitted.perReplica).toBeLessThanOrEqual(8.1)
  })

  it('is the most that was seen where it never broke, and says so', () => {
    const fitted = fitCapacity(moments, 1000)
    expect(fitted.basis).toBe('most-seen')
    expect(fitted.perReplica).toBeLessThanOrEqual(10.9)
  })

  it('is refused from too little, from NaN, and where it always broke', () => {
    expect(() => fitCapacity(moments.slice(0, 99), 200)).toThrow(/99 moments/)
    const broken = moments.map((one) => ({ ...one, latency: Number.NaN }))
    expect(() => fitCapacity(broken, 200)).toThrow(/0 moments/)
    expect(() => fitCapacity(moments, 10)).toThrow(/at every load seen/)
  })
})
