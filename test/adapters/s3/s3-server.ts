import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A bucket in memory: conditional and checksummed writes, ranges, multipart uploads that list their parts. */
export async function s3Server(): Promise<{
  readonly origin: string
  readonly objects: Map<string, Buffer>
  /** Bytes of every request that was refused or taken. */
  readonly received: number[]
  close(): Promise<void>
}> {
  const objects = new Map<string, Buffer>()
  const uploads = new Map<string, { readonly key: string; readonly parts: Map<number, Buffer> }>()
  const received: number[] = []
  const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('base64')
  const server = createServer((request, response) => {
    void collect(request).then((body) => {
      received.push(body.length)
      const url = new URL(request.url ?? '/', 'http://s3')
      const key = decodeURIComponent(url.pathname.split('/').slice(2).join('/'))
      const end = (status: number, xml = '', headers = {}) =>
        response.writeHead(status, { 'content-length': String(Buffer.byteLength(xml)), ...headers }).end(xml)
      const checksum = request.headers['x-amz-checksum-sha256']
      if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 '))
        return end(403, '<Code>AccessDenied</Code>')
      if (checksum !== undefined && checksum !== sha256(body)) return end(400, '<Code>BadDigest</Code>')
      const id = url.searchParams.get('uploadId') ?? ''
      const upload = uploads.get(id)
      if (id !== '' && !upload) return end(404, '<Code>NoSuchUpload</Code>')
      if (url.searchParams.has('uploads')) {
        if (request.method === 'POST') {
          const next = randomUUID()
          uploads.set(next, { key, parts: new Map() })
          return end(200, `<R><UploadId>${next}</UploadId></R>`)
        }
        const open = [...uploads].map(
          ([one, { key: of }]) => `<Upload><Key>${of}</Key><UploadId>${one}</UploadId></Upload>`,
        )
        return end(200, `<R>${open.join('')}</R>`)
      }
      if (upload && request.method === 'PUT') {
        upload.parts.set(Number(url.searchParams.get('partNumber')), body)
        return end(200, '', { etag: '"e"' })
      }
      if (upload && request.method === 'GET') {
        const parts = [...upload.parts].map(
          ([n, part]) =>
            `<Part><PartNumber>${n}</PartNumber><ETag>&quot;e&quot;</ETag><ChecksumSHA256>${sha256(part)}</ChecksumSHA256></Part>`,
        )
        return end(200, `<R><IsTruncated>false</IsTruncated>${parts.join('')}</R>`)
      }
      if (upload) {
        uploads.delete(id)
        if (request.method === 'DELETE') return end(204)
        objects.set(
          upload.key,
          Buffer.concat([...upload.parts].sort(([a], [b]) => a - b).map(([, part]) => part)),
        )
        return end(200, '<R/>')
      }
      if (request.method === 'PUT') {
        if (request.headers['if-none-match'] === '*' && objects.has(key))
          return end(412, '<Code>PreconditionFailed</Code>')
        objects.set(key, body)
        return end(200)
      }
      const object = objects.get(key)
      if (!object) return end(404, '<Code>NoSuchKey</Code>')
      const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
      const part = range ? object.subarray(Number(range[1]), Number(range[2]) + 1) : object
      const extra = range ? { 'content-range': `bytes ${range[1]}-${range[2]}/${object.length}` } : {}
      response.writeHead(range ? 206 : 200, { 'content-length': String(part.length), ...extra })
      response.end(request.method === 'HEAD' ? undefined : part)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    received,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
