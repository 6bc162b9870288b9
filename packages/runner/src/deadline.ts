export interface Deadline {
  readonly signal: AbortSignal
  /** Drops the timer; without it the process would wait for nothing. */
  end(): void
}

/** Aborts so many milliseconds after `start` has been aborted; never when it never is. */
export function deadlineAfter(start: AbortSignal | undefined, milliseconds: number): Deadline {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const arm = (): void => {
    timer = setTimeout(() => controller.abort(), milliseconds)
  }
  if (start?.aborted) arm()
  else start?.addEventListener('abort', arm, { once: true })
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer)
      start?.removeEventListener('abort', arm)
    },
  }
}
