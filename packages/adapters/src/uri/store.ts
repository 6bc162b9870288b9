import type { ByteSource } from '@mlops-actions/data'
import { type Bundle, type BytesStore, digestSource, hexOf, RegistryError } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import { type Network, transferTimeout } from '../transfer/network.ts'
import { rangedSource } from '../transfer/ranged-source.ts'

/**
 * Bytes that somebody else keeps: only where they are is recorded, and their digests. Registering reads each of them there
 * once, and so does every later use; nothing is copied, nothing is believed.
 *
 * @param pattern https URL of the model's folder, or of a lone file; `{model}` and `{digest}` (the model digest's 64 hex
 * digits) stand for the model's own
 * @throws RegistryError `invalid-place`
 */
export function uriBytes(network: Network, pattern: string): BytesStore {
  const home = checked(pattern.replaceAll('{model}', 'm').replaceAll('{digest}', '0'.repeat(64)))
  return {
    kind: 'uri',
    async put(bundle) {
      const base = pattern
        .replaceAll('{model}', bundle.model)
        .replaceAll('{digest}', hexOf(bundle.modelDigest))
      for (const file of bundle.files) await requireSame(network, base, file)
      return { kind: 'uri', base }
    },
    async reader({ bytes }) {
      if (bytes.kind !== 'uri') throw new RangeError(`bytes in ${bytes.kind} are not behind a URI`)
      // The record comes from a branch that others may push to: it may not send us to any host it likes.
      if (checked(bytes.base).origin !== home.origin) {
        throw new RegistryError(
          'bytes-refused',
          `the record points to ${checked(bytes.base).origin}, the policy to ${home.origin}`,
          {
            remedy: 'Set `registry.bytes` of the model in the policy to where they are.',
          },
        )
      }
      return ({ path, byteLength }) => openUri(network, fileUrl(bytes.base, path), byteLength)
    },
  }
}

function checked(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const here = url && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  const fits = url && url.username === '' && url.search === '' && url.hash === ''
  if (fits && (url.protocol === 'https:' || (url.protocol === 'http:' && here))) return url
  throw new RegistryError(
    'invalid-place',
    `${JSON.stringify(text.replace(/[?#].*$/s, '').slice(0, 300))} is no place for bytes`,
    {
      remedy:
        'Write https://host/folder without user, query and fragment; a signed URL would be in every record.',
    },
  )
}

/** The path `.` is a lone file: the URI names it itself. */
function fileUrl(base: string, path: string): URL {
  if (path === '.') return new URL(base)
  return new URL(
    `${base.replace(/\/+$/, '')}/${path
      .split('/')
      .map((part) => encodeURIComponent(part))
      .join('/')}`,
  )
}

async function requireSame(network: Network, base: string, file: Bundle['files'][number]): Promise<void> {
  const url = fileUrl(base, file.path)
  const source = await openUri(network, url, file.byteLength)
  let found: Digest
  try {
    found = await digestSource(source)
  } finally {
    await source.close()
  }
  if (found === file.digest) return
  throw new RegistryError(
    'bytes-corrupt',
    `${url.origin}${url.pathname} holds ${found}, the model's file is ${file.digest}`,
    {
      remedy: 'Upload the model there before it is registered, and do not change it afterwards.',
    },
  )
}

async function openUri(network: Network, url: URL, byteLength: number): Promise<ByteSource> {
  const name = `${url.origin}${url.pathname}`
  const { signal } = network
  const head = await network.http.send({ method: 'HEAD', url: url.href, signal })
  if (head.status === 404 || head.status === 410)
    throw new RegistryError('bytes-missing', `${name} does not exist`)
  const length = head.status === 200 ? head.headers.get('content-length') : undefined
  if (length !== undefined && Number(length) !== byteLength) {
    throw new RegistryError('bytes-corrupt', `${name} has ${length} bytes, the model's file ${byteLength}`)
  }
  return rangedSource(
    {
      name,
      byteLength,
      get: (offset) =>
        network.http.send({
          url: url.href,
          headers: offset === 0 ? {} : { range: `bytes=${offset}-${byteLength - 1}` },
          streamed: true,
          maxBytes: byteLength,
          timeoutMs: transferTimeout(byteLength),
          signal,
        }),
    },
    network,
  )
}
