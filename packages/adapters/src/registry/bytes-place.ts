import { mkdir } from 'node:fs/promises'
import { isAbsolute, resolve } from 'node:path'
import type { Runtime } from '@mlops-actions/core'
import type { BytesPlace } from '@mlops-actions/policy'
import { type BytesStore, ociLayoutBytes } from '@mlops-actions/registry'
import { awsCredentials } from '../aws/credentials.ts'
import { dockerCredentials } from '../oci/credentials.ts'
import type { LfsServer } from '../lfs/batch.ts'
import { lfsBytes, lfsEndpoint } from '../lfs/store.ts'
import { githubPackages } from '../oci/github-packages.ts'
import { parseOciPlace } from '../oci/place.ts'
import { ociBytes } from '../oci/store.ts'
import type { ReleasePlace } from '../release/api.ts'
import { releaseBytes } from '../release/store.ts'
import { parseS3Place } from '../s3/place.ts'
import { s3Bytes } from '../s3/store.ts'
import { uriBytes } from '../uri/store.ts'

/** A place that is no git object of the registry itself. */
export type OuterPlace = Exclude<BytesPlace, 'inline'>

/**
 * The store for a place named in the policy. Nothing is asked of the network yet.
 *
 * @param token the job's own, for GitHub's own services
 * @throws RegistryError `invalid-place`
 */
export async function openBytes(
  runtime: Runtime,
  place: OuterPlace,
  token: string | undefined,
): Promise<BytesStore> {
  if ('oci_layout' in place) return layoutBytes(runtime, place.oci_layout)
  if ('oci' in place) {
    return ociBytes(runtime, {
      place: parseOciPlace(place.oci, place.plain_http),
      credentials: githubPackages(runtime, token, dockerCredentials(runtime)),
      mountFrom: place.mount_from ?? [],
    })
  }
  if ('s3' in place) {
    const { env } = runtime
    const region = place.region ?? env.get('AWS_REGION') ?? env.get('AWS_DEFAULT_REGION') ?? 'us-east-1'
    const endpoint = place.endpoint ?? env.get('AWS_ENDPOINT_URL_S3') ?? env.get('AWS_ENDPOINT_URL')
    const bucket = parseS3Place(place.s3, { region, endpoint })
    return s3Bytes(runtime, { place: bucket, credentials: awsCredentials(runtime, region) })
  }
  if ('release' in place) return releaseBytes(runtime, releasePlace(runtime, place.release, token))
  if ('lfs' in place) return lfsBytes(runtime, lfsServer(runtime, place.lfs, token))
  return uriBytes(runtime, place.uri)
}

/** A folder that machines share is outside the workspace more often than not, so it is not contained by it. */
async function layoutBytes({ files }: Runtime, path: string): Promise<BytesStore> {
  const directory = isAbsolute(path) ? path : resolve(files.resolve('.'), path)
  await mkdir(directory, { recursive: true })
  return ociLayoutBytes(directory)
}

/** The job's token goes to its own GitHub and nowhere else: the policy, which a pushed branch can change, names the place. */
function lfsServer({ github, secrets }: Runtime, repository: string, token: string | undefined): LfsServer {
  const endpoint = lfsEndpoint(repository)
  if (token === undefined || endpoint.origin !== new URL(github.context.serverUrl).origin) {
    return { endpoint, authorization: undefined }
  }
  const pair = Buffer.from(`x-access-token:${token}`).toString('base64')
  secrets.mask(token)
  secrets.mask(pair)
  return { endpoint, authorization: `Basic ${pair}` }
}

function releasePlace(
  { github, secrets }: Runtime,
  repository: string,
  token: string | undefined,
): ReleasePlace {
  const [owner = '', name = ''] = repository.split('/')
  if (token !== undefined) secrets.mask(token)
  return { owner, name, apiUrl: github.context.apiUrl, token }
}
