import { UserError } from '@mlops-actions/core'

/** Where a HAProxy process listens for its Runtime API. */
export type SocketAddress =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }

/**
 * `/run/haproxy/admin.sock`, `unix:/run/haproxy/admin.sock`, `tcp:10.0.0.7:9999`, `[::1]:9999`.
 * @throws UserError `bad-socket-address`
 */
export function parseSocketAddress(text: string): SocketAddress {
  const unix = /^(?:unix[:@])?(\/[^\0\n]+)$/.exec(text)?.[1]
  if (unix !== undefined) return { kind: 'unix', path: unix }
  const tcp = /^(?:tcp[:@])?(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9._-]+)):(\d{1,5})$/.exec(text)
  const host = tcp?.[1] ?? tcp?.[2]
  const port = Number(tcp?.[3])
  if (host !== undefined && port >= 1 && port <= 65_535) return { kind: 'tcp', host, port }
  throw new UserError('bad-socket-address', `haproxy-sockets: ${JSON.stringify(text)} is no socket address`, {
    remedy: 'write /run/haproxy/admin.sock or tcp:host:port, one a line',
  })
}

export function addressText(address: SocketAddress): string {
  switch (address.kind) {
    case 'unix':
      return address.path
    case 'tcp':
      return `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`
  }
}
