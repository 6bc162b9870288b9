import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  attachEvidence,
  auditRegistry,
  fetchModel,
  loadState,
  parseEvidence,
  parseExpectation,
  registerVersion,
} from '@mlops-actions/registry'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  BRANCH,
  bundleOf,
  codeOf,
  lineageOf,
  makeWorld,
  ORIGIN,
  promote,
  register,
  reportOf,
  rollback,
  type World,
} from './support/world.ts'

let world: World
beforeAll(() => {
  world = makeWorld()
})

const PRODUCTION = {
  name: 'production',
  after: 'staging',
  requires: [{ evidence: 'validation' as const, max_age: '1d' }],
  distinct_actor: true,
}

describe('one model through its life, in a real bare repository', () => {
  it('registers, promotes, rolls back, and the audit of it all is green', async () => {
    const registry = await world.open()
    const one = await register(registry, 'm', 'weights 1')
    expect(one).toMatchObject({
      created: true,
      record: { version: 1, model: 'm', bytes: { kind: 'inline' } },
    })

    const two = await register(await world.open(), 'm', 'weights 2')
    expect(two.record.version).toBe(2)
    const three = await register(await world.open(), 'm', 'weights 3')

    const first = await promote(registry, 1)
    expect(first).toMatchObject({ kind: 'moved', current: { version: 1 }, previous: undefined })
    await promote(registry, 1, PRODUCTION)
    await promote(registry, 'v2', 'staging')
    await promote(registry, two.bundle.modelDigest, PRODUCTION)
    await promote(registry, 3)
    const live = await promote(registry, 3, PRODUCTION, { expect: parseExpectation('2') })
    expect(live).toMatchObject({
      kind: 'moved',
      current: { version: 3, modelDigest: three.bundle.modelDigest },
      previous: { version: 2, modelDigest: two.bundle.modelDigest },
    })

    expect(await rollback(registry, 'production')).toMatchObject({
      kind: 'moved',
      current: { version: 2 },
      previous: { version: 3 },
    })
    expect(await rollback(registry, 'production')).toMatchObject({
      kind: 'moved',
      current: { version: 1 },
      previous: { version: 2 },
    })
    const last = await rollback(registry, 'production')
    expect(last.kind).toBe('refused')
    expect(last.findings.at(-1)?.reason).toBe('version 2: quarantined; version 3: quarantined')

    const audit = await auditRegistry(registry, { deep: 'm', receipts: [live.event!] })
    expect(audit).toMatchObject({
      violations: [],
      commits: 11,
      events: 11,
      models: 1,
      versions: 3,
      verified: 3,
    })
  })

  it('one operation is one commit on an orphan branch, and writes nothing else', () => {
    expect(world.git('rev-list', '--count', BRANCH)).toBe('11')
    expect(world.git('rev-list', '--max-parents=0', '--count', BRANCH)).toBe('1')
    const refs = world.git('for-each-ref', '--format=%(refname)').split('\n')
    expect(refs.filter((ref) => !ref.startsWith('refs/mlops/blobs/sha256/'))).toEqual([BRANCH])
    expect(world.git('log', '--format=%s', '-1', BRANCH)).toBe('roll production back to m v1')
    expect(world.git('log', '--format=%an <%ae>', '-1', BRANCH)).toContain('mlops-actions')
  })

  it('keeps the pointer file as people read it: newest first', () => {
    const pointer: unknown = JSON.parse(world.git('show', `${BRANCH}:models/m/stages/production.json`))
    expect(pointer).toMatchObject({
      version: 1,
      previous: [{ version: 2 }, { version: 3 }, { version: 2 }, { version: 1 }],
    })
  })

  it('gives the bytes of a stage or a version back, verified', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'fetched-'))
    const registry = await world.open()
    const fetched = await fetchModel(registry, { model: 'm', from: { stage: 'production' }, directory })
    expect(fetched.record.version).toBe(1)
    expect(readFileSync(join(directory, 'model.json'), 'utf8')).toBe('weights 1')
    expect(readFileSync(join(directory, 'sub/config.json'), 'utf8')).toBe('{}')
    expect(await codeOf(fetchModel(registry, { model: 'm', from: { stage: 'dev' }, directory }))).toBe(
      'unknown-stage',
    )
    expect(await codeOf(fetchModel(registry, { model: 'm', from: { version: '9' }, directory }))).toBe(
      'unknown-version',
    )
    expect(await codeOf(fetchModel(registry, { model: 'x', from: { version: '1' }, directory }))).toBe(
      'unknown-model',
    )
  })
})

