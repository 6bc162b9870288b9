import { z } from 'zod'

/** One scraped value: the time in milliseconds, and the number. */
export type Sample = readonly [at: number, value: number]

export interface Series {
  readonly labels: Readonly<Record<string, string>>
  /** In order of time. */
  readonly samples: readonly Sample[]
}

/** Prometheus refused, or answered something that is not its API. `code` is its errorType, or ours. */
export class PrometheusError extends Error {
  override readonly name = 'PrometheusError'
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

const value = z.tuple([z.number(), z.string()])
const labels = z.record(z.string(), z.string())

/** https://prometheus.io/docs/prometheus/latest/querying/api/ ; unknown keys (warnings, infos, stats) are ignored. */
const envelope = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    data: z.object({
      resultType: z.enum(['matrix', 'vector', 'scalar', 'string']),
      result: z.unknown(),
    }),
    warnings: z.array(z.string()).optional(),
  }),
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
])

const matrix = z.array(z.object({ metric: labels, values: z.array(value) }))

const QUOTE_MAX_CHARACTERS = 200

/**
 * The series of a matrix response. An empty list is an answer ("no such series"), not an error, and not zero.
 * @throws PrometheusError with the server's errorType, or `not-prometheus`, `not-a-matrix`, `partial`
 */
export function parseMatrix(status: number, body: Uint8Array): readonly Series[] {
  const parsed = envelope.safeParse(parseJson(status, body))
  if (!parsed.success) {
    throw new PrometheusError('not-prometheus', `the answer (HTTP ${status}) is not Prometheus's API`)
  }
  const answer = parsed.data
  if (answer.status === 'error') {
    throw new PrometheusError(answer.errorType, answer.error.slice(0, QUOTE_MAX_CHARACTERS))
  }
  // Thanos and Mimir warn when a store did not answer: some of the requests would be missing.
  const partial = answer.warnings?.find((text) => /partial|store|timed? ?out/i.test(text))
  if (partial !== undefined) throw new PrometheusError('partial', partial.slice(0, QUOTE_MAX_CHARACTERS))
  const series = matrix.safeParse(answer.data.result)
  if (answer.data.resultType !== 'matrix' || !series.success) {
    throw new PrometheusError(
      'not-a-matrix',
      `expected raw samples (a matrix), got a ${answer.data.resultType}`,
    )
  }
  return series.data.map(({ metric, values }) => ({
    labels: metric,
    samples: values.map(([seconds, text]) => [Math.round(seconds * 1000), parseValue(text)] as const),
  }))
}

/** Go's strconv spells infinity `+Inf`; `Number` would make it NaN and hide which it was. */
export function parseValue(text: string): number {
  switch (text) {
    case '+Inf':
    case 'Inf':
      return Infinity
    case '-Inf':
      return -Infinity
    default:
      return text.trim() === '' ? Number.NaN : Number(text)
  }
}

function parseJson(status: number, body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch (cause) {
    throw new PrometheusError('not-prometheus', `the answer (HTTP ${status}) is not JSON`, { cause })
  }
}
