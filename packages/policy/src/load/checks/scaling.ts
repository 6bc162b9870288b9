import { toMilliseconds } from '../../schema/common.ts'
import type { ModelPolicy } from '../../schema/document.ts'
import { type OccasionSpec, SCALING_DEFAULTS, type ScalingSpec } from '../../schema/scaling.ts'
import type { Complaint } from '../issues.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Times and bounds that contradict each other; the form is the schema's affair. */
export function scalingComplaints({ scaling }: Partial<ModelPolicy>): readonly Complaint[] {
  if (!scaling) return []
  const complaints = [
    ...boundComplaints(scaling),
    ...timeComplaints(scaling),
    ...zoneComplaints(scaling),
    ...(scaling.calendar ?? []).flatMap(occasionComplaints),
  ]
  return complaints.map((one) => ({ ...one, keys: ['scaling', ...one.keys] }))
}

function boundComplaints({ min = SCALING_DEFAULTS.min, max }: ScalingSpec): readonly Complaint[] {
  return min <= max
    ? []
    : [{ keys: ['max'], message: `found ${max}, expected at least \`min\`, which is ${min}` }]
}

function timeComplaints(scaling: ScalingSpec): readonly Complaint[] {
  const time = (key: 'step' | 'history' | 'horizon' | 'interval' | 'startup' | 'ttl') =>
    toMilliseconds(scaling[key] ?? SCALING_DEFAULTS[key])
  const complaints: Complaint[] = []
  const expect = (holds: boolean, key: keyof ScalingSpec, message: string) => {
    if (!holds) complaints.push({ keys: [key], message })
  }
  const step = time('step')
  expect(
    step >= MINUTE_MS && step <= HOUR_MS && HOUR_MS % step === 0,
    'step',
    'expected 1m to 1h, a whole number of them an hour',
  )
  expect(
    time('history') >= 5 * DAY_MS && time('history') <= 180 * DAY_MS,
    'history',
    'expected 5d to 180d: fewer days show no week, more are another season',
  )
  expect(
    time('horizon') >= HOUR_MS && time('horizon') <= 2 * DAY_MS && time('horizon') % HOUR_MS === 0,
    'horizon',
    'expected whole hours, 1h to 48h',
  )
  expect(
    time('horizon') >= time('startup') + 2 * time('interval'),
    'horizon',
    'must be at least `startup` and two `interval`s: a late run must still find a plan',
  )
  expect(
    time('ttl') >= 2 * time('interval'),
    'ttl',
    'must be at least two `interval`s: the minimum would fall back between two runs',
  )
  return complaints
}

function zoneComplaints({ timezone }: ScalingSpec): readonly Complaint[] {
  if (timezone === undefined) return []
  try {
    Intl.DateTimeFormat('en', { timeZone: timezone })
    return []
  } catch {
    return [
      {
        keys: ['timezone'],
        message: `found ${JSON.stringify(timezone)}, expected an IANA time zone such as Europe/Berlin`,
      },
    ]
  }
}

function occasionComplaints(occasion: OccasionSpec, index: number): readonly Complaint[] {
  const complaint = (message: string): readonly Complaint[] => [{ keys: ['calendar', index], message }]
  const { days, from, to } = occasion
  const stretch = from !== undefined || to !== undefined
  if ((days === undefined) === !stretch) return complaint('expected either `days`, or `from` and `to`')
  if (stretch && (from === undefined || to === undefined)) return complaint('expected both `from` and `to`')
  const wrong = [...(days ?? []), from, to].find((text) => text !== undefined && !isDate(text))
  if (wrong !== undefined) return complaint(`there is no ${wrong}`)
  if (from !== undefined && to !== undefined && from >= to) return complaint('`to` must be later than `from`')
  return []
}

/** `Date` reads 2026-02-30 as the 2nd of March. */
function isDate(text: string): boolean {
  const time = Date.parse(`${text.slice(0, 10)}T${text.slice(11) || '00:00'}Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
