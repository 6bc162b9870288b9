import { RegistryError } from '@mlops-actions/registry'

/** A folder of a bucket. */
export interface S3Place {
  readonly bucket: string
  /** Empty, or ending in `/`. */
  readonly prefix: string
  readonly region: string
  /** Of a server that is not Amazon's; it is spoken to path-style. */
  readonly endpoint?: URL
}

/**
 * `bucket/prefix` (with or without `s3://`) as a place.
 *
 * @throws RegistryError `invalid-place`
 */
export function parseS3Place(
  text: string,
  { region, endpoint }: { readonly region: string; readonly endpoint?: string | undefined },
): S3Place {
  const [bucket = '', ...rest] = text.replace(/^s3:\/\//, '').split('/')
  const folder = rest.filter((segment) => segment !== '')
  const valid =
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) &&
    // S3's "safe characters": no client and no server disagrees about how they are encoded.
    folder.every((segment) => /^[A-Za-z0-9!_.*'()-]+$/.test(segment) && !/^\.+$/.test(segment)) &&
    rest.join('/').length <= 512
  if (!valid) {
    throw new RegistryError(
      'invalid-place',
      `${JSON.stringify(text.slice(0, 300))} is no folder of a bucket`,
      {
        remedy: 'Write bucket/folder; letters, digits and ! _ . * ( ) - in the folder.',
      },
    )
  }
  if (!/^[a-z0-9-]{1,64}$/.test(region)) {
    throw new RegistryError('invalid-place', `${JSON.stringify(region)} is no region`)
  }
  return {
    bucket,
    prefix: folder.map((segment) => `${segment}/`).join(''),
    region,
    ...(endpoint !== undefined && { endpoint: checkedEndpoint(endpoint) }),
  }
}

function checkedEndpoint(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const here = url && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  const fits = url && url.username === '' && url.search === '' && url.pathname === '/'
  if (fits && (url.protocol === 'https:' || (url.protocol === 'http:' && here))) return url
  throw new RegistryError(
    'invalid-place',
    `${JSON.stringify(text.slice(0, 300))} is no endpoint for a bucket`,
    {
      remedy: 'Write https://host[:port]; plain http is for this machine only.',
    },
  )
}

/** The URL of an object or, without a key, of the bucket. */
export function objectUrl({ bucket, region, endpoint }: S3Place, key = ''): URL {
  if (endpoint) return new URL(`/${bucket}/${key}`, endpoint)
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  // A dot in the name does not fit Amazon's wildcard certificate.
  return bucket.includes('.')
    ? new URL(`https://s3.${region}.${domain}/${bucket}/${key}`)
    : new URL(`https://${bucket}.s3.${region}.${domain}/${key}`)
}