describe('identity', () => {
  it('same bytes and lineage are the same version; another lineage is a new one that names the first', async () => {
    const registry = await makeWorld().open()
    const first = await register(registry, 'm', 'w', 'commit-a')
    const again = await register(registry, 'm', 'w', 'commit-a')
    expect(again).toMatchObject({ created: false, record: { version: 1 }, recordDigest: first.recordDigest })
    const other = await register(registry, 'm', 'w', 'commit-b')
    expect(other).toMatchObject({ created: true, record: { version: 2, sameContentAs: 1 } })
    const third = await register(registry, 'm', 'w', 'commit-b')
    expect(third).toMatchObject({ created: false, record: { version: 2 } })
  })

  it('attaches new evidence to the existing version, once', async () => {
    const registry = await makeWorld().open()
    const { bundle, record } = await register(registry, 'm', 'w', 'c')
    const rollout = reportOf(bundle, { kind: 'rollout' })
    const registration = { bundle, lineage: record.lineage, evidence: [rollout], origin: ORIGIN }
    const first = await registerVersion(registry, registration)
    const second = await registerVersion(registry, registration)
    expect(first).toMatchObject({ created: false, record: { version: 1 } })
    expect(second.event).toBe(first.event)
    const state = await loadState(await registry.store.head(), 'm')
    expect(state.versions.get(1)?.evidence).toContain(rollout.digest)
    expect(state.sequence).toBe(2)
    expect(
      await attachEvidence(registry, { model: 'm', version: '1', evidence: [rollout], origin: ORIGIN }),
    ).toBe(undefined)
    expect((await auditRegistry(registry)).violations).toEqual([])
  })

  it('keeps a lone file and its name', async () => {
    const registry = await makeWorld().open()
    const bundle = await bundleOf('m', { '.': 'weights' }, 'model.onnx')
    await registerVersion(registry, { bundle, lineage: lineageOf(), evidence: [], origin: {} })
    const directory = mkdtempSync(join(tmpdir(), 'fetched-'))
    const { files } = await fetchModel(registry, { model: 'm', from: { version: '1' }, directory })
    expect(files).toEqual([join(directory, 'model.onnx')])
    expect(readFileSync(files[0]!, 'utf8')).toBe('weights')
  })
})

describe('what is refused before anything is written', () => {
  it('evidence of other bytes, of another model, of nothing', async () => {
    const registry = await makeWorld().open()
    const bundle = await bundleOf('m', { 'a.bin': 'a' })
    const other = await bundleOf('m', { 'a.bin': 'b' })
    const attempt = (evidence: ReturnType<typeof reportOf>) =>
      registerVersion(registry, { bundle, lineage: lineageOf(), evidence: [evidence], origin: {} })
    await expect(attempt(reportOf(other))).rejects.toThrow(
      `validation report speaks of ${other.modelDigest}, the model's files are ${bundle.modelDigest}`,
    )
    expect(await codeOf(attempt(reportOf(bundle, { model: 'n' })))).toBe('evidence-mismatch')
    expect((await registry.store.head()).revision).toBe(null)
  })

  it('a report that is none', () => {
    const read = (text: string) => () => parseEvidence(Buffer.from(text), 'r.json')
    expect(read('{')).toThrow('r.json: not JSON')
    expect(read('{"schema":"other"}')).toThrow('r.json at schema')
    expect(() => parseEvidence(new Uint8Array(2 << 20), 'r.json')).toThrow('evidence is at most')
  })

  it('a model above the inline limit, with the choices there are', async () => {
    const registry = await makeWorld().open({ limitBytes: 4 })
    const bundle = await bundleOf('m', { 'a.bin': 'abc', 'b.bin': 'de' })
    const attempt = registerVersion(registry, { bundle, lineage: lineageOf(), evidence: [], origin: {} })
    await expect(attempt).rejects.toMatchObject({
      code: 'too-large',
      remedy: expect.stringContaining('oci_layout'),
    })
  })

  it.each(['-x', '../m', 'a..b', 'A', 'a\nb', '', 'm/n', 'm'.repeat(129)])(
    'the model name %j',
    async (name) => {
      const registry = await makeWorld().open()
      const bundle = await bundleOf(name, { 'a.bin': 'a' })
      const attempt = registerVersion(registry, { bundle, lineage: lineageOf(), evidence: [], origin: {} })
      expect(await codeOf(attempt)).toBe('invalid-name')
    },
  )

  it('a file that changed between hashing and storing', async () => {
    const registry = await makeWorld().open()
    const bundle = await bundleOf('m', { 'a.bin': 'a' })
    const changed = await bundleOf('m', { 'a.bin': 'b' })
    const torn = {
      ...bundle,
      files: bundle.files.map((file, i) => ({ ...file, open: changed.files[i]!.open })),
    }
    const attempt = registerVersion(registry, {
      bundle: torn,
      lineage: lineageOf(),
      evidence: [],
      origin: {},
    })
    expect(await codeOf(attempt)).toBe('bytes-corrupt')
    expect((await registry.store.head()).revision).toBe(null)
  })
})

describe('hostile text', () => {
  it('stays data: in reasons, origins, parameters and file names', async () => {
    const place = makeWorld()
    const registry = await place.open()
    const nasty = '--upload-pack=touch /tmp/x\n\nSigned-off-by: root\u0007"$(id)`id`'
    const bundle = await bundleOf('m', { '--force': 'a', 'sub dir/-rf "x"': 'b' })
    await registerVersion(registry, {
      bundle,
      lineage: lineageOf({ params: { [nasty]: nasty }, code: { commit: '-x' } }),
      evidence: [],
      origin: { actor: nasty },
    })
    await promote(registry, 1, 'staging', { reason: nasty, origin: { actor: nasty } })
    const messages = place.git('log', '--format=%B', BRANCH).replaceAll(/^Attempt: [0-9a-f]{32}$/gm, '')
    expect(messages.split('\n').filter(Boolean)).toEqual(['promote m v1 to staging', 'register m v1'])
    expect((await auditRegistry(registry, { deep: 'm' })).violations).toEqual([])
    const directory = mkdtempSync(join(tmpdir(), 'fetched-'))
    await fetchModel(registry, { model: 'm', from: { version: '1' }, directory })
    expect(readFileSync(join(directory, '--force'), 'utf8')).toBe('a')
  })
})
