import { type Inputs, type Runtime, UserError } from '@mlops-actions/core'
import { type LoadSpec, type Requests, toMilliseconds } from '@mlops-actions/policy'
import type { definition } from '../inputs.ts'
import { type Endpoint, measureRequests } from './measure.ts'
import { type Load, MOST_REQUESTS, scheduleOf } from './schedule.ts'

type GateInputs = Inputs<typeof definition>

const MOST_BODY_BYTES = 64 * 2 ** 20

/** Measures the endpoints that the inputs name, by the load that the policy asks for. */
export async function requestsOf(
  inputs: GateInputs,
  runtime: Runtime,
  spec: LoadSpec,
  seed: number,
): Promise<Requests> {
  const headers = headersOf(inputs['endpoint-headers'], runtime)
  const bodies = spec.body === undefined ? [] : await readBodies(runtime, spec.body)
  const endpointOf = (input: 'endpoint' | 'baseline-endpoint', url: string): Endpoint => ({
    name: nameOf(input, url),
    request: {
      url,
      method: spec.method ?? (bodies.length === 0 ? 'GET' : 'POST'),
      headers: {
        ...(bodies.length === 0 ? {} : { 'content-type': spec.content_type ?? 'application/json' }),
        ...headers,
      },
    },
    bodies,
  })
  const candidate = endpointOf('endpoint', inputs.endpoint!)
  const other = inputs['baseline-endpoint']
  const baseline = other === undefined ? undefined : endpointOf('baseline-endpoint', other)
  const load: Load = {
    rate: spec.rate,
    duration: toMilliseconds(spec.duration),
    warmup: toMilliseconds(spec.warmup ?? '5s'),
    block: toMilliseconds(spec.block ?? '1s'),
    arrivals: spec.arrivals ?? 'poisson',
    seed,
  }
  const sides = baseline ? 2 : 1
  const planned = ((load.duration + load.warmup) / 1_000) * load.rate * sides
  if (planned > MOST_REQUESTS) {
    throw new UserError(
      'too-many-requests',
      `\`load\` asks for ${Math.round(planned).toLocaleString('en')} requests`,
      {
        remedy: `Lower \`rate\` or \`duration\`: at most ${MOST_REQUESTS.toLocaleString('en')} are made.`,
      },
    )
  }
  const schedule = scheduleOf(load, sides)
  const minutes = ((load.duration + load.warmup) * sides) / 60_000
  runtime.log.info(
    `${schedule.due.length.toLocaleString('en')} requests at ${load.rate}/s to ${candidate.name}${baseline ? ` and ${baseline.name} in turns` : ''}, about ${minutes.toFixed(1)} minutes`,
  )
  return measureRequests(
    runtime,
    baseline ? [candidate, baseline] : [candidate],
    schedule,
    toMilliseconds(spec.timeout ?? '10s'),
  )
}

/** Scheme, host and path: a query may hold a key. */
function nameOf(input: string, url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (
    !parsed ||
    !['http:', 'https:'].includes(parsed.protocol) ||
    parsed.username !== '' ||
    parsed.password !== ''
  ) {
    throw new UserError('invalid-endpoint', `the input \`${input}\` is no http(s) URL without credentials`, {
      remedy: 'Give a URL such as http://127.0.0.1:8080/predict; a token belongs into `endpoint-headers`.',
    })
  }
  return `${parsed.origin}${parsed.pathname}`
}

function headersOf(lines: readonly string[] | undefined, { secrets }: Runtime): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [index, line] of (lines ?? []).entries()) {
    const match = /^([A-Za-z0-9!#$%&'*+.^_`|~-]+):\s*(\S.*)$/.exec(line)
    if (!match) {
      throw new UserError('invalid-header', `line ${index + 1} of \`endpoint-headers\` is no header`, {
        remedy: 'Write one header a line: `Authorization: Bearer ${{ secrets.TOKEN }}`.',
      })
    }
    secrets.mask(match[2]!)
    headers[match[1]!.toLowerCase()] = match[2]!
  }
  return headers
}

async function readBodies({ files }: Runtime, path: string): Promise<readonly Uint8Array[]> {
  const whole = await files.read(path, { maxBytes: MOST_BODY_BYTES })
  if (!path.endsWith('.jsonl')) return [whole]
  const bodies = new TextDecoder()
    .decode(whole)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => new TextEncoder().encode(line))
  if (bodies.length === 0)
    throw new UserError('empty-body', `${path} holds no line to send`, {
      remedy: 'Put one request a line into it.',
    })
  return bodies
}
