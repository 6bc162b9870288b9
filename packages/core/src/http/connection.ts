import { lookup as dnsLookup } from 'node:dns'
import type { BlockList, LookupFunction } from 'node:net'
import type { Dispatcher, request as undiciRequest } from 'undici'
import type { Env } from '../ports/env.ts'
import { isListed, metadataAddresses } from './address.ts'

/** How requests get out of this machine. */
export interface Connection {
  readonly dispatcher: Dispatcher
  readonly request: typeof undiciRequest
  /** True when a URL's host is an address nobody may ask for. Names are checked again when they are resolved. */
  readonly refuses: (hostname: string) => boolean
}

/**
 * undici, through the proxy the environment names. It is loaded on the first request: an offline gate pays nothing.
 * A custom CA is Node's own affair (NODE_EXTRA_CA_CERTS).
 */
export async function connect(env: Env): Promise<Connection> {
  const { Agent, EnvHttpProxyAgent, request } = await import('undici')
  const refused = env.get('RUNNER_ENVIRONMENT') === 'github-hosted' ? metadataAddresses() : undefined
  const options = refused ? { connect: { lookup: guardedLookup(refused) } } : {}
  const httpProxy = env.get('http_proxy') ?? env.get('HTTP_PROXY')
  const httpsProxy = env.get('https_proxy') ?? env.get('HTTPS_PROXY')
  const noProxy = env.get('no_proxy') ?? env.get('NO_PROXY') ?? ''
  const dispatcher =
    httpProxy === undefined && httpsProxy === undefined
      ? new Agent(options)
      : new EnvHttpProxyAgent({
          ...options,
          noProxy,
          ...(httpProxy !== undefined && { httpProxy }),
          ...(httpsProxy !== undefined && { httpsProxy }),
        })
  return { dispatcher, request, refuses: (hostname) => refused !== undefined && isListed(refused, hostname) }
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
