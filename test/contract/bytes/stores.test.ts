import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ociBytes, parseOciPlace, uriBytes } from '@mlops-actions/adapters'
import { blobRef, gitRemote, hexOf, inlineBytes, ociLayoutBytes } from '@mlops-actions/registry'
import { fakeRegistry } from '../../adapters/oci/fake-registry.ts'
import { makeWorld, realExec } from '../../registry/support/world.ts'
import { bytesContract } from './bytes-contract.ts'
import { fileServer } from './file-server.ts'
import { realNetwork } from './network.ts'

const SWAPPED = Buffer.alloc(3 * (1 << 20) + 17)

bytesContract('git objects of the registry itself', async () => {
  const world = makeWorld()
  return {
    open: () => {
      const directory = mkdtempSync(join(tmpdir(), 'inline-'))
      return inlineBytes({ exec: realExec, directory, remote: gitRemote(world.remote) })
    },
    remove: async (digest) => void world.git('update-ref', '-d', blobRef(digest)),
    // A ref is moved; an object cannot be changed.
    async damage(digest) {
      const file = join(world.folder, 'swapped')
      writeFileSync(file, SWAPPED)
      world.git('update-ref', blobRef(digest), world.git('hash-object', '-w', file))
    },
    dispose: async () => rmSync(world.folder, { recursive: true, force: true }),
  }
})

bytesContract('an OCI image layout', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'layout-'))
  const blob = (digest: `sha256:${string}`) => join(folder, 'blobs/sha256', hexOf(digest))
  return {
    open: async () => ociLayoutBytes(folder),
    remove: async (digest) => rmSync(blob(digest)),
    damage: async (digest) => writeFileSync(blob(digest), SWAPPED),
    dispose: async () => rmSync(folder, { recursive: true, force: true }),
  }
})

bytesContract('an OCI registry (in memory)', async () => {
  const registry = await fakeRegistry()
  const place = parseOciPlace(`${registry.host}/acme/models`)
  return {
    open: async () => ociBytes(realNetwork(), { place, credentials: async () => undefined }),
    remove: async (digest) => void registry.blobs.delete(digest),
    damage: async (digest) => void registry.blobs.set(digest, SWAPPED),
    dispose: () => registry.close(),
  }
})

bytesContract("somebody else's web server", async () => {
  const server = await fileServer()
  const placed = new Map<string, string>()
  return {
    open: async () => uriBytes(realNetwork(), `${server.origin}/{model}/{digest}`),
    async publish(bundle) {
      for (const file of bundle.files) {
        const source = await file.open()
        const home = `/${bundle.model}/${hexOf(bundle.modelDigest)}`
        const path =
          file.path === '.' ? home : `${home}/${file.path.split('/').map(encodeURIComponent).join('/')}`
        server.files.set(path, Buffer.from(await source.read(0, source.byteLength)))
        placed.set(`${file.digest} ${file.path}`, path)
      }
    },
    remove: async (digest, path) => void server.files.delete(placed.get(`${digest} ${path}`)!),
    damage: async (digest, path) => void server.files.set(placed.get(`${digest} ${path}`)!, SWAPPED),
    dispose: () => server.close(),
  }
})
