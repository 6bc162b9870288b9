import { type Http, UserError } from '@mlops-actions/core'
import type { Sample } from '@mlops-actions/forecast'
import { z } from 'zod'
import type { TimeWindow } from './window.ts'

export interface DatadogAccess {
  /** `https://api.datadoghq.eu` and the like. */
  readonly url: string
  readonly apiKey: string
  readonly applicationKey: string
}

const answer = z.looseObject({
  data: z.looseObject({
    attributes: z.looseObject({
      times: z.array(z.number()),
      values: z.array(z.array(z.number().nullable())),
    }),
  }),
})
const refusal = z.looseObject({ errors: z.array(z.unknown()) })

const MAX_BYTES = 32 << 20
const TIMEOUT_MS = 30_000
/** Longer stretches are answered at a coarser interval than was asked for. */
const POINTS_A_REQUEST = 1_500

/**
 * A query's history by the v2 timeseries API, in stretches short enough that the interval stays ours.
 * @throws UserError `datadog-refused`, `no-series`, `several-series`; HttpError
 */
export async function datadogHistory(
  http: Http,
  { url, apiKey, applicationKey }: DatadogAccess,
  query: string,
  window: TimeWindow,
): Promise<readonly Sample[]> {
  const samples: Sample[] = []
  const reach = POINTS_A_REQUEST * window.stepMs
  for (let from = window.start; from < window.end; from += reach) {
    const attributes = {
      from,
      to: Math.min(window.end, from + reach),
      interval: window.stepMs,
      queries: [{ data_source: 'metrics', name: 'load', query }],
      formulas: [{ formula: 'load' }],
    }
    const { status, body } = await http.send({
      method: 'POST',
      url: `${url.replace(/\/+$/, '')}/api/v2/query/timeseries`,
      headers: {
        'content-type': 'application/json',
        'dd-api-key': apiKey,
        'dd-application-key': applicationKey,
      },
      body: JSON.stringify({ data: { type: 'timeseries_request', attributes } }),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      // It only reads.
      retries: 2,
    })
    const parsed: unknown = json(body)
    const found = status === 200 ? answer.safeParse(parsed) : undefined
    if (!found?.success) throw refused(query, status, parsed)
    const { times, values } = found.data.data.attributes
    if (values.length > 1) {
      throw new UserError(
        'several-series',
        `${JSON.stringify(query)} finds ${values.length} series, expected one`,
        {
          remedy: 'Aggregate without `by {...}`.',
        },
      )
    }
    times.forEach((time, i) => {
      const value = values[0]?.[i]
      if (value !== null && value !== undefined) samples.push([time, value])
    })
  }
  if (samples.length === 0)
    throw new UserError('no-series', `${JSON.stringify(query)} finds no value in Datadog`)
  return samples
}

function refused(query: string, status: number, body: unknown): UserError {
  const parsed = refusal.safeParse(body)
  const said = parsed.success ? parsed.data.errors.map(String).join('; ').slice(0, 300) : 'no reason given'
  return new UserError(
    'datadog-refused',
    `Datadog refuses ${JSON.stringify(query)}: ${said} (HTTP ${status})`,
    {
      remedy: 'The application key needs the scope timeseries_query; datadog-url names your site.',
    },
  )
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
