import type { Http, HttpRequest, HttpTls } from '@mlops-actions/core'
import { z } from 'zod'
import type { Cluster, ClusterCredential } from './cluster.ts'
import { KubernetesError } from './error.ts'
import { collectionPath, type ResourceName, resourcePath, resourceText } from './resource.ts'

const objectSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    resourceVersion: z.string(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.unknown().optional(),
  status: z.unknown().optional(),
})

const listSchema = z.looseObject({
  metadata: z.looseObject({ continue: z.string().optional() }).optional(),
  items: z.array(objectSchema),
})

/** An object as the server has it. What else is in it is checked by who reads it. */
export type KubernetesObject = z.infer<typeof objectSchema>

/** A change. `merge` leaves out what stays and sets to null what goes; `json` is a list of operations (RFC 6902). */
export type Change =
  | { readonly kind: 'merge'; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: 'json'; readonly operations: readonly Readonly<Record<string, unknown>>[] }

export type Patched =
  | { readonly kind: 'patched'; readonly object: KubernetesObject }
  /** Somebody wrote in between: read again. */
  | { readonly kind: 'moved' }

/**
 * The API server, as far as routers and scalers need it: read one object, list a few, change one by compare-and-swap.
 * @throws (from its methods) KubernetesError when it refuses, HttpError when it does not answer
 */
export interface Kubernetes {
  readonly cluster: Pick<Cluster, 'server' | 'namespace'>
  /** undefined when there is none of that name (an unknown kind too). */
  get(resource: ResourceName): Promise<KubernetesObject | undefined>
  /** All of them, or a KubernetesError `TooMany` beyond 10,000. */
  list(collection: Omit<ResourceName, 'name'>): Promise<readonly KubernetesObject[]>
  /**
   * Changes the object if it is still at `resourceVersion`.
   * @param options.dryRun the server checks everything (schema, admission, permissions) and changes nothing
   */
  patch(
    resource: ResourceName,
    change: Change,
    resourceVersion: string,
    options?: { readonly dryRun?: boolean; readonly subresource?: 'scale' | 'status' },
  ): Promise<Patched>
}

const TIMEOUT_MS = 15_000
const MAX_BYTES = 16 << 20
const PAGE_ITEMS = 500
const MAX_PAGES = 20
/** Who owns the fields we write, in `kubectl get --show-managed-fields`. */
const FIELD_MANAGER = 'mlops-actions'

export function kubernetesClient(http: Http, cluster: Cluster): Kubernetes {
  const tlsFor = tlsOf(cluster.tls)

  async function send(
    path: string,
    query: Readonly<Record<string, string>>,
    request: Pick<HttpRequest, 'method' | 'body' | 'headers'>,
  ) {
    const credential = await cluster.credential()
    const search = new URLSearchParams(query).toString()
    const { status, body } = await http.send({
      ...request,
      url: `${cluster.server}${path}${search === '' ? '' : `?${search}`}`,
      headers: {
        accept: 'application/json',
        ...request.headers,
        ...(credential.token !== undefined && { authorization: `Bearer ${credential.token}` }),
      },
      tls: tlsFor(credential),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
    })
    return { status, body: json(body) }
  }

  async function get(resource: ResourceName): Promise<KubernetesObject | undefined> {
    const { status, body } = await send(resourcePath(resource), {}, {})
    return status === 404 ? undefined : objectOf(resource, status, body)
  }

  async function hasMoved(resource: ResourceName, resourceVersion: string): Promise<boolean> {
    return (await get(resource))?.metadata.resourceVersion !== resourceVersion
  }

  return {
    cluster,
    get,
    async list(collection) {
      const items: KubernetesObject[] = []
      let next: string | undefined
      for (let page = 0; page < MAX_PAGES; page++) {
        const query = { limit: String(PAGE_ITEMS), ...(next !== undefined && { continue: next }) }
        const { status, body } = await send(collectionPath(collection), query, {})
        const parsed = status === 200 ? listSchema.safeParse(body) : undefined
        if (!parsed?.success) throw refusal({ ...collection, name: '*' }, status, body)
        items.push(...parsed.data.items)
        next = parsed.data.metadata?.continue
        if (next === undefined || next === '') return items
      }
      // Fewer than there are would say of what is missing that it is not there.
      const what = resourceText({ ...collection, name: '*' })
      throw new KubernetesError(200, 'TooMany', `${what}: there are more than ${MAX_PAGES * PAGE_ITEMS}`)
    },
    async patch(resource, change, resourceVersion, { dryRun, subresource } = {}) {
      const path = resourcePath(resource) + (subresource === undefined ? '' : `/${subresource}`)
      const query = { fieldManager: FIELD_MANAGER, ...(dryRun === true && { dryRun: 'All' }) }
      const { status, body } = await send(path, query, {
        method: 'PATCH',
        ...guarded(change, resourceVersion),
      })
      if (status === 409) return { kind: 'moved' }
      // A test that does not hold and an object that breaks its schema are both a 422 without a word of which.
      if (status === 422 && change.kind === 'json' && (await hasMoved(resource, resourceVersion))) {
        return { kind: 'moved' }
      }
      return { kind: 'patched', object: objectOf(resource, status, body) }
    },
  }
}

/** Both forms carry the version: the server compares it with the object's and answers 409, or 422 for a failed test. */
function guarded(change: Change, resourceVersion: string): Pick<HttpRequest, 'body' | 'headers'> {
  if (change.kind === 'json') {
    const test = { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion }
    return {
      headers: { 'content-type': 'application/json-patch+json' },
      body: JSON.stringify([test, ...change.operations]),
    }
  }
  const metadata = { ...(change.body['metadata'] as object | undefined), resourceVersion }
  return {
    headers: { 'content-type': 'application/merge-patch+json' },
    body: JSON.stringify({ ...change.body, metadata }),
  }
}

function objectOf(resource: ResourceName, status: number, body: unknown): KubernetesObject {
  const parsed = status >= 200 && status < 300 ? objectSchema.safeParse(body) : undefined
  if (parsed?.success) return parsed.data
  throw refusal(resource, status, body)
}

const MAX_QUOTE = 300

function refusal(resource: ResourceName, status: number, body: unknown): KubernetesError {
  const { reason, message } = statusOf(body)
  const said = message === undefined ? 'the answer is not of the Kubernetes API' : message.slice(0, MAX_QUOTE)
  return new KubernetesError(
    status,
    reason ?? 'Unknown',
    `${resourceText(resource)}: ${said} (HTTP ${status})`,
  )
}

function statusOf(body: unknown): { readonly reason?: string; readonly message?: string } {
  const parsed = z.looseObject({ reason: z.string(), message: z.string() }).partial().safeParse(body)
  return parsed.success ? (parsed.data as { reason?: string; message?: string }) : {}
}

/** One TLS object a client certificate, so that its connections are kept. */
function tlsOf(shared: HttpTls): (credential: ClusterCredential) => HttpTls {
  let last: HttpTls = shared
  return ({ cert, key }) => {
    if (cert !== last.cert || key !== last.key) {
      last = { ...shared, ...(cert !== undefined && { cert }), ...(key !== undefined && { key }) }
    }
    return last
  }
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
