import type { Digest } from '@mlops-actions/report'
import { LineageError } from '../error.ts'
import type { Env, Http } from '../ports.ts'
import { parseWideJson, recordOf, textOf } from '../text/json.ts'

export interface PinnedImage {
  /** Registry and repository. */
  readonly name: string
  readonly digest: Digest
  readonly tag?: string
}

/** Manifest types of images and indexes; a registry asked without them may answer with a converted one. */
const ACCEPT = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')
const MAX_TOKEN_BYTES = 2 ** 16
const PIN_IT =
  'Pin the image yourself: name@sha256:<64 hex digits>, as the output of your build step prints it.'

/**
 * An image by digest. `name@sha256:...` is taken as written; a tag is asked of its registry now (HEAD of the manifest),
 * because tomorrow it names another image.
 *
 * A registry that wants a token is asked for an anonymous one, or with `OCI_USERNAME` and `OCI_PASSWORD` of the step.
 *
 * @throws LineageError `image-not-pinned`, `image-not-found`, `registry-refused`
 */
export async function resolveImage(text: string, http: Http, env: Env): Promise<PinnedImage> {
  const pinned = /^([^\s@]{1,512}?)(?::([\w][\w.-]{0,127}))?@sha256:([0-9a-f]{64})$/.exec(text)
  if (pinned) {
    const [, name, tag, hex] = pinned
    return { name: name!, digest: `sha256:${hex!}`, ...(tag === undefined ? {} : { tag }) }
  }
  const reference = referenceOf(text)
  if (!reference) throw notPinned(text)
  const { host, repository, tag } = reference
  const url = `${schemeFor(host)}://${host}/v2/${repository}/manifests/${tag}`
  const ask = (authorization: string | undefined) =>
    http
      .send({
        method: 'HEAD',
        url,
        headers: { accept: ACCEPT, ...(authorization === undefined ? {} : { authorization }) },
      })
      .catch((cause: unknown) => {
        const why = cause instanceof Error ? cause.message : String(cause)
        throw new LineageError('registry-refused', `image ${text}: its registry cannot be asked: ${why}`, {
          cause,
          remedy: PIN_IT,
        })
      })
  const first = await ask(undefined)
  const challenge = first.headers.get('www-authenticate')
  const answer =
    first.status === 401 && challenge !== undefined
      ? await ask(await authorized(challenge, host, repository, http, env))
      : first
  const digest = /^sha256:([0-9a-f]{64})$/.exec(answer.headers.get('docker-content-digest') ?? '')?.[1]
  if (answer.status === 200 && digest !== undefined)
    return {
      name: `${host === DOCKER_HOST ? 'docker.io' : host}/${repository}`,
      digest: `sha256:${digest}`,
      tag,
    }
  if (answer.status === 404)
    throw new LineageError('image-not-found', `image ${text}: its registry knows no such tag`)
  throw new LineageError(
    'registry-refused',
    `image ${text}: its registry answers ${answer.status}, without a digest`,
    {
      remedy: PIN_IT,
    },
  )
}

const DOCKER_HOST = 'registry-1.docker.io'

const SEGMENT = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/
const HOST = /^[a-z0-9][a-z0-9.-]{0,252}(?::\d{1,5})?$/i
const TAG = /^[\w][\w.-]{0,127}$/

/** As docker reads it: the first segment is a host when it looks like one, a lone name is in `library/`. */
function referenceOf(
  text: string,
): { readonly host: string; readonly repository: string; readonly tag: string } | undefined {
  if (text.length > 512) return undefined
  const colon = text.indexOf(':', text.lastIndexOf('/') + 1)
  const [place, tag] = colon < 0 ? [text, 'latest'] : [text.slice(0, colon), text.slice(colon + 1)]
  const segments = place.split('/')
  const first = segments[0]!
  const named = segments.length > 1 && (/[.:]/.test(first) || first === 'localhost')
  const path = named ? segments.slice(1) : segments.length === 1 ? ['library', first] : segments
  if (!path.every((segment) => SEGMENT.test(segment)) || !TAG.test(tag) || (named && !HOST.test(first)))
    return undefined
  return { host: named && first !== 'docker.io' ? first : DOCKER_HOST, repository: path.join('/'), tag }
}

/** As docker does: plain HTTP on this machine and nowhere else. */
function schemeFor(host: string): 'http' | 'https' {
  return /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(host) ? 'http' : 'https'
}

/** The distribution spec's token handshake. Credentials go only to a realm that is the registry's own. */
async function authorized(
  challenge: string,
  host: string,
  repository: string,
  http: Http,
  env: Env,
): Promise<string | undefined> {
  const [user, password] = [env.get('OCI_USERNAME'), env.get('OCI_PASSWORD')]
  const basic =
    user === undefined || password === undefined
      ? undefined
      : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  if (/^basic\b/i.test(challenge)) return basic
  const parts = new Map([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!]))
  const realm = parts.get('realm')
  if (realm === undefined || !URL.canParse(realm)) return undefined
  const url = new URL(realm)
  if (url.protocol !== 'https:' && schemeFor(url.host) !== 'http') return undefined
  const service = parts.get('service')
  if (service !== undefined) url.searchParams.set('service', service)
  url.searchParams.set('scope', `repository:${repository}:pull`)
  const answer = await http.send({
    url: url.href,
    headers: basic !== undefined && trustedRealm(url.host, host) ? { authorization: basic } : {},
    maxBytes: MAX_TOKEN_BYTES,
  })
  if (answer.status !== 200) return undefined
  const body = recordOf(parseWideJson(new TextDecoder().decode(answer.body), `the token service of ${host}`))
  const token = textOf(body['token'] ?? body['access_token'], MAX_TOKEN_BYTES)
  return token === undefined ? undefined : `Bearer ${token}`
}

/** GitLab's realm is the parent of its registry's host, Docker's its sister; everybody else's is the same host. */
function trustedRealm(realm: string, registry: string): boolean {
  if (realm === registry || (realm === 'auth.docker.io' && registry === DOCKER_HOST)) return true
  return realm.includes('.') && registry.endsWith(`.${realm}`)
}

function notPinned(text: string): LineageError {
  return new LineageError(
    'image-not-pinned',
    `image ${JSON.stringify(text)} is neither name@sha256:... nor name:tag`,
    {
      remedy:
        'Write name@sha256:<64 hex digits>; `docker buildx imagetools inspect <image>` and the output of your build step print it.',
    },
  )
}
