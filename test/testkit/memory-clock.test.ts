import { memoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'

const HOUR_MS = 3_600_000

describe('the clock in memory', () => {
  it('lets a 48-hour loop pass at once', async () => {
    const { clock } = memoryRuntime({ now: 0 })
    for (let step = 0; step < 48; step++) await clock.sleep(HOUR_MS)
    expect(clock.now()).toBe(48 * HOUR_MS)
  })

  it('wakes sleepers in the order of their alarms', async () => {
    const { clock } = memoryRuntime({ now: 0 })
    const woken: string[] = []
    const loop = async (name: string, every: number, times: number) => {
      for (let round = 0; round < times; round++) {
        await clock.sleep(every)
        woken.push(`${name}@${clock.now()}`)
      }
    }
    await Promise.all([loop('slow', 30, 2), loop('fast', 20, 3)])
    expect(woken).toEqual(['fast@20', 'slow@30', 'fast@40', 'slow@60', 'fast@60'])
  })

  it('ends a sleep at once when its signal is aborted, without moving time', async () => {
    const { clock } = memoryRuntime({ now: 0 })
    const stop = new AbortController()
    const asleep = clock.sleep(HOUR_MS, stop.signal)
    stop.abort()
    await asleep
    expect(clock.now()).toBe(0)
    await clock.sleep(HOUR_MS, stop.signal)
    expect(clock.now()).toBe(0)
  })
})
