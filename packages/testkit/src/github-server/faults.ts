/** Something going wrong on purpose. */
export interface Fault {
  readonly method?: string
  /** A path as requested, below the API's root: the whole of it, or a pattern. Any path by default. */
  readonly path?: string | RegExp
  readonly status: number
  /** How many requests it meets (default 1). */
  readonly times?: number
  readonly message?: string
  readonly headers?: Readonly<Record<string, string>>
  /**
   * The request is carried out and only its answer is lost: what a client sees when a gateway gives up. A client that
   * then sends a POST again makes a second comment.
   */
  readonly carriedOut?: boolean
}

export interface FaultQueue {
  add(fault: Fault): void
  /** The first fault that meets this request, counted down. */
  take(method: string, path: string): Fault | undefined
}

export function createFaultQueue(): FaultQueue {
  const pending: { readonly fault: Fault; left: number }[] = []
  return {
    add(fault) {
      pending.push({ fault, left: fault.times ?? 1 })
    },
    take(method, path) {
      const found = pending.find(({ fault, left }) => left > 0 && meets(fault, method, path))
      if (!found) return undefined
      found.left -= 1
      return found.fault
    },
  }
}

/** GitHub's answer to too many writes a minute: 403 with the wait in seconds. */
export function secondaryLimit(retryAfterSeconds: number, times = 1): Fault {
  return {
    status: 403,
    times,
    message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    headers: { 'retry-after': String(retryAfterSeconds) },
  }
}

/** GitHub's answer when the hour's requests are used up. */
export function primaryLimit(resetEpochSeconds: number, times = 1): Fault {
  return {
    status: 403,
    times,
    message: 'API rate limit exceeded for installation.',
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(resetEpochSeconds) },
  }
}

function meets(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false
  if (fault.path === undefined) return true
  return typeof fault.path === 'string' ? fault.path === path : fault.path.test(path)
}
