import { type HttpRequest, type Runtime, UserError } from '@mlops-actions/core'
import type { RequestLog, Requests } from '@mlops-actions/policy'
import { invertedCdfQuantile } from '@mlops-actions/stats'
import { type Schedule, WARMUP } from './schedule.ts'

/** One endpoint, and what is sent to it in turn. */
export interface Endpoint {
  readonly name: string
  readonly request: Omit<HttpRequest, 'body' | 'retries' | 'timeoutMs'>
  /** Sent one after the other, from the first again; none for a request without a body. */
  readonly bodies: readonly Uint8Array[]
}

/** Requests that may be unanswered at once; an endpoint that lets more pile up has failed those. */
const MOST_IN_FLIGHT = 5_000
/** Answers of a model are small. */
const MOST_ANSWER_BYTES = 16 * 2 ** 20
/** How often a long measurement says that it is alive. */
const PROGRESS_MS = 10_000

/**
 * Makes the requests of a schedule and notes when each was answered, from the moment it was due. An answer that is late,
 * broken or no 2xx counts as one that never came.
 * @throws UserError `cancelled` when the job ends meanwhile
 */
export async function measureRequests(
  runtime: Runtime,
  endpoints: readonly [candidate: Endpoint, baseline?: Endpoint],
  schedule: Schedule,
  timeoutMs: number,
): Promise<Requests> {
  const { clock, log, signal } = runtime
  const { due, side } = schedule
  const latencies = new Float64Array(due.length).fill(Infinity)
  const lags = new Float64Array(due.length)
  const pending = new Set<Promise<void>>()
  const started = clock.elapsed()
  let said = started
  for (let i = 0; i < due.length; i++) {
    const at = started + due[i]!
    const wait = at - clock.elapsed()
    if (wait > 0) await clock.sleep(wait, signal)
    if (signal.aborted) throw new UserError('cancelled', 'the job was cancelled while requests were made')
    const now = clock.elapsed()
    lags[i] = Math.max(0, now - at)
    if (now - said > PROGRESS_MS) {
      said = now
      log.info(`${i.toLocaleString('en')} of ${due.length.toLocaleString('en')} requests made`)
    }
    if (pending.size >= MOST_IN_FLIGHT) continue
    const sent = send(i, at)
    pending.add(sent)
    void sent.finally(() => pending.delete(sent))
  }
  await Promise.all(pending)
  const [candidate, baseline] = endpoints
  return {
    candidate: logOf(candidate.name, 0, schedule, latencies, lags),
    ...(baseline ? { baseline: logOf(baseline.name, 1, schedule, latencies, lags) } : {}),
  }

  async function send(i: number, at: number): Promise<void> {
    const { request, bodies } = endpoints[side[i]!]!
    const body = bodies.length === 0 ? undefined : bodies[i % bodies.length]!
    try {
      const { status } = await runtime.http.send({
        ...request,
        ...(body ? { body } : {}),
        retries: 0,
        timeoutMs,
        maxBytes: MOST_ANSWER_BYTES,
      })
      const latency = clock.elapsed() - at
      if (status >= 200 && status < 300 && latency <= timeoutMs) latencies[i] = latency
    } catch (error) {
      // No answer is a measurement, not a failure of the gate; what it was is said once at the end by its share.
      log.debug(String(error))
    }
  }
}

function logOf(
  name: string,
  endpoint: number,
  { side, block, due }: Schedule,
  latencies: Float64Array,
  lags: Float64Array,
): RequestLog {
  const rows = Uint32Array.from(side.keys()).filter((i) => side[i] === endpoint && block[i] !== WARMUP)
  const planned = Math.max(due.at(-1) ?? 0, 1)
  const perSecond = (span: number): number => (rows.length * 1_000) / span
  return {
    kind: 'log',
    name,
    latencies: Float64Array.from(rows, (i) => latencies[i]!),
    made: {
      blocks: Uint32Array.from(rows, (i) => block[i]!),
      offered: perSecond(planned),
      // The last request was due at `planned`; how late it left is how far the schedule was not kept.
      sent: perSecond(planned + (lags.at(-1) ?? 0)),
      lag: invertedCdfQuantile(Float64Array.from(rows, (i) => lags[i]!).sort(), 0.99),
    },
  }
}
