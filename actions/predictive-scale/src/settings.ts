import type { Limits, Occasion } from '@mlops-actions/forecast'
import { type OccasionSpec, SCALING_DEFAULTS, type ScalingSpec, toMilliseconds } from '@mlops-actions/policy'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** The policy's scaling section with its defaults, in milliseconds and slots. */
export interface Settings {
  readonly spec: ScalingSpec
  readonly stepMs: number
  readonly historyMs: number
  readonly horizonMs: number
  readonly intervalMs: number
  readonly ttlMs: number
  readonly startupMs: number
  readonly zone: string
  readonly level: number
  readonly utilisation: number
  readonly limits: Limits
  readonly occasions: readonly Occasion[]
}

export function settingsOf(spec: ScalingSpec): Settings {
  const time = (key: 'step' | 'history' | 'horizon' | 'interval' | 'startup' | 'ttl') =>
    toMilliseconds(spec[key] ?? SCALING_DEFAULTS[key])
  const stepMs = time('step')
  const perSlot = (perHour: number | undefined) =>
    perHour === undefined ? Infinity : (perHour * stepMs) / HOUR_MS
  return {
    spec,
    stepMs,
    historyMs: time('history'),
    horizonMs: time('horizon'),
    intervalMs: time('interval'),
    ttlMs: time('ttl'),
    startupMs: time('startup'),
    zone: spec.timezone ?? SCALING_DEFAULTS.timezone,
    level: spec.level ?? SCALING_DEFAULTS.level,
    utilisation: spec.utilisation ?? SCALING_DEFAULTS.utilisation,
    limits: {
      min: spec.min ?? SCALING_DEFAULTS.min,
      max: spec.max,
      leadSlots: Math.ceil(time('startup') / stepMs),
      // Schedules run late: what is asked for must hold for two intervals.
      holdSlots: Math.ceil((2 * time('interval')) / stepMs),
      upPerSlot: perSlot(spec.ramp?.up),
      downPerSlot: perSlot(spec.ramp?.down),
    },
    occasions: (spec.calendar ?? []).flatMap(occasionsOf),
  }
}

function occasionsOf({ name, days, from, to, factor }: OccasionSpec): readonly Occasion[] {
  const worth = factor === undefined ? {} : { factor }
  const stretch =
    from === undefined || to === undefined ? [] : [{ name, from: wall(from), to: wall(to), ...worth }]
  const whole = (days ?? []).map((day) => ({
    name,
    from: wall(`${day}T00:00`),
    to: wall(`${day}T00:00`) + DAY_MS,
    ...worth,
  }))
  return [...whole, ...stretch]
}

/** What the wall shows, as milliseconds: the clock of the forecast. */
function wall(local: string): number {
  return Date.parse(`${local}:00Z`)
}
