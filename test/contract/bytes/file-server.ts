import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server of files in memory by their path as it stands in the URL, with ranges. */
export async function fileServer(): Promise<{
  readonly origin: string
  readonly files: Map<string, Buffer>
  close(): Promise<void>
}> {
  const files = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '')
    if (!file) return void response.writeHead(404).end()
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
    const [from, to] = range ? [Number(range[1]), Number(range[2])] : [0, file.length - 1]
    const part = file.subarray(from, to + 1)
    response.writeHead(range ? 206 : 200, {
      'content-length': String(part.length),
      ...(range && { 'content-range': `bytes ${from}-${to}/${file.length}` }),
    })
    response.end(request.method === 'HEAD' ? undefined : part)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
