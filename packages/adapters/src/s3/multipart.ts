import { createHash } from 'node:crypto'
import type { ByteSource } from '@mlops-actions/data'
import { RegistryError } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import { elements, escapeXml, textOf } from '../aws/xml.ts'
import { transferTimeout } from '../transfer/network.ts'
import { s3Code, s3Failed, type S3Client } from './client.ts'

const MIB = 1 << 20
/** One part is in memory at a time. */
const PART_BYTES = 16 * MIB
const MAX_PARTS = 10_000

interface Part {
  readonly number: number
  readonly etag: string
  /** Base64 sha256. */
  readonly checksum: string
}

/** Larger files in larger parts, so that there are never too many; whole MiB, so that parts are the same on every machine. */
export function partBytes(byteLength: number): number {
  return Math.max(PART_BYTES, Math.ceil(byteLength / MAX_PARTS / MIB) * MIB)
}

/**
 * Uploads in parts, each with its sha256, which S3 checks. An upload of the same object that somebody left unfinished, on
 * whatever machine, is gone on with: parts that are there with the right checksum are not sent again.
 *
 * @throws RegistryError `bytes-corrupt` when the bytes do not hash to `digest`; nothing is completed then
 */
export async function uploadParts(
  client: S3Client,
  key: string,
  digest: Digest,
  source: ByteSource,
): Promise<void> {
  const size = partBytes(source.byteLength)
  const upload = (await unfinished(client, key)) ?? (await begin(client, key))
  const held = await partsOf(client, key, upload)
  const parts: Part[] = []
  const whole = createHash('sha256')
  for (let offset = 0, number = 1; offset < source.byteLength; offset += size, number++) {
    client.network.signal.throwIfAborted()
    const bytes = await source.read(offset, Math.min(size, source.byteLength - offset))
    whole.update(bytes)
    const checksum = createHash('sha256').update(bytes).digest('base64')
    const there = held.get(number)
    parts.push(
      there?.checksum === checksum ? there : await send(client, key, upload, number, bytes, checksum),
    )
  }
  if (`sha256:${whole.digest('hex')}` !== digest) {
    await client.send({ method: 'DELETE', key, query: { uploadId: upload } })
    throw new RegistryError('bytes-corrupt', `${source.name} changed while it was being registered`)
  }
  await complete(client, key, upload, parts)
}

async function begin(client: S3Client, key: string): Promise<string> {
  const response = await client.send({
    method: 'POST',
    key,
    query: { uploads: '' },
    headers: { 'x-amz-checksum-algorithm': 'SHA256', 'content-type': 'application/octet-stream' },
    retries: 3,
  })
  const upload = textOf(new TextDecoder().decode(response.body), 'UploadId')
  if (response.status === 200 && upload) return upload
  throw s3Failed(client.name(key), 'beginning an upload', response)
}

/** The newest upload of this very key that nobody finished. Not being allowed to look only costs the chance to go on. */
async function unfinished(client: S3Client, key: string): Promise<string | undefined> {
  try {
    const response = await client.send({ method: 'GET', query: { uploads: '', prefix: key } })
    if (response.status !== 200) return undefined
    const uploads = elements(new TextDecoder().decode(response.body), 'Upload')
      .filter((upload) => textOf(upload, 'Key') === key)
      .map((upload) => ({ id: textOf(upload, 'UploadId') ?? '', at: textOf(upload, 'Initiated') ?? '' }))
    return uploads.sort((a, b) => (a.at < b.at ? 1 : -1))[0]?.id
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'bytes-refused') return undefined
    throw error
  }
}

async function partsOf(client: S3Client, key: string, upload: string): Promise<ReadonlyMap<number, Part>> {
  const parts = new Map<number, Part>()
  for (let marker = '0'; ; ) {
    const query = { uploadId: upload, 'part-number-marker': marker }
    const response = await client.send({ method: 'GET', key, query })
    if (response.status !== 200) return parts
    const xml = new TextDecoder().decode(response.body)
    for (const part of elements(xml, 'Part')) {
      const number = Number(textOf(part, 'PartNumber'))
      const [etag, checksum] = [textOf(part, 'ETag'), textOf(part, 'ChecksumSHA256')]
      if (etag !== undefined && checksum !== undefined) parts.set(number, { number, etag, checksum })
    }
    const next = textOf(xml, 'NextPartNumberMarker')
    if (textOf(xml, 'IsTruncated') !== 'true' || next === undefined || Number(next) <= Number(marker))
      return parts
    marker = next
  }
}

async function send(
  client: S3Client,
  key: string,
  upload: string,
  number: number,
  bytes: Uint8Array,
  checksum: string,
): Promise<Part> {
  const response = await client.send({
    method: 'PUT',
    key,
    query: { partNumber: String(number), uploadId: upload },
    headers: { 'x-amz-checksum-sha256': checksum, 'content-type': 'application/octet-stream' },
    body: bytes,
    timeoutMs: transferTimeout(bytes.byteLength),
    retries: 4,
  })
  const etag = response.headers.get('etag')
  if (response.status !== 200 || etag === undefined) {
    throw s3Failed(client.name(key), `part ${number}`, response)
  }
  return { number, etag, checksum }
}

async function complete(
  client: S3Client,
  key: string,
  upload: string,
  parts: readonly Part[],
): Promise<void> {
  const list = parts.map(
    ({ number, etag, checksum }) =>
      `<Part><PartNumber>${number}</PartNumber><ETag>${escapeXml(etag)}</ETag><ChecksumSHA256>${checksum}</ChecksumSHA256></Part>`,
  )
  const response = await client.send({
    method: 'POST',
    key,
    query: { uploadId: upload },
    body: `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${list.join('')}</CompleteMultipartUpload>`,
    timeoutMs: 10 * 60_000,
    // Completed twice, the second says NoSuchUpload, which is looked into.
    retries: 3,
  })
  // S3 may answer 200 and fail afterwards, in the body. And a machine that went on with the same upload may have been first.
  const code = s3Code(response)
  if ((response.status === 200 && code === '') || code === 'NoSuchUpload') return
  throw s3Failed(client.name(key), 'completing an upload', response)
}
