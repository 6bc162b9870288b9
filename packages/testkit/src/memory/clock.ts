import type { Clock } from '@mlops-actions/core'

export interface MemoryClock extends Clock {
  /** Lets time pass outside any sleep, as a slow measurement does. */
  advance(milliseconds: number): void
}

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

/**
 * Time that passes only while someone sleeps: two days take no time at all.
 *
 * Sleepers wake in the order of their alarms, each in a macrotask of its own, so that loops that sleep side by side
 * interleave as they would in real time and promises settle in between.
 */
export function memoryClock(startsAt: number): MemoryClock {
  let now = startsAt
  let ticking = false
  const sleepers: Sleeper[] = []

  function tick(): void {
    const next = sleepers.shift()
    if (next) {
      now = Math.max(now, next.at)
      next.wake()
    }
    ticking = sleepers.length > 0
    if (ticking) setImmediate(tick)
  }

  return {
    now: () => now,
    elapsed: () => now - startsAt,
    advance(milliseconds) {
      now += milliseconds
    },
    sleep(milliseconds, signal) {
      if (signal?.aborted === true) return Promise.resolve()
      return new Promise((resolve) => {
        const sleeper: Sleeper = {
          at: now + Math.max(0, milliseconds),
          wake() {
            signal?.removeEventListener('abort', onAbort)
            resolve()
          },
        }
        function onAbort(): void {
          const position = sleepers.indexOf(sleeper)
          if (position >= 0) sleepers.splice(position, 1)
          resolve()
        }
        signal?.addEventListener('abort', onAbort, { once: true })
        const later = sleepers.findIndex(({ at }) => at > sleeper.at)
        sleepers.splice(later < 0 ? sleepers.length : later, 0, sleeper)
        if (!ticking) {
          ticking = true
          setImmediate(tick)
        }
      })
    },
  }
}
