import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  attachReferrer,
  type Credentials,
  listReferrers,
  ociBytes,
  ociClient,
  parseOciPlace,
} from '@mlops-actions/adapters'
import {
  type BytesStore,
  chunksOf,
  digestBytes,
  hexOf,
  modelPack,
  modelTag,
  ociLayoutBytes,
} from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noise } from '../../contract/bytes/bytes-contract.ts'
import { realNetwork } from '../../contract/bytes/network.ts'
import { bundleOf, gitEnv } from '../../registry/support/world.ts'
import { cuttingProxy } from '../support/cutting-proxy.ts'
import { DEBIAN_REGISTRY, type OciRegistry, registry3, startOciRegistry } from '../support/oci-registry.ts'

const MIB = 1 << 20
const NODE = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url))
const PUSH = fileURLToPath(new URL('./push-oci.ts', import.meta.url))
const nobody: Credentials = async () => undefined

const skopeo = (...args: readonly string[]) =>
  execFileSync('skopeo', ['--insecure-policy', ...args], { encoding: 'utf8', stdio: 'pipe' })

const storeAt = (host: string, mountFrom: readonly string[] = [], repository = 'acme/models'): BytesStore =>
  ociBytes(realNetwork(), { place: parseOciPlace(`${host}/${repository}`), credentials: nobody, mountFrom })

const programs: readonly (readonly [string, () => string, boolean])[] = [
  // 2.8 cancels an upload whose last request was cut (blobupload.go: "upload resumed at wrong offest"), so all is sent again.
  ["Debian's docker-registry 2.8", () => DEBIAN_REGISTRY, false],
  ['distribution 3', registry3, true],
]

describe.each(programs)('%s', (_, program, resumes) => {
  let registry: OciRegistry
  let content: Uint8Array
  beforeAll(async () => {
    registry = await startOciRegistry(program())
    content = noise(64 * MIB, 'large')
  })
  afterAll(() => registry.close())

  it('skopeo reads what we push: the manifest under its tag, and every byte', async () => {
    const bundle = await bundleOf('m', { 'model.json': '{"w":[1]}', 'weights/a.bin': 'aaaa' })
    await storeAt(registry.host).put(bundle)
    const image = `docker://${registry.host}/acme/models:${modelTag(bundle)}`
    expect(skopeo('inspect', '--raw', '--tls-verify=false', image)).toBe(modelPack(bundle).manifest.content)
    const copy = join(mkdtempSync(join(tmpdir(), 'oci-')), 'copy')
    skopeo('copy', '--quiet', '--src-tls-verify=false', '--preserve-digests', image, `oci:${copy}:m`)
    for (const { digest } of bundle.files) {
      expect(digestBytes(readFileSync(join(copy, 'blobs/sha256', hexOf(digest))))).toBe(digest)
    }
  })

  it('we read what skopeo pushes', async () => {
    const bundle = await bundleOf('m', { 'model.json': '{"w":[2]}', 'weights/a.bin': 'bbbb' })
    const layout = join(mkdtempSync(join(tmpdir(), 'oci-')), 'layout')
    const bytes = await ociLayoutBytes(layout).put(bundle)
    const to = `docker://${registry.host}/by/skopeo:m`
    skopeo(
      'copy',
      '--quiet',
      '--dest-tls-verify=false',
      '--preserve-digests',
      `oci:${layout}:${modelTag(bundle)}`,
      to,
    )
    const open = await storeAt(registry.host, [], 'by/skopeo').reader({ bytes, files: bundle.files })
    for (const file of bundle.files) {
      const source = await open(file)
      expect(digestBytes(await source.read(0, source.byteLength))).toBe(file.digest)
    }
  })

  it('cut at half: ends well, and what had arrived is not sent again where the registry keeps it', async () => {
    const proxy = await cuttingProxy(registry.port)
    const bundle = await bundleOf('cut', { 'model.bin': content })
    proxy.cutAfter(content.byteLength / 2)
    const network = realNetwork()
    const place = parseOciPlace(`127.0.0.1:${proxy.port}/acme/cut`)
    await ociBytes(network, { place, credentials: nobody }).put(bundle)
    await proxy.close()
    // A second wait, where the registry had not yet noticed the cut when it was first asked.
    if (resumes) expect([1, 2]).toContain(network.waits.length)
    // What was on the line when it was cut is lost; it is what the socket buffers hold.
    expect(proxy.sent()).toBeLessThan(content.byteLength * (resumes ? 1 : 1.5) + 8 * MIB)
    const { digest } = bundle.files[0]!
    const blob = join(registry.blobs, hexOf(digest).slice(0, 2), hexOf(digest), 'data')
    expect(digestBytes(readFileSync(blob))).toBe(digest)
  })

  it('cut at half while reading: goes on where it was', async () => {
    const bundle = await bundleOf('read', { 'model.bin': content })
    const bytes = await storeAt(registry.host, [], 'acme/read').put(bundle)
    const proxy = await cuttingProxy(registry.port)
    const network = realNetwork()
    const place = parseOciPlace(`127.0.0.1:${proxy.port}/acme/read`)
    const open = await ociBytes(network, { place, credentials: nobody }).reader({
      bytes,
      files: bundle.files,
    })
    const source = await open(bundle.files[0]!)
    proxy.cutAfterReceiving(content.byteLength / 2)
    const hash = createHash('sha256')
    for await (const chunk of chunksOf(source)) hash.update(chunk)
    await source.close()
    await proxy.close()
    expect(`sha256:${hash.digest('hex')}`).toBe(bundle.files[0]!.digest)
    expect(network.waits).toHaveLength(1)
  })

  it('mounts from another repository instead of sending', async () => {
    const bundle = await bundleOf('mounted', { 'model.bin': content })
    await storeAt(registry.host, [], 'acme/source').put(bundle)
    const proxy = await cuttingProxy(registry.port)
    await storeAt(`127.0.0.1:${proxy.port}`, ['acme/none', 'acme/source'], 'acme/target').put(bundle)
    await proxy.close()
    expect(proxy.sent()).toBeLessThan(MIB)
  })

  it('attaches to a manifest, under the fallback tag: these registries have no referrers API', async () => {
    const bundle = await bundleOf('signed', { 'model.json': '{"w":[3]}' })
    await storeAt(registry.host).put(bundle)
    const client = ociClient(realNetwork(), parseOciPlace(`${registry.host}/acme/models`), nobody)
    const { descriptor } = modelPack(bundle)
    const subject = { mediaType: descriptor.mediaType, digest: descriptor.digest, size: descriptor.size }
    const attach = (text: string): Promise<Digest> =>
      attachReferrer(client, subject, {
        artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        content: Buffer.from(text),
        annotations: { 'dev.mlops-actions.kind': 'test' },
      })
    const one = await attach('{"bundle":1}')
    const two = await attach('{"bundle":2}')
    expect(await attach('{"bundle":1}')).toBe(one)
    expect((await listReferrers(client, subject.digest)).map(({ digest }) => digest)).toEqual([one, two])
    const tag = subject.digest.replace(':', '-')
    const index = JSON.parse(
      skopeo('inspect', '--raw', '--tls-verify=false', `docker://${registry.host}/acme/models:${tag}`),
    )
    expect(index.manifests.map(({ digest }: { readonly digest: string }) => digest)).toEqual([one, two])
  })
})

