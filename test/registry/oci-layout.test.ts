import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  auditRegistry,
  digestBytes,
  digestSource,
  fetchModel,
  hexOf,
  ociLayoutBytes,
  registerVersion,
  verifyBytes,
} from '@mlops-actions/registry'
import { beforeEach, describe, expect, it } from 'vitest'
import { bundleOf, codeOf, lineageOf, makeWorld, rollback } from './support/world.ts'

interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly annotations?: Readonly<Record<string, string>>
}

let directory: string
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'layout-')), 'layout')
})

const json = (path: string) => JSON.parse(readFileSync(join(directory, path), 'utf8'))
const blob = (digest: string) => join(directory, 'blobs/sha256', digest.slice(7))

describe('an OCI image layout', () => {
  it('is a ModelPack whose layers are the files: one number for both', async () => {
    const bundle = await bundleOf('m', {
      'weights.bin': 'w',
      'tokenizer.json': '{}',
      'README.md': '# m',
      'run.py': '1',
    })
    const location = await ociLayoutBytes(directory).put(bundle)
    expect(json('oci-layout')).toEqual({ imageLayoutVersion: '1.0.0' })
    const [entry] = json('index.json').manifests
    expect(entry).toMatchObject({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactType: 'application/vnd.cncf.model.manifest.v1+json',
      annotations: { 'org.opencontainers.image.ref.name': `m-${hexOf(bundle.modelDigest).slice(0, 12)}` },
    })
    expect(location).toEqual({ kind: 'oci-layout', manifest: entry.digest })
    const manifest = JSON.parse(readFileSync(blob(entry.digest), 'utf8'))
    expect(
      manifest.layers.map((layer: Descriptor) => [
        layer.annotations?.['org.cncf.model.filepath'],
        layer.mediaType,
        layer.digest,
      ]),
    ).toEqual([
      ['README.md', 'application/vnd.cncf.model.doc.v1.raw', digestBytes('# m')],
      ['run.py', 'application/vnd.cncf.model.code.v1.raw', digestBytes('1')],
      ['tokenizer.json', 'application/vnd.cncf.model.weight.config.v1.raw', digestBytes('{}')],
      ['weights.bin', 'application/vnd.cncf.model.weight.v1.raw', digestBytes('w')],
    ])
    const config = JSON.parse(readFileSync(blob(manifest.config.digest), 'utf8'))
    expect(config.modelfs.diffIds).toEqual(manifest.layers.map((layer: Descriptor) => layer.digest))
    for (const { digest, size } of [entry, manifest.config, ...manifest.layers]) {
      expect(statSync(blob(digest)).size).toBe(size)
      expect(digestBytes(readFileSync(blob(digest)))).toBe(digest)
    }
  })

  it('put again is the same, and heals a blob that rotted', async () => {
    const bundle = await bundleOf('m', { 'a.bin': 'aaaa', 'b.bin': 'bbbb' })
    const store = ociLayoutBytes(directory)
    const location = await store.put(bundle)
    const before = readdirSync(join(directory, 'blobs/sha256'))
    writeFileSync(blob(digestBytes('aaaa')), 'aaxa')
    expect(await store.put(bundle)).toEqual(location)
    expect(readFileSync(blob(digestBytes('aaaa')), 'utf8')).toBe('aaaa')
    expect(readdirSync(join(directory, 'blobs/sha256'))).toEqual(before)
    expect(json('index.json').manifests).toHaveLength(1)
  })

  it('keeps what other tools wrote into the index', async () => {
    mkdirSync(directory, { recursive: true })
    writeFileSync(join(directory, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
    const foreign = { mediaType: 'x/y', digest: 'sha512:00', size: 1, platform: { os: 'linux' } }
    writeFileSync(
      join(directory, 'index.json'),
      JSON.stringify({ schemaVersion: 2, manifests: [foreign], extra: 1 }),
    )
    await ociLayoutBytes(directory).put(await bundleOf('m', { 'a.bin': 'a' }))
    expect(json('index.json')).toMatchObject({ extra: 1, manifests: [foreign, {}] })
  })

  it('eight writers at once: every manifest is in the index', async () => {
    const bundles = await Promise.all(
      Array.from({ length: 8 }, (_, n) => bundleOf('m', { 'a.bin': `a${n}`, 'shared.bin': 'same' })),
    )
    const places = await Promise.all(bundles.map((bundle) => ociLayoutBytes(directory).put(bundle)))
    const listed = json('index.json').manifests.map((entry: Descriptor) => entry.digest)
    expect(listed.toSorted()).toEqual(
      places.map((place) => ('manifest' in place ? place.manifest : '')).toSorted(),
    )
    expect(readdirSync(directory).toSorted()).toEqual(['blobs', 'index.json', 'oci-layout'])
  })

  it('takes the lock of a process that died, and waits for one that lives', async () => {
    const store = ociLayoutBytes(directory)
    await store.put(await bundleOf('m', { 'a.bin': 'a' }))
    const lock = join(directory, 'index.json.lock')
    writeFileSync(lock, 'dead')
    const old = new Date(Date.now() - 31_000)
    utimesSync(lock, old, old)
    await store.put(await bundleOf('m', { 'a.bin': 'b' }))
    expect(json('index.json').manifests).toHaveLength(2)
    expect(readdirSync(directory)).not.toContain('index.json.lock')
  })

  it('refuses a folder that is another version of the layout, or a torn index', async () => {
    mkdirSync(directory, { recursive: true })
    writeFileSync(join(directory, 'oci-layout'), '{"imageLayoutVersion":"2.0.0"}')
    const bundle = await bundleOf('m', { 'a.bin': 'a' })
    expect(await codeOf(ociLayoutBytes(directory).put(bundle))).toBe('layout-corrupt')
    writeFileSync(join(directory, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
    writeFileSync(join(directory, 'index.json'), '{"schemaVersion":2,"manif')
    expect(await codeOf(ociLayoutBytes(directory).put(bundle))).toBe('layout-corrupt')
  })

  it('leaves nothing behind when a file changed while it was read', async () => {
    const bundle = await bundleOf('m', { 'a.bin': 'a' })
    const changed = await bundleOf('m', { 'a.bin': 'b' })
    const torn = { ...bundle, files: bundle.files.map((file) => ({ ...file, open: changed.files[0]!.open })) }
    expect(await codeOf(ociLayoutBytes(directory).put(torn))).toBe('bytes-corrupt')
    expect(readdirSync(join(directory, 'blobs/sha256'))).toEqual([])
  })
})

describe('a registry with its bytes in a layout', () => {
  it('registers, verifies, fetches; and says so when the bytes rot', async () => {
    const world = makeWorld()
    const registry = await world.open({ bytes: ociLayoutBytes(directory) })
    const bundle = await bundleOf('m', { 'deep/a.bin': 'aaaa' })
    const { record } = await registerVersion(registry, {
      bundle,
      lineage: lineageOf(),
      evidence: [],
      origin: {},
    })
    expect(record.bytes.kind).toBe('oci-layout')
    expect(world.git('for-each-ref', 'refs/mlops')).toBe('')
    const source = await (await registry.bytes[0].reader(record))(record.files[0]!)
    expect(await digestSource(source)).toBe(record.files[0]!.digest)
    await source.close()

    const target = mkdtempSync(join(tmpdir(), 'fetched-'))
    await fetchModel(registry, { model: 'm', from: { version: '1' }, directory: target })
    expect(readFileSync(join(target, 'deep/a.bin'), 'utf8')).toBe('aaaa')

    writeFileSync(blob(record.files[0]!.digest), 'aaab')
    expect(await verifyBytes(registry.bytes, record)).toContain('"deep/a.bin" holds sha256:')
    expect((await auditRegistry(registry, { deep: 'm' })).violations).toMatchObject([{ kind: 'bytes' }])
    expect(
      await codeOf(fetchModel(registry, { model: 'm', from: { version: '1' }, directory: target })),
    ).toBe('bytes-corrupt')
    expect(readFileSync(join(target, 'deep/a.bin'), 'utf8')).toBe('aaaa')
    expect((await rollback(registry)).kind).toBe('refused')

    const elsewhere = await world.open()
    expect(await verifyBytes(elsewhere.bytes, record)).toContain('oci-layout, which is not configured here')
  })
})
