import {
  attachReferrer,
  type Credential,
  getManifest,
  listReferrers,
  ociBytes,
  ociClient,
  parseOciPlace,
} from '@mlops-actions/adapters'
import { hexOf, modelPack, modelTag, verifyBytes } from '@mlops-actions/registry'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseChallenge } from '../../../packages/adapters/src/oci/challenge.ts'
import {
  helperFor,
  parseDockerConfig,
  storedCredential,
} from '../../../packages/adapters/src/oci/docker-config.ts'
import { noise } from '../../contract/bytes/bytes-contract.ts'
import { realNetwork } from '../../contract/bytes/network.ts'
import { bundleOf, codeOf, lineageOf, ORIGIN } from '../../registry/support/world.ts'
import { type FakeOptions, fakeRegistry } from './fake-registry.ts'

const MIB = 1 << 20
const ann: Credential = { kind: 'password', username: 'ann', password: 's3cr3t' }

async function world(options: FakeOptions = {}, credential?: Credential) {
  const registry = await fakeRegistry(options)
  onTestFinished(() => registry.close())
  const network = realNetwork()
  const place = parseOciPlace(`${registry.host}/acme/models`)
  const credentials = async () => credential
  return {
    registry,
    network,
    store: ociBytes(network, { place, credentials }),
    client: ociClient(network, place, credentials),
  }
}

async function verify(store: ReturnType<typeof ociBytes>, bundle: Awaited<ReturnType<typeof bundleOf>>) {
  return verifyBytes([store], {
    schema: 'mlops-actions/version/v1',
    model: bundle.model,
    version: 1,
    modelDigest: bundle.modelDigest,
    files: bundle.files.map(({ path, digest, byteLength }) => ({ path, digest, byteLength })),
    bytes: await store.put(bundle),
    lineage: lineageOf(),
    origin: ORIGIN,
    createdAt: '2026-01-01T00:00:00.000Z',
  })
}

describe('who we are', () => {
  const bearer = { username: 'ann', password: 's3cr3t' }

  it('a token by Basic, for just the scopes of the request, kept and asked for anew when it is revoked', async () => {
    const { registry, store } = await world({ bearer }, ann)
    expect(await verify(store, await bundleOf('m', { a: 'a' }))).toBeUndefined()
    const asked = () => registry.seen.filter(({ url }) => url.includes('/token')).length
    const before = asked()
    registry.revoke()
    expect(await verify(store, await bundleOf('m', { b: 'b' }))).toBeUndefined()
    expect([before, asked()]).toEqual([2, 4])
  })

  it('where GET is refused, the OAuth2 form with the password', async () => {
    const { store } = await world({ bearer: { ...bearer, oauthOnly: true } }, ann)
    expect(await verify(store, await bundleOf('m', { a: 'a' }))).toBeUndefined()
  })

  it('an identity token, as Azure hands out', async () => {
    const { store } = await world({ bearer }, { kind: 'identity-token', token: 's3cr3t' })
    expect(await verify(store, await bundleOf('m', { a: 'a' }))).toBeUndefined()
  })

  it('wrong or none: refused, with what to do and without the password', async () => {
    for (const credential of [{ ...ann, password: 'wrong-one' }, undefined]) {
      const { store } = await world({ bearer }, credential)
      const error: unknown = await store
        .put(await bundleOf('m', { a: 'a' }))
        .catch((reason: unknown) => reason)
      expect(error).toMatchObject({ code: 'bytes-refused', remedy: expect.any(String) })
      expect(JSON.stringify(error) + String(error)).not.toContain('wrong-one')
    }
  })

  it('the token never goes to the host that a redirect leads to', async () => {
    const { registry, store } = await world({ bearer, redirectBlobs: true }, ann)
    expect(await verify(store, await bundleOf('m', { a: noise(MIB, 'redirected') }))).toBeUndefined()
    expect(registry.storageSaw.length).toBeGreaterThan(0)
    expect(registry.storageSaw.filter((authorization) => authorization !== undefined)).toEqual([])
  })

  it('every token is masked', async () => {
    const masked: string[] = []
    const { registry, network } = await world({ bearer }, ann)
    const secrets = { mask: (value: string) => void masked.push(value) }
    const place = parseOciPlace(`${registry.host}/acme/models`)
    await ociBytes({ ...network, secrets }, { place, credentials: async () => ann }).put(
      await bundleOf('m', { a: 'a' }),
    )
    const used = new Set(
      registry.seen.flatMap(({ authorization }) => /^Bearer (.*)$/.exec(authorization ?? '')?.[1] ?? []),
    )
    expect(used.size).toBeGreaterThan(0)
    for (const token of used) expect(masked).toContain(token)
  })
})

