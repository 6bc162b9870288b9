import type { Runtime } from '@mlops-actions/core'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type AwsCredentials, signed } from './sigv4.ts'

/** AWS refused. `code` is its exception: `ValidationException`, `AccessDeniedException`. */
export class AwsError extends Error {
  override readonly name = 'AwsError'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** Calls one operation of one service; the answer is checked by who asked. */
export type AwsCall = (operation: string, input: Readonly<Record<string, unknown>>) => Promise<unknown>

export interface AwsService {
  /** Name in signatures, and in endpoints where they have no other: `sagemaker`. */
  readonly service: string
  /** Name in endpoints: SageMaker's is `api.sagemaker`. */
  readonly endpointPrefix?: string
  /** What stands before the operation in X-Amz-Target. */
  readonly target: string
  /** 1.0 or 1.1. */
  readonly version: '1.0' | '1.1'
}

const MAX_ANSWER_BYTES = 16 << 20
const MAX_QUOTE = 300
const answer = z.looseObject({ __type: z.string(), message: z.string(), Message: z.string() }).partial()

/**
 * The AWS JSON protocol (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html), every request signed.
 * An endpoint of its own (AWS_ENDPOINT_URL_SAGEMAKER, AWS_ENDPOINT_URL) is honoured, as the SDKs do.
 * @throws (from the call) AwsError; HttpError
 */
export function awsJsonCall(
  world: Pick<Runtime, 'http' | 'clock' | 'env'>,
  { service, target, version, endpointPrefix = service }: AwsService,
  region: string,
  credentials: () => Promise<AwsCredentials>,
): AwsCall {
  const { env, http, clock } = world
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  const own = env.get(`AWS_ENDPOINT_URL_${service.toUpperCase().replaceAll('-', '_')}`)
  const endpoint = own ?? env.get('AWS_ENDPOINT_URL') ?? `https://${endpointPrefix}.${region}.${domain}`
  return async (operation, input) => {
    const url = new URL('/', endpoint)
    const body = JSON.stringify(input)
    const headers = {
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': `${target}.${operation}`,
    }
    const payloadSha256 = createHash('sha256').update(body).digest('hex')
    const response = await http.send({
      method: 'POST',
      url: url.href,
      headers: signed({ method: 'POST', url, headers, payloadSha256 }, await credentials(), {
        region,
        service,
        now: clock.now(),
      }),
      body,
      // Reads only: a write that got lost may have been carried out.
      retries: /^(Get|Describe|List)/.test(operation) ? 2 : 0,
      maxBytes: MAX_ANSWER_BYTES,
    })
    const parsed: unknown = json(response.body)
    if (response.status === 200) return parsed
    const { __type: type, message, Message } = answer.safeParse(parsed).data ?? {}
    const code = type?.split('#').at(-1) ?? String(response.status)
    const said = (message ?? Message ?? 'no reason given').slice(0, MAX_QUOTE)
    throw new AwsError(response.status, code, `${service} ${operation}: ${code}: ${said}`)
  }
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
