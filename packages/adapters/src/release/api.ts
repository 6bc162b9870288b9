import type { HttpContent, HttpRequest, HttpResponse } from '@mlops-actions/core'
import { RegistryError } from '@mlops-actions/registry'
import { z } from 'zod'
import { type Network, transferTimeout } from '../transfer/network.ts'

/** The releases of a repository. */
export interface ReleasePlace {
  readonly owner: string
  readonly name: string
  /** `https://api.github.com`, or `https://<host>/api/v3`. */
  readonly apiUrl: string
  readonly token: string | undefined
}

const releaseSchema = z.looseObject({ id: z.int(), upload_url: z.string() })
const assetSchema = z.looseObject({
  id: z.int(),
  name: z.string(),
  size: z.int(),
  state: z.string(),
  /** github.com hashes what came in; an Enterprise Server may not. */
  digest: z.string().nullish(),
})

export type Release = z.infer<typeof releaseSchema>
export type Asset = z.infer<typeof assetSchema>

const PAGE = 100

export function releaseApi(network: Network, place: ReleasePlace) {
  const base = `${place.apiUrl}/repos/${place.owner}/${place.name}/releases`

  async function send(
    request: HttpRequest & { readonly accept?: string },
    wanted: readonly number[],
  ): Promise<HttpResponse> {
    const { accept = 'application/vnd.github+json', headers, ...rest } = request
    const response = await network.http.send({
      ...rest,
      headers: {
        accept,
        'x-github-api-version': '2022-11-28',
        ...(place.token !== undefined && { authorization: `Bearer ${place.token}` }),
        ...headers,
      },
      signal: network.signal,
    })
    if (wanted.includes(response.status)) return response
    const what = `${shown(place)}: ${request.method ?? 'GET'} of a release`
    if ([401, 403].includes(response.status)) {
      throw new RegistryError('bytes-refused', `${what} was refused (${response.status})`, {
        remedy: 'Give the job `contents: write` and the step its token as `github-token`.',
      })
    }
    throw new RegistryError('bytes-failed', `${what} was answered ${response.status}`)
  }

  async function find(tag: string): Promise<Release | undefined> {
    const response = await send({ url: `${base}/tags/${encodeURIComponent(tag)}` }, [200, 404])
    return response.status === 404 ? undefined : read(releaseSchema, response)
  }

  return {
    find,

    /** The release of a tag, made if there is none. Never the latest one: people's downloads stay where they are. */
    async ensure(tag: string, title: string): Promise<Release> {
      const found = await find(tag)
      if (found) return found
      const body = JSON.stringify({ tag_name: tag, name: title, prerelease: true, make_latest: 'false' })
      const response = await send({ method: 'POST', url: base, body }, [201, 422])
      // 422: somebody else made it at the same moment.
      const made = response.status === 201 ? read(releaseSchema, response) : await find(tag)
      if (made) return made
      throw new RegistryError('bytes-failed', `${shown(place)}: the release ${tag} could not be made (422)`)
    },

    async assets(release: Release): Promise<readonly Asset[]> {
      const assets: Asset[] = []
      for (let page = 1; ; page++) {
        const response = await send(
          { url: `${base}/${release.id}/assets?per_page=${PAGE}&page=${page}` },
          [200],
        )
        const some = read(z.array(assetSchema), response)
        assets.push(...some)
        if (some.length < PAGE) return assets
      }
    },

    /** @returns undefined when an asset of that name is there already */
    async upload(release: Release, name: string, content: HttpContent): Promise<Asset | undefined> {
      const url = uploadUrl(place, release)
      url.searchParams.set('name', name)
      const response = await send(
        {
          method: 'POST',
          url: url.href,
          headers: { 'content-type': 'application/octet-stream' },
          content,
          timeoutMs: transferTimeout(content.byteLength),
          retries: 0,
        },
        [201, 422, 502, 503],
      )
      return response.status === 201 ? read(assetSchema, response) : undefined
    },

    /** GitHub leaves an asset behind whose upload broke; its name is taken until it is gone. */
    async remove(asset: Asset): Promise<void> {
      await send({ method: 'DELETE', url: `${base}/assets/${asset.id}` }, [204, 404])
    },

    /** Follows to the storage behind; the token stays here. */
    get(asset: Asset, offset: number): Promise<HttpResponse> {
      return send(
        {
          url: `${base}/assets/${asset.id}`,
          accept: 'application/octet-stream',
          headers: offset === 0 ? {} : { range: `bytes=${offset}-${asset.size - 1}` },
          streamed: true,
          maxBytes: asset.size,
          timeoutMs: transferTimeout(asset.size),
        },
        [200, 206, 404, 416],
      )
    },
  }
}

export type ReleaseApi = ReturnType<typeof releaseApi>

export function shown({ owner, name }: ReleasePlace): string {
  return `${owner}/${name}`
}

/** `https://uploads.github.com/.../assets{?name,label}`. The token goes there, so it has to be over TLS as the API is. */
function uploadUrl(place: ReleasePlace, { upload_url: template }: Release): URL {
  const text = template.replace(/\{[^}]*\}$/, '')
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && (url.protocol === 'https:' || url.origin === new URL(place.apiUrl).origin)) return url
  throw new RegistryError('bytes-failed', `${shown(place)}: GitHub names no place for uploads`)
}

function read<T>(schema: z.ZodType<T>, { body }: HttpResponse): T {
  return schema.parse(JSON.parse(new TextDecoder().decode(body)))
}
