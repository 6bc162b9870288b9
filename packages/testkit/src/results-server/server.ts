import { listen, type ServerReply, type ServerRequest } from '../http/listen.ts'
import { blobName, createArtifactService, type StoredArtifact } from './artifact-service.ts'
import { type AzureAccount, openAzureBlobs } from './azure-blobs.ts'
import { createCacheService, type StoredCache } from './cache-service.ts'
import { createMemoryBlobs } from './memory-blobs.ts'
import { createOidcIssuer, runtimeToken } from './tokens.ts'
import { answerTwirp, json, type TwirpService } from './twirp.ts'

export interface ResultsServerOptions {
  /** A real blob service for the bytes; in this process by default. */
  readonly blob?: AzureAccount
  /** `owner/name` in identity tokens. */
  readonly repository?: string
  /** Claims of identity tokens beside the usual ones. */
  readonly claims?: Readonly<Record<string, string>>
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

export interface ResultsServer {
  readonly origin: string
  /** What a step on github.com has: the artifact service and cache v2. */
  readonly env: Readonly<Record<string, string>>
  /** What a step on GHES has: cache v1 and no artifact service. */
  readonly ghesEnv: Readonly<Record<string, string>>
  /** What `id-token: write` adds. */
  readonly oidcEnv: Readonly<Record<string, string>>
  readonly artifacts: readonly StoredArtifact[]
  readonly caches: readonly StoredCache[]
  /** The bytes of an artifact, a zip unless it was uploaded raw. */
  artifactBytes(name: string): Promise<Uint8Array | undefined>
  close(): Promise<void>
}

const BACKEND_IDS = { run: 'run-backend-1', job: 'job-backend-1' } as const
const OIDC_PATH = '/oidc/token'

/**
 * The results service of GitHub Actions on 127.0.0.1: artifacts v4, caches v2 and v1, and identity tokens, for the real
 * @actions/artifact, @actions/cache and @actions/core.
 */
export async function startResultsServer(options: ResultsServerOptions = {}): Promise<ResultsServer> {
  const now = options.now ?? Date.now
  const token = runtimeToken(BACKEND_IDS)
  let origin = ''
  const memory = options.blob ? undefined : createMemoryBlobs(() => origin, now)
  const store = memory ?? (await openAzureBlobs(options.blob!, now))
  const artifacts = createArtifactService({ store, now, backendIds: BACKEND_IDS })
  const caches = createCacheService(store)
  const issuer = createOidcIssuer({
    issuer: () => origin,
    repository: options.repository ?? 'octo/models',
    claims: options.claims ?? {},
    now,
  })
  const services: Readonly<Record<string, TwirpService>> = {
    ArtifactService: artifacts.service,
    CacheService: caches.service,
  }

  const handle = async (request: ServerRequest): Promise<ServerReply> => {
    const blob = memory?.handle(request)
    if (blob) return blob
    const { pathname, searchParams } = request.url
    if (pathname === '/.well-known/jwks') return json(200, issuer.jwks)
    if (pathname === '/.well-known/openid-configuration') {
      return json(200, { issuer: origin, jwks_uri: `${origin}/.well-known/jwks` })
    }
    if (request.headers['authorization'] !== `Bearer ${token}`) {
      return json(401, { code: 'unauthenticated', msg: 'the runtime token is missing or wrong' })
    }
    if (pathname === OIDC_PATH)
      return json(200, { value: issuer.token(searchParams.get('audience') ?? origin) })
    if (pathname.startsWith('/_apis/artifactcache/')) return await caches.handleV1(request)
    const [, name = '', method = ''] =
      /^\/twirp\/github\.actions\.results\.api\.v1\.(\w+)\/(\w+)$/.exec(pathname) ?? []
    const service = Object.hasOwn(services, name) ? services[name] : undefined
    if (!service || request.method !== 'POST') return json(404, { code: 'bad_route', msg: `no ${pathname}` })
    return await answerTwirp(service, method, request.body)
  }

  const listening = await listen(handle)
  origin = listening.origin
  const runtime = { ACTIONS_RUNTIME_URL: `${origin}/`, ACTIONS_RUNTIME_TOKEN: token }
  return {
    origin,
    env: { ...runtime, ACTIONS_RESULTS_URL: `${origin}/`, ACTIONS_CACHE_SERVICE_V2: 'True' },
    ghesEnv: { ...runtime, ACTIONS_CACHE_URL: `${origin}/` },
    oidcEnv: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}${OIDC_PATH}?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: token,
    },
    artifacts: artifacts.artifacts,
    caches: caches.caches,
    artifactBytes: (name) => store.get(blobName(name)),
    close: async () => await listening.close(),
  }
}
