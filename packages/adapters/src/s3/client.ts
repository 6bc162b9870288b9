import type { HttpRequest, HttpResponse } from '@mlops-actions/core'
import { RegistryError } from '@mlops-actions/registry'
import { createHash } from 'node:crypto'
import { type AwsCredentials, EMPTY_SHA256, signed } from '../aws/sigv4.ts'
import { textOf } from '../aws/xml.ts'
import type { Network } from '../transfer/network.ts'
import { objectUrl, type S3Place } from './place.ts'

export interface S3Request {
  readonly method: NonNullable<HttpRequest['method']>
  /** Absent for the bucket itself. */
  readonly key?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
  readonly streamed?: boolean
  readonly maxBytes?: number
  readonly timeoutMs?: number
  readonly retries?: number
}

/** One bucket, every request signed. Any status but a refusal is a value. */
export interface S3Client {
  readonly place: S3Place
  readonly network: Network
  /** How messages call an object. */
  name(key: string): string
  /** @throws RegistryError `bytes-refused`; HttpError */
  send(request: S3Request): Promise<HttpResponse>
}

/** A list of a thousand parts is about half of it. */
const MAX_ANSWER_BYTES = 4 << 20

export function s3Client(
  network: Network,
  place: S3Place,
  credentials: () => Promise<AwsCredentials>,
): S3Client {
  const name = (key: string) => `s3://${place.bucket}/${key}`
  return {
    place,
    network,
    name,
    async send({ method, key, query = {}, headers = {}, body, ...options }) {
      const url = objectUrl(place, key)
      for (const [parameter, value] of Object.entries(query)) url.searchParams.set(parameter, value)
      const payloadSha256 =
        body === undefined ? EMPTY_SHA256 : createHash('sha256').update(body).digest('hex')
      const response = await network.http.send({
        ...options,
        method,
        url: url.href,
        headers: signed({ method, url, headers, payloadSha256 }, await credentials(), {
          region: place.region,
          service: 's3',
          now: network.clock.now(),
        }),
        ...(body !== undefined && { body }),
        maxBytes: options.maxBytes ?? MAX_ANSWER_BYTES,
        signal: network.signal,
      })
      requireAllowed(name(key ?? ''), method, response)
      return response
    },
  }
}

/** S3's own code for a refusal; empty where there is none (a HEAD has no body). */
export function s3Code({ body }: HttpResponse): string {
  return (textOf(new TextDecoder().decode(body.subarray(0, 65_536)), 'Code') ?? '').slice(0, 100)
}

export function s3Failed(name: string, what: string, response: HttpResponse): RegistryError {
  const code = s3Code(response)
  return new RegistryError(
    'bytes-failed',
    `${name}: ${what} was answered ${response.status}${code === '' ? '' : ` (${code})`}`,
  )
}

function requireAllowed(name: string, method: string, response: HttpResponse): void {
  const { status, headers } = response
  const region = headers.get('x-amz-bucket-region')
  if (status === 301 || status === 307) {
    throw new RegistryError(
      'bytes-refused',
      `${name}: the bucket is elsewhere${region === undefined ? '' : `, in ${region}`}`,
      {
        remedy: 'Set `region` beside the bucket in the policy, or AWS_REGION.',
      },
    )
  }
  if (status !== 401 && status !== 403) return
  const code = s3Code(response)
  throw new RegistryError(
    'bytes-refused',
    `${name}: ${method} was refused (${status}${code === '' ? '' : `, ${code}`})`,
    {
      remedy:
        'The role needs s3:GetObject, s3:PutObject, s3:AbortMultipartUpload, s3:ListMultipartUploadParts on the folder, and s3:ListBucket, s3:ListBucketMultipartUploads on the bucket (without them a missing object reads as refused).',
    },
  )
}
