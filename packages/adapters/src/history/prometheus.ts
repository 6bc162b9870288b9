import { UserError } from '@mlops-actions/core'
import type { Sample } from '@mlops-actions/forecast'
import type { PrometheusClient } from '../prometheus/client.ts'
import { PrometheusError } from '../prometheus/response.ts'
import type { TimeWindow } from './window.ts'

/**
 * A query's history by query_range. Steps without a value are left out, and are gaps.
 * @throws UserError `prometheus-refused`, `no-series`, `several-series`; HttpError
 */
export async function prometheusHistory(
  client: PrometheusClient,
  query: string,
  window: TimeWindow,
): Promise<readonly Sample[]> {
  const series = await client.range(query, window).catch((cause: unknown) => {
    if (!(cause instanceof PrometheusError)) throw cause
    throw new UserError(
      'prometheus-refused',
      `Prometheus refuses ${JSON.stringify(query)}: ${cause.message}`,
      { cause },
    )
  })
  const [only] = series
  if (!only) {
    throw new UserError(
      'no-series',
      `${JSON.stringify(query)} finds no series in the last ${days(window)} days`,
      {
        remedy: 'Try it in the Prometheus console: a misspelt name is as silent as a service without load.',
      },
    )
  }
  if (series.length > 1) {
    throw new UserError(
      'several-series',
      `${JSON.stringify(query)} finds ${series.length} series, expected one`,
      {
        remedy: 'Put sum(...) around it.',
      },
    )
  }
  return only.samples
}

function days({ start, end }: TimeWindow): number {
  return Math.round((end - start) / 86_400_000)
}