describe('behind htpasswd and TLS of its own', () => {
  let registry: OciRegistry
  let folder: string
  let model: string
  beforeAll(async () => {
    registry = await startOciRegistry(DEBIAN_REGISTRY, { users: { ann: 'correct horse:battery' } })
    folder = mkdtempSync(join(tmpdir(), 'oci-auth-'))
    model = join(folder, 'model.bin')
    writeFileSync(model, 'weights')
  })
  afterAll(() => registry.close())

  /** A loopback address counts as plain; a name does not, and the certificate has to be the one we trust. */
  function push(
    config: unknown,
    path = '',
  ): { readonly status: number | null; readonly stdout: string; readonly said: string } {
    const docker = mkdtempSync(join(folder, 'docker-'))
    writeFileSync(join(docker, 'config.json'), JSON.stringify(config))
    const place = `${registry.host}/acme/models`
    const done = spawnSync(NODE, ['--conditions=source', PUSH, `tls:${place}`, model], {
      encoding: 'utf8',
      env: {
        ...gitEnv(),
        DOCKER_CONFIG: docker,
        NODE_EXTRA_CA_CERTS: join(registry.folder, 'cert.pem'),
        PATH: `${path}:${process.env['PATH']}`,
      },
    })
    // The runner is told what to hide, on lines it takes away.
    const shown = (text: string) => text.replaceAll(/^::add-mask::.*\n/gm, '')
    return { status: done.status, stdout: shown(done.stdout), said: shown(done.stdout) + done.stderr }
  }

  const auth = Buffer.from('ann:correct horse:battery').toString('base64')

  it('takes the credentials of the docker configuration', () => {
    const { status, stdout, said } = push({ auths: { [registry.host]: { auth } } })
    expect(status, said).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ first: 'w'.charCodeAt(0), bytes: { kind: 'oci' } })
  })

  it('or of a credential helper', () => {
    const bin = join(folder, 'bin')
    mkdirSync(bin)
    writeFileSync(
      join(bin, 'docker-credential-test'),
      `#!/bin/sh
[ "$1" = get ] && [ "$(cat)" = "${registry.host}" ] || { echo "credentials not found"; exit 1; }
echo '{"ServerURL":"","Username":"ann","Secret":"correct horse:battery"}'
`,
      { mode: 0o755 },
    )
    const { status, said } = push({ credHelpers: { [registry.host]: 'test' } }, bin)
    expect(status, said).toBe(0)
  })

  it('wrong and no credentials are refusals that say what to do, and never the password', () => {
    const wrong = Buffer.from('ann:wrong-secret').toString('base64')
    for (const config of [{ auths: { [registry.host]: { auth: wrong } } }, {}]) {
      const { status, said } = push(config)
      expect(status).not.toBe(0)
      expect(said).toContain('bytes-refused')
      expect(said).not.toContain('wrong-secret')
      expect(said).not.toContain(wrong)
    }
  })
})
