import type { GateSpec } from '../schema/gate.ts'

const DEFAULT_ALPHA = 0.05
/** Any number would do, so long as it is always the same and stands in the report. */
const DEFAULT_SEED = 1
const DEFAULT_REPLICATES = 2_000

/** What a gate is judged with, defaults filled in: all that is needed to recompute it. */
export interface GateSettings {
  readonly alpha: number
  readonly family: NonNullable<GateSpec['family']>
  readonly seed: number
  readonly replicates: number
}

export function settingsOf({ alpha, family, seed, replicates }: GateSpec): GateSettings {
  return {
    alpha: alpha ?? DEFAULT_ALPHA,
    family: family ?? 'holm',
    seed: seed ?? DEFAULT_SEED,
    replicates: replicates ?? DEFAULT_REPLICATES,
  }
}
