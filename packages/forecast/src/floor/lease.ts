/** What we left on a target when we raised its floor: by when it must be renewed, and what it was before. */
export interface FloorLease {
  /** The floor we set. Where the target has another one, somebody else has set it since. */
  readonly planned: number
  /** The floor people had set, which it falls back to. */
  readonly base: number
  /** Milliseconds since the epoch. */
  readonly until: number
}

/**
 * One line of few characters: annotations take anything, tags of AWS and Azure 256 letters, digits and `=:.`.
 * The order is fixed, so that equal leases are equal texts.
 */
export function leaseText({ planned, base, until }: FloorLease): string {
  return `planned=${planned}:base=${base}:until=${new Date(until).toISOString().replace(/\.\d{3}/, '')}`
}

const LEASE = /^planned=(\d{1,6}):base=(\d{1,6}):until=(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)$/

/** @returns undefined for a text that is none of ours: it is then treated as no lease, and never acted on */
export function parseLease(text: string): FloorLease | undefined {
  const match = LEASE.exec(text)
  const until = Date.parse(match?.[3] ?? '')
  if (!match || Number.isNaN(until)) return undefined
  return { planned: Number(match[1]), base: Number(match[2]), until }
}
