import { requireCount } from '../check.ts'

/** What one look added: events (errors, slow requests) among requests, on each side, since the look before. */
export interface RateLook {
  readonly canaryEvents: number
  readonly canaryTotal: number
  readonly stableEvents: number
  readonly stableTotal: number
}

/**
 * One look as conditional likelihood sees it: of all `events`, how many hit the canary, when its share of the traffic
 * was `share`. The common rate, and how it moves over time, cancels.
 */
export interface ConditionalLook {
  readonly canary: number
  readonly events: number
  readonly share: number
}

/**
 * RangeError for counts that are not whole or more events than requests. Looks without traffic carry no information.
 */
export function conditionalLooks(where: string, looks: readonly RateLook[]): readonly ConditionalLook[] {
  return looks.map((look, i) => {
    const { canaryEvents, canaryTotal, stableEvents, stableTotal } = look
    requireCount(where, `looks[${i}].canaryTotal`, canaryTotal)
    requireCount(where, `looks[${i}].stableTotal`, stableTotal)
    requireCount(where, `looks[${i}].canaryEvents`, canaryEvents)
    requireCount(where, `looks[${i}].stableEvents`, stableEvents)
    if (canaryEvents > canaryTotal || stableEvents > stableTotal) {
      throw new RangeError(`${where}: looks[${i}] has more events than requests`)
    }
    const total = canaryTotal + stableTotal
    return {
      canary: canaryEvents,
      events: canaryEvents + stableEvents,
      share: total === 0 ? 0 : canaryTotal / total,
    }
  })
}
