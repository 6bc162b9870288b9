import { RegistryError } from '@mlops-actions/registry'
import { z } from 'zod'
import type { Network } from '../transfer/network.ts'

/** The LFS server of a git repository. */
export interface LfsServer {
  /** `https://host/owner/name.git/info/lfs`. */
  readonly endpoint: URL
  /** Of requests to the server itself; what it hands out for transfers has its own. */
  readonly authorization: string | undefined
}

export interface LfsObject {
  /** The 64 hex digits of the sha256. */
  readonly oid: string
  readonly size: number
}

const actionSchema = z.looseObject({ href: z.string(), header: z.record(z.string(), z.string()).optional() })

const answerSchema = z.looseObject({
  transfer: z.string().optional(),
  objects: z.array(
    z.looseObject({
      oid: z.string(),
      size: z.number().optional(),
      actions: z
        .looseObject({
          upload: actionSchema.optional(),
          verify: actionSchema.optional(),
          download: actionSchema.optional(),
        })
        .optional(),
      error: z.looseObject({ code: z.number(), message: z.string() }).optional(),
    }),
  ),
})

export type LfsAction = z.infer<typeof actionSchema>
export type LfsAnswer = z.infer<typeof answerSchema>['objects'][number]

const MEDIA_TYPE = 'application/vnd.git-lfs+json'
const MAX_ANSWER_BYTES = 4 << 20

/**
 * The batch API of Git LFS (git-lfs/docs/api/batch.md) with the `basic` transfer, which every server has.
 *
 * @throws RegistryError `bytes-refused`, `bytes-failed`
 */
export async function batch(
  network: Network,
  server: LfsServer,
  operation: 'upload' | 'download',
  object: LfsObject,
): Promise<LfsAnswer> {
  const { endpoint } = server
  const url = new URL(`${endpoint.href}/objects/batch`)
  const response = await network.http.send({
    method: 'POST',
    url: url.href,
    headers: { accept: MEDIA_TYPE, 'content-type': MEDIA_TYPE, ...own(server, url) },
    body: JSON.stringify({ operation, transfers: ['basic'], objects: [object], hash_algo: 'sha256' }),
    // A question: asking again changes nothing.
    retries: 3,
    maxBytes: MAX_ANSWER_BYTES,
    signal: network.signal,
  })
  if (response.status === 401 || response.status === 403) {
    throw new RegistryError(
      'bytes-refused',
      `${shown(endpoint)}: ${operation} was refused (${response.status})`,
      {
        remedy: 'Give the job `contents: write` and the step its token as `github-token`.',
      },
    )
  }
  const answer = response.status === 200 ? answerSchema.safeParse(json(response.body)) : undefined
  const found = answer?.data?.objects.find(({ oid }) => oid === object.oid)
  if (!found || (answer?.data?.transfer ?? 'basic') !== 'basic') {
    throw new RegistryError(
      'bytes-failed',
      `${shown(endpoint)}: the batch of ${object.oid} was answered ${response.status}`,
      {
        remedy: 'Does the host have Git LFS, and is it on for this repository?',
      },
    )
  }
  return found
}

/** Tells the server that an object has arrived, where it wants to be told. */
export async function verify(
  network: Network,
  server: LfsServer,
  action: LfsAction,
  object: LfsObject,
): Promise<void> {
  const url = actionUrl(server, action)
  const response = await network.http.send({
    method: 'POST',
    url: url.href,
    headers: { accept: MEDIA_TYPE, 'content-type': MEDIA_TYPE, ...own(server, url), ...action.header },
    body: JSON.stringify(object),
    retries: 3,
    maxBytes: MAX_ANSWER_BYTES,
    signal: network.signal,
  })
  if (response.status === 200) return
  throw new RegistryError(
    'bytes-corrupt',
    `${shown(server.endpoint)} does not have ${object.oid} (${response.status})`,
  )
}

/** Where an action goes. Nothing leaves TLS on the say-so of a server that was spoken to over it. */
export function actionUrl({ endpoint }: LfsServer, { href }: LfsAction): URL {
  const url = URL.canParse(href) ? new URL(href) : undefined
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && endpoint.protocol === 'http:')))
    return url
  throw new RegistryError('bytes-failed', `${shown(endpoint)} names no place for the bytes`)
}

/** Our token goes to the server's own origin alone; storage behind it has what the server put into `header`. */
export function own({ endpoint, authorization }: LfsServer, url: URL): Readonly<Record<string, string>> {
  return authorization !== undefined && url.origin === endpoint.origin ? { authorization } : {}
}

export function shown(endpoint: URL): string {
  return `${endpoint.host}${endpoint.pathname.replace(/\/info\/lfs$/, '')}`
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
