import type { Chart } from '@mlops-actions/report'
import { wallClock } from '@mlops-actions/forecast'
import type { Outlook } from './foresee.ts'
import type { Hindsight } from './hindsight.ts'
import type { Settings } from './settings.ts'

/** Days of the past in front of the forecast. */
const SHOWN_DAYS = 3

/** The fan of the forecast, the replicas planned, the last rehearsed day, and how good each member was. */
export function chartsOf(outlook: Outlook, hindsight: Hindsight, settings: Settings): readonly Chart[] {
  return [
    fan(outlook, settings),
    replicas(outlook),
    rehearsal(outlook, hindsight, settings),
    members(outlook),
  ]
}

function fan({ grid, history, steps, forecast }: Outlook, { level, zone, stepMs }: Settings): Chart {
  const shown = Math.min(grid.values.length, (SHOWN_DAYS * 86_400_000) / stepMs)
  const first = grid.values.length - shown
  const instant = instantOfSlot(steps[0]?.at ?? 0, zone, stepMs, grid.firstSlot)
  return {
    kind: 'fan',
    title: 'Load: the last days and what is expected',
    caption: `The bound is to hold ${100 * level} % of hourly peaks; it was learnt from ${forecast.bound.hours} hours of rehearsal.`,
    yLabel: 'load',
    measuredName: 'measured',
    forecastName: 'expected',
    highName: 'upper bound',
    measured: Array.from({ length: shown }, (_, i) => ({
      at: instant(first + i),
      // A hole is drawn as one, not as what filled it.
      value: history.known[first + i] === 1 ? grid.values[first + i]! : Number.NaN,
    })),
    forecast: steps.map(({ at, expected, upper }) => ({ at: iso(at), value: expected, high: upper })),
  }
}

function replicas({ steps }: Outlook): Chart {
  return {
    kind: 'timeline',
    title: 'Replicas the plan asks for',
    caption: 'Each step already asks for what start-up time and the time until the next two runs need.',
    yLabel: 'replicas',
    series: [
      { name: 'planned', points: steps.map(({ at, replicas }) => ({ at: iso(at), value: replicas })) },
    ],
  }
}

function rehearsal({ grid, steps }: Outlook, { last }: Hindsight, { zone, stepMs }: Settings): Chart {
  const instant = instantOfSlot(steps[0]?.at ?? 0, zone, stepMs, grid.firstSlot)
  const points = (values: Int32Array) =>
    Array.from(values, (value, i) => ({ at: instant(last.origin + i), value }))
  return {
    kind: 'timeline',
    title: 'The last rehearsed day: the plan beside an autoscaler alone',
    caption: 'Replicas ready to serve. Where a line lies under "needed", requests waited.',
    yLabel: 'replicas',
    series: [
      { name: 'needed', points: points(last.needed) },
      { name: 'with the plan', points: points(last.planned) },
      { name: 'autoscaler alone', points: points(last.reactive) },
    ],
  }
}

function members({ forecast }: Outlook): Chart {
  const { accuracy, weights } = forecast
  const row = (label: string, value: number, note: string) => ({
    label,
    value,
    status: value <= accuracy.naive ? ('pass' as const) : ('warn' as const),
    note,
  })
  return {
    kind: 'intervals',
    title: 'How far off each forecast was in rehearsal',
    caption: 'Mean absolute error in units of the usual change from one day to the next: smaller is better.',
    references: [{ value: accuracy.naive, label: accuracy.naiveName }],
    rows: [
      row('combined', accuracy.combined, 'what is used'),
      ...[...accuracy.members].map(([name, loss]) =>
        row(name, loss, `${Math.round(100 * (weights.get(name) ?? 0))} % of the forecast`),
      ),
    ],
  }
}

/** From a slot of the wall clock to an instant, by the offset that holds at `near`: a picture needs no more. */
function instantOfSlot(
  near: number,
  zone: string,
  stepMs: number,
  firstSlot: number,
): (slot: number) => string {
  const offset = wallClock(zone)(near) - near
  return (slot) => iso((firstSlot + slot) * stepMs - offset)
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
