import { lookup as dnsLookup } from 'node:dns'
import type { BlockList, LookupFunction } from 'node:net'
import type { Dispatcher, request as undiciRequest } from 'undici'
import type { Env } from '../ports/env.ts'
import type { HttpTls } from '../ports/http.ts'
import { isListed, metadataAddresses } from './address.ts'

/** How requests get out of this machine. */
export interface Connection {
  /** Connections of one TLS identity; those without one share theirs. */
  readonly dispatcher: (tls: HttpTls | undefined) => Dispatcher
  readonly request: typeof undiciRequest
  /** True when a URL's host is an address nobody may ask for. Names are checked again when they are resolved. */
  readonly refuses: (hostname: string) => boolean
}

/**
 * undici, through the proxy the environment names. It is loaded on the first request: an offline gate pays nothing.
 * A CA for every server is Node's own affair (NODE_EXTRA_CA_CERTS); one for a single server is in its requests.
 */
export async function connect(env: Env): Promise<Connection> {
  const { Agent, EnvHttpProxyAgent, request } = await import('undici')
  const refused = env.get('RUNNER_ENVIRONMENT') === 'github-hosted' ? metadataAddresses() : undefined
  const httpProxy = env.get('http_proxy') ?? env.get('HTTP_PROXY')
  const httpsProxy = env.get('https_proxy') ?? env.get('HTTPS_PROXY')
  const noProxy = env.get('no_proxy') ?? env.get('NO_PROXY') ?? ''
  const make = (tls: HttpTls | undefined): Dispatcher => {
    const requestTls = tls && tlsOptions(tls)
    const connect = { ...(refused && { lookup: guardedLookup(refused) }), ...requestTls }
    if (httpProxy === undefined && httpsProxy === undefined) return new Agent({ connect })
    return new EnvHttpProxyAgent({
      connect,
      noProxy,
      ...(requestTls && { requestTls }),
      ...(httpProxy !== undefined && { httpProxy }),
      ...(httpsProxy !== undefined && { httpsProxy }),
    })
  }
  const shared = make(undefined)
  const own = new WeakMap<HttpTls, Dispatcher>()
  const dispatcher = (tls: HttpTls | undefined): Dispatcher => {
    if (tls === undefined) return shared
    const made = own.get(tls) ?? make(tls)
    own.set(tls, made)
    return made
  }
  return { dispatcher, request, refuses: (hostname) => refused !== undefined && isListed(refused, hostname) }
}

function tlsOptions({ ca, cert, key, serverName }: HttpTls) {
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(serverName !== undefined && { servername: serverName }),
  }
}

/** Looks at the address a name led to, so that a name cannot stand in for it (DNS rebinding). */
function guardedLookup(refused: BlockList): LookupFunction {
  return (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
      const listed = addresses?.find(({ address }) => isListed(refused, address))
      const first = addresses?.[0]
      if (error) callback(error, '')
      else if (listed) callback(Object.assign(new Error(hostname), { code: 'METADATA_SERVICE_REFUSED' }), '')
      else if (options.all === true) callback(null, addresses)
      else callback(null, first?.address ?? '', first?.family)
    })
  }
}
