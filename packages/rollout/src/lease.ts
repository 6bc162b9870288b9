import { isTerminal, type RolloutState } from './state.ts'

/**
 * How far two runners' clocks may be apart. A watchdog whose clock runs ahead must not undo a rollout whose lease its
 * holder still believes in; a dead one waits so much longer.
 */
const CLOCK_SKEW_MS = 30_000

/** Whether a rollout found on a target may be touched by somebody else. */
export type Claim =
  /** Nothing runs there. */
  | { readonly kind: 'free' }
  /** It is ours: a later tick, or the post step of the same run. */
  | { readonly kind: 'ours'; readonly state: RolloutState }
  /** Another run is at it and has shown signs of life. */
  | { readonly kind: 'busy'; readonly state: RolloutState }
  /** Its runner has been silent for longer than its lease: whoever comes by must undo it. */
  | { readonly kind: 'abandoned'; readonly state: RolloutState }

/**
 * @param holder who asks
 * @param now milliseconds since the epoch
 * @param isOver tells of another holder whether it cannot be alive any more, whatever its lease says
 */
export function claim(
  state: RolloutState | undefined,
  holder: string,
  now: number,
  isOver: (holder: string) => boolean = () => false,
): Claim {
  if (!state || isTerminal(state.verdict)) return { kind: 'free' }
  if (state.lease.holder === holder) return { kind: 'ours', state }
  const alive = now <= Date.parse(state.lease.until) + CLOCK_SKEW_MS && !isOver(state.lease.holder)
  return alive ? { kind: 'busy', state } : { kind: 'abandoned', state }
}

/** The next write of whoever holds the lease: a later end, a higher sequence number. */
export function renew(state: RolloutState, now: number, leaseMs: number): RolloutState['lease'] {
  return {
    holder: state.lease.holder,
    until: new Date(now + leaseMs).toISOString(),
    seq: state.lease.seq + 1,
  }
}
