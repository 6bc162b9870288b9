import { lfsBytes, lfsEndpoint } from '@mlops-actions/adapters'
import { hexOf } from '@mlops-actions/registry'
import { describe, expect, it, onTestFinished } from 'vitest'
import { bytesContract, noise } from '../../contract/bytes/bytes-contract.ts'
import { realNetwork } from '../../contract/bytes/network.ts'
import { bundleOf } from '../../registry/support/world.ts'
import { lfsServer } from './lfs-server.ts'

bytesContract('Git LFS (in memory)', async () => {
  const server = await lfsServer()
  const endpoint = lfsEndpoint(server.repository)
  return {
    open: async () => lfsBytes(realNetwork(), { endpoint, authorization: undefined }),
    remove: async (digest) => void server.objects.delete(hexOf(digest)),
    damage: async (digest) => void server.objects.set(hexOf(digest), Buffer.alloc(3 * (1 << 20) + 17)),
    dispose: () => server.close(),
  }
})

describe('Git LFS', () => {
  async function world(token?: string, given = token) {
    const server = await lfsServer(token)
    onTestFinished(() => server.close())
    const authorization =
      given === undefined ? undefined : `Basic ${Buffer.from(`x-access-token:${given}`).toString('base64')}`
    const network = realNetwork()
    return {
      server,
      network,
      store: lfsBytes(network, { endpoint: lfsEndpoint(server.repository), authorization }),
    }
  }

  it('the token goes to the server and never to its storage', async () => {
    const { server, store } = await world('t0ken')
    await store.put(await bundleOf('m', { a: 'a', b: noise(100_000, 'b') }))
    expect(server.storageSaw.length).toBeGreaterThan(1)
    expect(server.storageSaw.filter((authorization) => authorization !== undefined)).toEqual([])
  })

  it('a wrong token is a refusal', async () => {
    const { store } = await world('t0ken', 'wrong')
    const put = store.put(await bundleOf('m', { a: 'a' }))
    await expect(put).rejects.toMatchObject({ code: 'bytes-refused' })
  })

  it('storage that stumbles is tried again, one that refuses is not', async () => {
    const { server, store, network } = await world()
    server.faults.push(503, 500)
    await store.put(await bundleOf('m', { a: 'a' }))
    expect(network.waits).toHaveLength(2)
    server.faults.push(400)
    await expect(store.put(await bundleOf('m', { b: 'b' }))).rejects.toMatchObject({ code: 'bytes-failed' })
  })

  it.each([
    ['https://github.com/acme/models', 'https://github.com/acme/models.git/info/lfs'],
    ['https://github.com/acme/models.git/', 'https://github.com/acme/models.git/info/lfs'],
  ])('the server of %s', (repository, endpoint) => {
    expect(lfsEndpoint(repository).href).toBe(endpoint)
  })

  it.each([
    'git@github.com:acme/models.git',
    'http://example.com/a/b',
    'https://u:p@example.com/a',
    'https://example.com/',
  ])('refuses %s', (repository) => {
    expect(() => lfsEndpoint(repository)).toThrow(/is no repository with LFS/)
  })
})
