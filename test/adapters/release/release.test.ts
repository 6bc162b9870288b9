import { releaseBytes } from '@mlops-actions/adapters'
import { hexOf } from '@mlops-actions/registry'
import { describe, expect, it, onTestFinished } from 'vitest'
import { bytesContract, noise } from '../../contract/bytes/bytes-contract.ts'
import { realNetwork } from '../../contract/bytes/network.ts'
import { bundleOf } from '../../registry/support/world.ts'
import { releaseServer } from './release-server.ts'

const MIB = 1 << 20

for (const [name, partBytes] of [
  ['release assets', undefined],
  ['release assets in parts of a MiB', MIB],
] as const) {
  bytesContract(name, async () => {
    const server = await releaseServer()
    const place = { owner: 'acme', name: 'models', apiUrl: server.apiUrl, token: undefined }
    const assets = () => [...server.releases.values()].flatMap((release) => release.assets)
    const of = (digest: `sha256:${string}`) => assets().filter((asset) => asset.name.includes(hexOf(digest)))
    return {
      open: async () => releaseBytes(realNetwork(), place, partBytes),
      async remove(digest) {
        for (const release of server.releases.values()) {
          release.assets.splice(
            0,
            release.assets.length,
            ...release.assets.filter((one) => !of(digest).includes(one)),
          )
        }
      },
      async damage(digest) {
        for (const asset of of(digest)) asset.content = Buffer.alloc(asset.content.length)
      },
      dispose: () => server.close(),
    }
  })
}

describe('release assets', () => {
  async function world(options: Parameters<typeof releaseServer>[0] = {}, token = options.token) {
    const server = await releaseServer(options)
    onTestFinished(() => server.close())
    const network = realNetwork()
    const place = { owner: 'acme', name: 'models', apiUrl: server.apiUrl, token }
    return { server, network, store: releaseBytes(network, place, MIB) }
  }

  it('what a broken upload left behind is replaced', async () => {
    const { server, network, store } = await world({ digests: true })
    server.breaks = 2
    await store.put(await bundleOf('m', { 'model.bin': noise(MIB / 2, 'broken') }))
    expect(network.waits).toHaveLength(2)
    const states = [...server.releases.values()].flatMap(({ assets }) => assets.map(({ state }) => state))
    expect(states).toEqual(['uploaded'])
  })

  it("GitHub's own digest of an asset counts: other bytes under the name are replaced", async () => {
    const { server, store } = await world({ digests: true })
    const bundle = await bundleOf('m', { 'model.bin': noise(1000, 'right') })
    await store.put(bundle)
    const [asset] = [...server.releases.values()][0]!.assets
    asset!.content = Buffer.alloc(1000)
    await store.put(bundle)
    expect([...server.releases.values()][0]!.assets[0]!.content.equals(noise(1000, 'right'))).toBe(true)
  })

  it('the token stays with the API, and without it there is a refusal', async () => {
    const { server, store } = await world({ token: 't0ken' })
    const bundle = await bundleOf('m', { a: 'a' })
    const bytes = await store.put(bundle)
    const source = await (await store.reader({ bytes, files: bundle.files }))(bundle.files[0]!)
    await source.read(0, 1)
    await source.close()
    expect(server.storageSaw).toEqual([undefined])
    const place = { owner: 'acme', name: 'models', apiUrl: server.apiUrl, token: 'wrong' }
    await expect(releaseBytes(realNetwork(), place).put(bundle)).rejects.toMatchObject({
      code: 'bytes-refused',
    })
  })

  it('more assets than a release holds is said before anything is sent', async () => {
    const { server, store } = await world()
    const files = Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`f${n}`, String(n)]))
    await expect(store.put(await bundleOf('m', files))).rejects.toMatchObject({ code: 'too-many-files' })
    expect(server.releases.size).toBe(0)
  })
})
