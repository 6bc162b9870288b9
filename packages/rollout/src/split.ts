/** Percent of traffic each arm gets; the two sum to 100. */
export interface Split {
  readonly stable: number
  readonly canary: number
}

/** What every rollback restores and every rollout must start from. */
export const SAFE_SPLIT: Split = { stable: 100, canary: 0 }

/** Routers hold whole weights, so what is read back may be off by the coarsest router's rounding (1 of 256). */
const TOLERANCE_PERCENT = 0.4

/** @param canary percent 0..100 */
export function splitFor(canary: number): Split {
  if (!(canary >= 0 && canary <= 100))
    throw new RangeError(`a share of traffic is 0..100 percent, not ${canary}`)
  return { stable: 100 - canary, canary }
}

/** True when two splits are the same up to a router's rounding; "none" and "some" are never the same. */
export function sameSplit(a: Split, b: Split): boolean {
  const sameSide = (x: number, y: number) => (x === 0) === (y === 0)
  return (
    Math.abs(a.canary - b.canary) <= TOLERANCE_PERCENT &&
    sameSide(a.canary, b.canary) &&
    sameSide(a.stable, b.stable)
  )
}
