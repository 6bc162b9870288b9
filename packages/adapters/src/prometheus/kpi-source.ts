import { HttpError, UserError } from '@mlops-actions/core'
import type { KpiPlan, KpiSource, Reading, Window } from '@mlops-actions/rollout'
import type { PrometheusClient } from './client.ts'
import { increaseOf } from './increase.ts'
import { PrometheusError, type Series } from './response.ts'

/**
 * How far before a window its first sample is looked for. A series absent for that long and then back would count as
 * born, so this is well above Prometheus's five-minute staleness.
 */
const LOOKBACK_MS = 15 * 60_000

/** Scrapes that began before a window ended may become visible only after it: windows end this long ago. */
export const SETTLE_MS = 2_000

/**
 * KPIs as rises of Prometheus counters. A selector that finds nothing is `no-data`, never zero: a misspelt one is as
 * silent as a healthy service. Counters should be exported at 0 from the start
 * (https://prometheus.io/docs/practices/instrumentation/#avoid-missing-metrics).
 * @throws (from counts) UserError `prometheus-bad-query` when Prometheus cannot parse a selector
 */
export function prometheusKpis(client: PrometheusClient): KpiSource {
  return {
    async counts(kpi, arm, window, signal) {
      try {
        const [total, events] = [
          await client.samples(withArm(kpi.total, arm, window), window.until, signal),
          await client.samples(withArm(kpi.events, arm, window), window.until, signal),
        ]
        return read(kpi, arm, { total, events }, window)
      } catch (error) {
        return refusal(error, kpi)
      }
    },
  }
}

function read(
  kpi: KpiPlan,
  arm: string,
  found: { readonly total: readonly Series[]; readonly events: readonly Series[] },
  window: Window,
): Reading {
  const noData = (reason: string): Reading => ({
    kind: 'no-data',
    reason: `${kpi.name} of ${arm}: ${reason}`,
  })
  const total = increaseOf(found.total, window)
  if (!total) return noData('no series matches `total`')
  if (!total.fresh) return noData('no sample of `total` in the window')
  const events = increaseOf(found.events, window)
  if (!events && kpi.absentEvents === 'no-data') {
    return noData('no series matches `events` (export the counter at 0, or set absent_events: zero)')
  }
  if (events && !events.fresh) return noData('no sample of `events` in the window')
  const count = events?.count ?? 0
  if (count > total.count) return noData(`${count} events of ${total.count} requests: the selectors disagree`)
  return { kind: 'counts', events: count, total: total.count, spanMs: total.spanMs }
}

/** @returns the selector with the arm's value in it and the range that reaches the last sample before the window */
function withArm(selector: string, arm: string, window: Window): string {
  const value = arm.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
  const seconds = Math.ceil((window.until - window.since + LOOKBACK_MS) / 1000)
  return `${selector.replaceAll('{{arm}}', () => value)}[${seconds}s]`
}

function refusal(error: unknown, kpi: KpiPlan): Reading {
  if (error instanceof PrometheusError && error.code === 'bad_data') {
    throw new UserError(
      'prometheus-bad-query',
      `${kpi.name}: Prometheus refuses the selector: ${error.message}`,
      {
        cause: error,
        remedy: 'events and total are plain counter selectors: a name and {labels}, no function, no range',
      },
    )
  }
  if (error instanceof RangeError) return { kind: 'no-data', reason: `${kpi.name}: ${error.message}` }
  if (error instanceof PrometheusError || error instanceof HttpError) {
    return { kind: 'unavailable', reason: `Prometheus: ${error.message}` }
  }
  throw error
}
