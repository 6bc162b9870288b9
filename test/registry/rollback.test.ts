import { auditRegistry, parseExpectation } from '@mlops-actions/registry'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  BRANCH,
  codeOf,
  copyOf,
  makeWorld,
  promote,
  register,
  rollback,
  type World,
} from './support/world.ts'

let template: World
let world: World
beforeAll(async () => {
  template = makeWorld()
  const registry = await template.open()
  for (const n of [1, 2, 3]) {
    await register(registry, 'm', `weights ${n}`)
    await promote(registry, n)
  }
})
beforeEach(() => {
  world = copyOf(template)
})

const commits = () => world.git('rev-list', '--count', BRANCH)

describe('rollback', () => {
  it('twice steps back two versions instead of going to and fro', async () => {
    const registry = await world.open()
    expect(await rollback(registry)).toMatchObject({ kind: 'moved', current: { version: 2 } })
    expect(await rollback(registry)).toMatchObject({ kind: 'moved', current: { version: 1 } })
    expect((await auditRegistry(registry)).violations).toEqual([])
  })

  it('quarantines what it takes away: promoted again only by override with a reason', async () => {
    const registry = await world.open()
    await rollback(registry)
    const refused = await promote(registry, 3)
    expect(refused.kind).toBe('refused')
    expect(refused.findings.find(({ id }) => id === 'quarantine')?.reason).toBe(
      'it was quarantined: errors rose',
    )
    expect(await promote(registry, 3, 'staging', { override: true })).toMatchObject({ kind: 'refused' })
    const before = commits()
    const forced = await promote(registry, 3, 'staging', { override: true, reason: 'false alarm' })
    expect(forced).toMatchObject({ kind: 'moved', current: { version: 3 } })
    expect(Number(commits())).toBe(Number(before) + 1)
    // The override lifted the quarantine.
    await promote(registry, 1)
    expect(await promote(registry, 3)).toMatchObject({ kind: 'moved' })
    expect((await auditRegistry(registry)).violations).toEqual([])
  })

  it('a late one does not undo a newer promotion', async () => {
    const registry = await world.open()
    const before = commits()
    const late = await rollback(registry, 'staging', { expect: parseExpectation('2') })
    expect(late).toMatchObject({ kind: 'refused', current: { version: 3 } })
    expect(late.findings[0]?.reason).toMatch(/^stale: staging holds version 3 /)
    expect(commits()).toBe(before)
  })

  it('to a version of choice, if the stage held it and it is not the current one', async () => {
    const registry = await world.open()
    expect(await rollback(registry, 'staging', { version: '3' })).toMatchObject({ kind: 'refused' })
    await register(registry, 'm', 'weights 4')
    const never = await rollback(registry, 'staging', { version: '4' })
    expect(never.findings[0]?.reason).toBe('staging holds version 3 and held never version 4 before')
    expect(await rollback(registry, 'staging', { version: 'v1' })).toMatchObject({ current: { version: 1 } })
  })

  it('of a stage that held nothing is refused; of a model or version nobody registered is an error', async () => {
    const registry = await world.open()
    const nothing = await rollback(registry, 'production')
    expect(nothing.findings[0]?.reason).toBe('production never held anything')
    expect(await codeOf(rollback(registry, 'staging', { model: 'x' }))).toBe('unknown-model')
    expect(await codeOf(rollback(registry, 'staging', { version: '9' }))).toBe('unknown-version')
    expect(await codeOf(promote(registry, 9))).toBe('unknown-version')
    expect(await codeOf(promote(registry, 'latest'))).toBe('unknown-version')
  })

  it('a promotion repeated is not done again', async () => {
    const registry = await world.open()
    const before = commits()
    const again = await promote(registry, 3, 'staging', { expect: parseExpectation('2') })
    expect(again).toMatchObject({ kind: 'unchanged', current: { version: 3 }, previous: { version: 2 } })
    expect(commits()).toBe(before)
  })
})