describe('an upload', () => {
  const content = noise(10 * MIB + 3, 'upload')
  const sent = (seen: readonly { readonly bytes: number }[]) =>
    seen.reduce((sum, { bytes }) => sum + bytes, 0)

  it('is one request; a second registration sends nothing', async () => {
    const { registry, store } = await world({ relativeLocations: true })
    const bundle = await bundleOf('m', { 'model.bin': content })
    await store.put(bundle)
    const puts = registry.seen.filter(({ method, bytes }) => method === 'PUT' && bytes > MIB)
    expect(puts).toHaveLength(1)
    const count = sent(registry.seen)
    await store.put(bundle)
    expect(sent(registry.seen)).toBe(count)
  })

  it('cut halfway goes on with what is missing', async () => {
    const { registry, store, network } = await world()
    registry.fail('PUT', 0)
    const bundle = await bundleOf('m', { 'model.bin': content })
    expect(await verify(store, bundle)).toBeUndefined()
    const patches = registry.seen.filter(({ method }) => method === 'PATCH')
    expect(patches.map(({ status }) => status)).toEqual([202])
    expect(patches[0]!.bytes).toBeLessThan(content.byteLength / 2 + MIB)
    expect(network.waits).toHaveLength(1)
  })

  it('too large in one goes in chunks the registry takes', async () => {
    const { registry, store } = await world({ maxRequestBytes: 4 * MIB })
    expect(await verify(store, await bundleOf('m', { 'model.bin': content }))).toBeUndefined()
    const patches = registry.seen.filter(({ method }) => method === 'PATCH')
    expect(patches.map(({ bytes }) => bytes)).toEqual([4 * MIB, 4 * MIB, 2 * MIB + 3])
  })

  it('waits as long as the registry asks, and gives up on one that only refuses', async () => {
    const { registry, store, network } = await world()
    registry.fail('PUT', 429, 1, { 'retry-after': '7' })
    expect(await verify(store, await bundleOf('m', { 'model.bin': content }))).toBeUndefined()
    expect(network.waits).toEqual([7000])
    registry.fail('PUT', 500, 99)
    expect(await codeOf(store.put(await bundleOf('m', { 'other.bin': noise(MIB, 'other') })))).toBe(
      'bytes-failed',
    )
  })

  it('into an immutable tag that is there already is a success', async () => {
    for (const immutableTags of [400, 409, 412] as const) {
      const { registry, store } = await world({ immutableTags })
      const bundle = await bundleOf('m', { a: 'a' })
      const location = await store.put(bundle)
      registry.tags.set(modelTag(bundle), 'sha256:somebody-elses')
      expect(await store.put(bundle)).toEqual(location)
    }
  })
})

describe('reading', () => {
  it('a server without ranges is read too: from the front, and what is not wanted is skipped', async () => {
    const { store } = await world({ noRanges: true })
    const content = noise(2 * MIB, 'ranges')
    const bundle = await bundleOf('m', { 'model.bin': content })
    const bytes = await store.put(bundle)
    const source = await (await store.reader({ bytes, files: bundle.files }))(bundle.files[0]!)
    const read = Buffer.from(await source.read(MIB, 100))
    expect(read.equals(content.subarray(MIB, MIB + 100))).toBe(true)
    await source.close()
  })

  it('a manifest that is not what its digest says is refused', async () => {
    const { client, store } = await world()
    const bundle = await bundleOf('m', { a: 'a' })
    await store.put(bundle)
    const { digest, content } = modelPack(bundle).manifest
    expect((await getManifest(client, digest))?.content).toBe(content)
    const lying = {
      ...client,
      send: async (request: Parameters<typeof client.send>[0]) => {
        const response = await client.send(request)
        return { ...response, body: Buffer.from(`${new TextDecoder().decode(response.body)} `) }
      },
    }
    expect(await codeOf(getManifest(lying, digest))).toBe('bytes-corrupt')
  })
})

