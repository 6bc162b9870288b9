import type { Clock } from '../ports/clock.ts'

/** A timer's longest wait in Node; a longer one fires at once. */
const TIMER_MAX_MS = 2 ** 31 - 1

export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    async sleep(milliseconds, signal) {
      for (let left = milliseconds; left > 0; left -= TIMER_MAX_MS) {
        if (signal?.aborted === true) return
        await wait(Math.min(left, TIMER_MAX_MS), signal)
      }
    },
  }
}

function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds)
    signal?.addEventListener('abort', done, { once: true })
    function done(): void {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
  })
}
