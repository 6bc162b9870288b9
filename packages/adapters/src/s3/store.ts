import type { ByteSource } from '@mlops-actions/data'
import { type BytesStore, digestBytes, hexOf, RegistryError } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import type { AwsCredentials } from '../aws/sigv4.ts'
import { inParallel } from '../transfer/in-parallel.ts'
import { type Network, transferTimeout } from '../transfer/network.ts'
import { rangedSource } from '../transfer/ranged-source.ts'
import { s3Client, s3Code, s3Failed, type S3Client } from './client.ts'
import { partBytes, uploadParts } from './multipart.ts'
import type { S3Place } from './place.ts'

const PARALLEL_UPLOADS = 4

export interface S3Options {
  readonly place: S3Place
  readonly credentials: () => Promise<AwsCredentials>
}

/**
 * Bytes in a bucket, `<prefix>sha256/<hex>` an object: Amazon S3, MinIO, Ceph, R2 and others. An object is written once
 * (`If-None-Match: *`) with its sha256, which the server checks; large ones in parts that can be gone on with.
 */
export function s3Bytes(network: Network, { place, credentials }: S3Options): BytesStore {
  const client = s3Client(network, place, credentials)
  const keyOf = (digest: Digest) => `${place.prefix}sha256/${hexOf(digest)}`
  return {
    kind: 's3',
    async put(bundle) {
      const files = [...new Map(bundle.files.map((file) => [file.digest, file])).values()]
      await inParallel(files, PARALLEL_UPLOADS, (file) => ensureObject(client, keyOf(file.digest), file))
      return { kind: 's3', bucket: place.bucket, prefix: place.prefix }
    },
    reader: async () => (file) => openObject(client, keyOf(file.digest), file.byteLength),
  }
}

interface File {
  readonly digest: Digest
  readonly byteLength: number
  readonly open: () => Promise<ByteSource>
}

async function ensureObject(client: S3Client, key: string, file: File): Promise<void> {
  if (await isThere(client, key, file)) return
  const source = await file.open()
  try {
    if (source.byteLength > partBytes(source.byteLength)) await uploadParts(client, key, file.digest, source)
    else await putWhole(client, key, file.digest, source)
  } finally {
    await source.close()
  }
  if (await isThere(client, key, file)) return
  throw new RegistryError(
    'bytes-corrupt',
    `${client.name(key)} was taken, and holds something else or nothing`,
  )
}

/**
 * Whether the object is there with the right size and, where the server kept one of the whole, the right checksum. One of
 * parts (`...-<n>`) says nothing about the whole; each part was checked when it came.
 */
async function isThere(client: S3Client, key: string, { digest, byteLength }: File): Promise<boolean> {
  const response = await client.send({ method: 'HEAD', key, headers: { 'x-amz-checksum-mode': 'ENABLED' } })
  if (response.status === 404) return false
  if (response.status !== 200) throw s3Failed(client.name(key), 'asking for it', response)
  const checksum = response.headers.get('x-amz-checksum-sha256')
  const inParts = byteLength > partBytes(byteLength) || checksum?.includes('-') === true
  const whole = inParts ? undefined : checksum
  return (
    Number(response.headers.get('content-length')) === byteLength &&
    (whole === undefined || whole === Buffer.from(hexOf(digest), 'hex').toString('base64'))
  )
}

/** Servers that know no conditional writes. What is written is the same bytes in any case. */
const UNCONDITIONAL = new Set([400, 501])

async function putWhole(client: S3Client, key: string, digest: Digest, source: ByteSource): Promise<void> {
  const body = await source.read(0, source.byteLength)
  if (digestBytes(body) !== digest) {
    throw new RegistryError('bytes-corrupt', `${source.name} changed while it was being registered`)
  }
  const put = (headers: Readonly<Record<string, string>>) =>
    client.send({
      method: 'PUT',
      key,
      headers: {
        ...headers,
        'content-type': 'application/octet-stream',
        'x-amz-checksum-sha256': Buffer.from(hexOf(digest), 'hex').toString('base64'),
      },
      body,
      timeoutMs: transferTimeout(body.byteLength),
      retries: 4,
    })
  const first = await put({ 'if-none-match': '*' })
  const again = UNCONDITIONAL.has(first.status) && s3Code(first) !== 'BadDigest'
  const response = again ? await put({}) : first
  // 412: somebody was first. 409: somebody is at it right now, and the look afterwards decides.
  if (response.status === 200 || response.status === 412) return
  if (response.status === 409) return client.network.clock.sleep(1000, client.network.signal)
  throw s3Failed(client.name(key), 'putting it', response)
}

async function openObject(client: S3Client, key: string, byteLength: number): Promise<ByteSource> {
  const name = client.name(key)
  const head = await client.send({ method: 'HEAD', key })
  if (head.status === 404) throw new RegistryError('bytes-missing', `${name} does not exist`)
  if (head.status !== 200) throw s3Failed(name, 'asking for it', head)
  const held = Number(head.headers.get('content-length'))
  if (held !== byteLength) {
    throw new RegistryError('bytes-corrupt', `${name} has ${held} bytes, registered were ${byteLength}`)
  }
  return rangedSource(
    {
      name,
      byteLength,
      get: (offset) =>
        client.send({
          method: 'GET',
          key,
          headers: offset === 0 ? {} : { range: `bytes=${offset}-${byteLength - 1}` },
          streamed: true,
          maxBytes: byteLength,
          timeoutMs: transferTimeout(byteLength),
        }),
    },
    client.network,
  )
}
