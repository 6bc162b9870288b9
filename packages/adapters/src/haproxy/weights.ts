import type { Split } from '@mlops-actions/rollout'

/** HAProxy's range of a server's weight. */
export const MAX_WEIGHT = 256

/** The weight of every server of an arm. */
export interface ArmWeights {
  readonly stable: number
  readonly canary: number
}

/** Sums near 100 read as percent, so they win among equally exact ones. */
const READABLE_SUM = 100

/**
 * The whole weights whose ratio comes closest to a split, given how many servers share each arm's part.
 * An arm that shall get something never gets weight 0, and one that shall get nothing always does.
 * @param servers how many each arm has, at least one
 */
export function weightsFor(split: Split, servers: ArmWeights): ArmWeights {
  const wanted = split.canary / 100
  if (wanted <= 0) return { stable: READABLE_SUM, canary: 0 }
  if (wanted >= 1) return { stable: 0, canary: READABLE_SUM }
  let best: ArmWeights = { stable: 1, canary: 1 }
  let bestError = Infinity
  for (let canary = 1; canary <= MAX_WEIGHT; canary++) {
    for (let stable = 1; stable <= MAX_WEIGHT; stable++) {
      const error = Math.abs(shareOf({ stable, canary }, servers) - wanted)
      const closer = error < bestError - 1e-12
      const asClose = error < bestError + 1e-12
      if (closer || (asClose && unreadable({ stable, canary }) < unreadable(best))) {
        best = { stable, canary }
        bestError = Math.min(error, bestError)
      }
    }
  }
  return best
}

function unreadable({ stable, canary }: ArmWeights): number {
  return Math.abs(stable + canary - READABLE_SUM)
}

function shareOf(weights: ArmWeights, servers: ArmWeights): number {
  const canary = weights.canary * servers.canary
  return canary / (canary + weights.stable * servers.stable)
}
