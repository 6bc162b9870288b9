import { HttpError, isTemporary, waitBefore } from '@mlops-actions/core'
import type { ByteSource } from '@mlops-actions/data'
import { type Bundle, type BytesStore, digestSource, hexOf, RegistryError } from '@mlops-actions/registry'
import { inParallel } from '../transfer/in-parallel.ts'
import { type Network, transferTimeout } from '../transfer/network.ts'
import { rangedSource } from '../transfer/ranged-source.ts'
import { slice } from '../transfer/slice.ts'
import {
  actionUrl,
  batch,
  type LfsAction,
  type LfsObject,
  type LfsServer,
  own,
  shown,
  verify,
} from './batch.ts'

const PARALLEL_UPLOADS = 4
const UPLOAD_TRIES = 5

/**
 * Bytes as Git LFS objects of a repository: LFS names an object by its sha256, which is the file's digest, so git-lfs itself
 * reads what was registered. No pointer file is committed; the record is what points.
 */
export function lfsBytes(network: Network, server: LfsServer): BytesStore {
  return {
    kind: 'lfs',
    async put(bundle) {
      const files = [...new Map(bundle.files.map((file) => [file.digest, file])).values()]
      await inParallel(files, PARALLEL_UPLOADS, (file) => ensureObject(network, server, file))
      return { kind: 'lfs', repository: shown(server.endpoint) }
    },
    reader:
      async () =>
      ({ digest, byteLength }) =>
        openObject(network, server, { oid: hexOf(digest), size: byteLength }),
  }
}

/**
 * The LFS server of a repository's https URL, as git-lfs derives it.
 *
 * @throws RegistryError `invalid-place`
 */
export function lfsEndpoint(repository: string): URL {
  const url = URL.canParse(repository) ? new URL(repository) : undefined
  const here = url && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  const fits = url && url.username === '' && url.search === '' && url.hash === '' && url.pathname !== '/'
  if (!fits || !(url.protocol === 'https:' || (url.protocol === 'http:' && here))) {
    throw new RegistryError(
      'invalid-place',
      `${JSON.stringify(repository.slice(0, 300))} is no repository with LFS`,
      {
        remedy: 'Write its https URL, without user and password.',
      },
    )
  }
  const path = url.pathname.replace(/\/+$/, '').replace(/\.git$/, '')
  return new URL(`${url.origin}${path}.git/info/lfs`)
}

async function ensureObject(
  network: Network,
  server: LfsServer,
  file: Bundle['files'][number],
): Promise<void> {
  const object = { oid: hexOf(file.digest), size: file.byteLength }
  const source = await file.open()
  try {
    // Servers differ in whether they hash what comes in; a wrong object under a right name would stay for good.
    if ((await digestSource(source)) !== file.digest) {
      throw new RegistryError('bytes-corrupt', `${source.name} changed while it was being registered`)
    }
    await upload(network, server, object, source)
  } finally {
    await source.close()
  }
  const there = await batch(network, server, 'download', object)
  if (!there.error && there.actions?.download) return
  throw new RegistryError(
    'bytes-missing',
    `${shown(server.endpoint)} took ${object.oid} and does not have it`,
  )
}

/** Asks anew before each try: what a server hands out for an upload runs out. */
async function upload(
  network: Network,
  server: LfsServer,
  object: LfsObject,
  source: ByteSource,
): Promise<void> {
  const { clock, random, signal } = network
  for (let tries = 0; ; tries++) {
    signal.throwIfAborted()
    const { error, actions } = await batch(network, server, 'upload', object)
    if (error)
      throw new RegistryError(
        'bytes-failed',
        `${shown(server.endpoint)} refused ${object.oid} (${error.code})`,
      )
    // Nothing to do means that the server has it.
    if (!actions?.upload) return
    try {
      const { status } = await send(network, server, actions.upload, source)
      if (status >= 200 && status < 300) {
        if (actions.verify) await verify(network, server, actions.verify, object)
        return
      }
      if (!isTemporary(status) && status !== 500) {
        throw new RegistryError(
          'bytes-failed',
          `${shown(server.endpoint)}: the upload of ${object.oid} was answered ${status}`,
        )
      }
      if (tries + 1 >= UPLOAD_TRIES) {
        throw new RegistryError(
          'bytes-failed',
          `${shown(server.endpoint)} is not taking ${object.oid} (${status})`,
        )
      }
    } catch (error) {
      if (!(error instanceof HttpError) || tries + 1 >= UPLOAD_TRIES) throw error
    }
    await clock.sleep(waitBefore(tries, undefined, clock.now(), random.bytes(1)[0]! / 256), signal)
  }
}

function send(network: Network, server: LfsServer, action: LfsAction, source: ByteSource) {
  const url = actionUrl(server, action)
  return network.http.send({
    method: 'PUT',
    url: url.href,
    headers: { 'content-type': 'application/octet-stream', ...own(server, url), ...action.header },
    ...(source.byteLength === 0 ? { body: new Uint8Array() } : { content: slice(source) }),
    timeoutMs: transferTimeout(source.byteLength),
    retries: 0,
    signal: network.signal,
  })
}

async function openObject(network: Network, server: LfsServer, object: LfsObject): Promise<ByteSource> {
  const name = `${shown(server.endpoint)} (LFS ${object.oid})`
  return rangedSource(
    {
      name,
      byteLength: object.size,
      async get(offset) {
        const { error, actions } = await batch(network, server, 'download', object)
        if (error?.code === 404 || error?.code === 410)
          throw new RegistryError('bytes-missing', `${name} does not exist`)
        if (error || !actions?.download)
          throw new RegistryError('bytes-failed', `${name} cannot be read (${error?.code ?? 'no action'})`)
        const url = actionUrl(server, actions.download)
        return network.http.send({
          url: url.href,
          headers: {
            ...own(server, url),
            ...actions.download.header,
            ...(offset > 0 && { range: `bytes=${offset}-${object.size - 1}` }),
          },
          streamed: true,
          maxBytes: object.size,
          timeoutMs: transferTimeout(object.size),
          signal: network.signal,
        })
      },
    },
    network,
  )
}