describe('referrers', () => {
  it.each([true, false])('the API: %s', async (referrers) => {
    const { client, registry, store } = await world({ referrers })
    const bundle = await bundleOf('m', { a: 'a' })
    await store.put(bundle)
    const { mediaType, digest, size } = modelPack(bundle).descriptor
    const attached = []
    for (const n of [1, 2, 3]) {
      const attachment = { artifactType: 'application/x', content: Buffer.from(`attachment ${n}`) }
      attached.push(await attachReferrer(client, { mediaType, digest, size }, attachment))
    }
    expect((await listReferrers(client, digest)).map((one) => one.digest)).toEqual(attached)
    expect(registry.tags.has(`sha256-${hexOf(digest)}`)).toBe(!referrers)
  })
})

describe('a place', () => {
  it.each([
    ['ghcr.io/acme/models', 'https://ghcr.io'],
    ['docker.io/acme/models', 'https://registry-1.docker.io'],
    ['localhost:5000/m', 'http://localhost:5000'],
    ['[::1]:5000/m', 'http://[::1]:5000'],
    ['registry.internal:8443/a/b__c/d', 'https://registry.internal:8443'],
  ])('%s', (text, origin) => {
    expect(parseOciPlace(text).origin).toBe(origin)
  })

  it.each([
    'acme/models',
    'ghcr.io',
    'ghcr.io/Acme',
    'https://ghcr.io/a',
    'ghcr.io/a:tag',
    'ghcr.io/a@sha256:0',
    'u:p@ghcr.io/a',
    'ghcr.io/../a',
    '',
  ])('refuses %s', (text) => {
    expect(() => parseOciPlace(text)).toThrow(/is no repository/)
  })
})

describe('a challenge', () => {
  it.each([
    [
      'Bearer realm="https://a/t",service="s, \\"x\\"",scope="repository:a/b:pull,push"',
      { scheme: 'bearer', realm: 'https://a/t', service: 's, "x"', scope: 'repository:a/b:pull,push' },
    ],
    [
      'Basic realm="r", Bearer realm=https://a/t',
      { scheme: 'bearer', realm: 'https://a/t', service: undefined, scope: undefined },
    ],
    ['Negotiate, Basic realm="r"', { scheme: 'basic' }],
    ['Bearer service="s"', undefined],
    ['', undefined],
  ])('%.60s', (header, expected) => {
    expect(parseChallenge(header)).toEqual(expected)
  })

  it('that never ends is none, and takes no time', () => {
    expect(parseChallenge(`Bearer realm="${'\\"'.repeat(9000)}`)).toBeUndefined()
  })
})

describe("docker's configuration", () => {
  const config = parseDockerConfig(
    JSON.stringify({
      auths: {
        'ghcr.io': { auth: Buffer.from('ann:a:b').toString('base64') },
        'https://index.docker.io/v1/': { username: 'hub', password: 'p' },
        'acr.io': { identitytoken: 't', auth: Buffer.from('00000000-0000:').toString('base64') },
        'quay.io/acme': { auth: Buffer.from('robot:r').toString('base64') },
        'quay.io': { auth: Buffer.from('all:q').toString('base64') },
        'empty.io': {},
      },
      credHelpers: { 'gcr.io': 'gcloud' },
      psFormat: "unknown keys are docker's",
    }),
    'config.json',
  )
  it.each([
    ['ghcr.io', 'a', { kind: 'password', username: 'ann', password: 'a:b' }],
    ['docker.io', 'a', { kind: 'password', username: 'hub', password: 'p' }],
    ['acr.io', 'a', { kind: 'identity-token', token: 't' }],
    ['quay.io', 'acme/models', { kind: 'password', username: 'robot', password: 'r' }],
    ['quay.io', 'other/models', { kind: 'password', username: 'all', password: 'q' }],
    ['empty.io', 'a', undefined],
    ['none.io', 'a', undefined],
  ])('%s/%s', (host, repository, expected) => {
    expect(storedCredential(config, host, repository)).toEqual(expected)
  })

  it('names helpers, and refuses a name that is a path', () => {
    expect([helperFor(config, 'gcr.io'), helperFor(config, 'ghcr.io')]).toEqual(['gcloud', undefined])
    const bad = parseDockerConfig('{"credsStore":"../../bin/sh"}', 'config.json')
    expect(() => helperFor(bad, 'ghcr.io')).toThrow(/no name of a credential helper/)
  })

  it('that is broken is an error that does not quote it', () => {
    expect(() => parseDockerConfig('{"auths": "hunter2"', '/home/runner/.docker/config.json')).toThrow(
      /^((?!hunter2).)*config\.json: not a configuration/,
    )
  })
})
