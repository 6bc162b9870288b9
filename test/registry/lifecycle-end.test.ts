import {
  auditRegistry,
  blobRef,
  collectable,
  digestBytes,
  endVersion,
  loadState,
  type Registry,
} from '@mlops-actions/registry'
import { beforeEach, describe, expect, it } from 'vitest'
import { codeOf, makeWorld, ORIGIN, promote, register, rollback, type World } from './support/world.ts'

let world: World
let registry: Registry
beforeEach(async () => {
  world = makeWorld()
  registry = await world.open()
})

const state = async () => loadState(await registry.store.head(), 'm')
const end = (kind: 'deprecate' | 'retire', version: number) =>
  endVersion(registry, {
    model: 'm',
    version: String(version),
    kind,
    reason: 'there is a better one',
    origin: ORIGIN,
  })
const versions = async (count: number) => {
  for (let at = 1; at <= count; at++) await register(registry, 'm', String(at))
}

describe('the end of a version', () => {
  it('deprecated: promoting it still works and warns; said once', async () => {
    await versions(1)
    expect(await end('deprecate', 1)).toMatch(/^sha256:/)
    expect(await end('deprecate', 1)).toBeUndefined()
    const moved = await promote(registry, '1', { name: 'dev' })
    expect(moved.kind).toBe('moved')
    expect(moved.findings).toContainEqual(expect.objectContaining({ id: 'lifecycle', status: 'warn' }))
  })

  it('retired: no promotion and no rollback reaches it, whatever is overridden; what serves cannot be retired', async () => {
    await versions(2)
    await promote(registry, '1', { name: 'dev' })
    expect(await codeOf(end('retire', 1))).toBe('version-in-use')
    await promote(registry, '2', { name: 'dev' })
    await end('retire', 1)
    expect((await promote(registry, '1', { name: 'dev' })).kind).toBe('refused')
    expect((await rollback(registry, 'dev')).kind).toBe('refused')
    expect((await state()).versions.get(1)).toMatchObject({ retired: { reason: 'there is a better one' } })
  })

  it('retired bytes may be gone and history is still sound; the same bytes again are a new version', async () => {
    await versions(2)
    await end('retire', 1)
    world.git('update-ref', '-d', blobRef(digestBytes('1')))
    expect((await auditRegistry(await world.open(), { deep: 'm' })).violations).toEqual([])
    expect((await register(registry, 'm', '2')).record.version).toBe(2)
    expect((await register(registry, 'm', '1')).record.version).toBe(3)
  })
})

describe('collection', () => {
  it('keeps what serves, what a rollback needs, the newest, and what kept evidence compares with', async () => {
    await versions(8)
    for (const version of ['1', '3', '4', '5']) await promote(registry, version, { name: 'dev' })
    const now = await state()
    const { collect, kept } = collectable({ state: now, keep: 2, evidence: [] })
    expect(collect.map(({ version }) => version)).toEqual([1, 2, 6])
    expect(kept.map(({ version }) => version)).toEqual([3, 4, 5, 7, 8])
    const digest = `sha256:${'e'.repeat(64)}` as const
    const cited = {
      ...now,
      versions: new Map(now.versions).set(8, { ...now.versions.get(8)!, evidence: [digest] }),
    }
    const evidence = [{ digest, baselineDigest: now.versions.get(2)!.modelDigest } as never]
    expect(collectable({ state: cited, keep: 2, evidence }).collect.map(({ version }) => version)).toEqual([
      1, 6,
    ])
    expect(() => collectable({ state: now, keep: 0, evidence: [] })).toThrow(RangeError)
  })
})
