import { type Limits, planOf, replay, replicasFor } from '@mlops-actions/forecast'
import { assert, double, float64Array, integer, property, record } from 'fast-check'
import { describe, it } from 'vitest'

/** Whole requests: a billionth of a request needs no replica. */
const loads = float64Array({ min: 0, max: 1e6, noNaN: true, minLength: 1, maxLength: 96 }).map((values) =>
  values.map(Math.round),
)
const capacities = record({
  perReplica: double({ min: 0.1, max: 1e4, noNaN: true }),
  utilisation: double({ min: 0.05, max: 1, noNaN: true }),
})
const limitsOf = record({
  min: integer({ min: 0, max: 5 }),
  max: integer({ min: 5, max: 500 }),
  leadSlots: integer({ min: 0, max: 6 }),
  holdSlots: integer({ min: 0, max: 6 }),
  upPerSlot: double({ min: 0.1, max: 1e3, noNaN: true }),
  downPerSlot: double({ min: 0.1, max: 1e3, noNaN: true }),
})

describe('every plan', () => {
  it('stays between min and max, and carries the bound wherever max lets it', () => {
    assert(
      property(loads, capacities, limitsOf, (upper, capacity, limits: Limits) => {
        const { replicas } = planOf(upper, capacity, limits)
        return replicas.every(
          (asked, t) =>
            asked >= limits.min &&
            asked <= limits.max &&
            asked >= Math.min(limits.max, replicasFor(upper[t]!, capacity)),
        )
      }),
    )
  })

  it('never rises or falls faster than its ramp, but for the rounding to whole replicas', () => {
    assert(
      property(loads, capacities, limitsOf, (upper, capacity, limits: Limits) => {
        const { replicas } = planOf(upper, capacity, limits)
        return replicas.every((asked, t) => {
          if (t === 0) return true
          const change = asked - replicas[t - 1]!
          return change <= limits.upPerSlot + 1 && -change <= limits.downPerSlot + 1
        })
      }),
    )
  })

  it('asks for no less when the bound is higher', () => {
    assert(
      property(
        loads,
        capacities,
        limitsOf,
        double({ min: 1, max: 3, noNaN: true }),
        (upper, capacity, limits: Limits, factor) => {
          const low = planOf(upper, capacity, limits).replicas
          const high = planOf(
            upper.map((load) => load * factor),
            capacity,
            limits,
          ).replicas
          return low.every((asked, t) => high[t]! >= asked)
        },
      ),
    )
  })
})

describe('every replay', () => {
  it('keeps to min and max, and is short of nothing where the floor carries the load', () => {
    assert(
      property(loads, capacities, limitsOf, (load, capacity, { min, max }) => {
        const service = { ...capacity, min, max, startupMs: 180_000 }
        const floors = new Int32Array(load.length).fill(
          Math.max(...Array.from(load, (one) => replicasFor(one, capacity))),
        )
        const { ready, shortMinutes, lostShare } = replay(load, floors, service, 300_000)
        const carried = Math.max(...floors) <= max
        return (
          ready.every((count) => count >= min && count <= max) &&
          (!carried || (shortMinutes === 0 && lostShare === 0))
        )
      }),
    )
  })
})
