import { connect, createServer, type Socket } from 'node:net'

/** A line to a server that can be cut. */
export interface CuttingProxy {
  readonly port: number
  /** Bytes that went from clients to the server. */
  sent(): number
  /** Cuts every connection once so many more bytes have gone to the server; then the line is whole again. */
  cutAfter(bytes: number): void
  /** Calls back once so many bytes in all have gone to the server. */
  whenSent(bytes: number, call: () => void): void
  /** Cuts every connection once so many more bytes have come from the server. */
  cutAfterReceiving(bytes: number): void
  close(): Promise<void>
}

export async function cuttingProxy(target: number): Promise<CuttingProxy> {
  let sent = 0
  let received = 0
  let cutSent = Number.POSITIVE_INFINITY
  let cutReceived = Number.POSITIVE_INFINITY
  const watchers: { readonly bytes: number; readonly call: () => void }[] = []
  const sockets = new Set<Socket>()
  const cut = () => {
    cutSent = Number.POSITIVE_INFINITY
    cutReceived = Number.POSITIVE_INFINITY
    for (const socket of sockets) socket.destroy()
  }
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {}) // A cut line is what this is for.
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.on('data', (chunk: Buffer) => {
      sent += chunk.length
      if (!upstream.write(chunk)) client.pause()
      if (sent >= cutSent) cut()
      for (const waiting of watchers.splice(0, watchers.length)) {
        if (sent >= waiting.bytes) waiting.call()
        else watchers.push(waiting)
      }
    })
    upstream.on('drain', () => client.resume())
    upstream.on('data', (chunk: Buffer) => {
      received += chunk.length
      if (!client.write(chunk)) upstream.pause()
      if (received >= cutReceived) cut()
    })
    client.on('drain', () => upstream.resume())
    client.on('end', () => upstream.end())
    upstream.on('end', () => client.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return {
    port: address.port,
    sent: () => sent,
    cutAfter: (bytes) => void (cutSent = sent + bytes),
    whenSent: (bytes, call) => void watchers.push({ bytes, call }),
    cutAfterReceiving: (bytes) => void (cutReceived = received + bytes),
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
