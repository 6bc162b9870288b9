import { auditRegistry, loadState } from '@mlops-actions/registry'
import { describe, expect, it } from 'vitest'
import { startWriter } from './support/processes.ts'
import { seeded } from './support/seeded.ts'
import { contest } from './support/contest.ts'
import { makeWorld, promote, register } from './support/world.ts'

describe('writers in processes of their own, on one bare repository', () => {
  it('4 processes x 4 registrations: none lost, no number given twice', { timeout: 120_000 }, async () => {
    const world = makeWorld()
    const writers = ['a', 'b', 'c', 'd'].map((name) => startWriter(world.folder, 'register', name, '4'))
    const ends = await Promise.all(writers.map(({ ended }) => ended))
    expect(ends.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(
      Array.from({ length: 4 }, () => ({ exitCode: 0, stderr: '' })),
    )
    const said = ends.flatMap((end) => end.said)
    const versions = said.map(({ version }) => version).sort((a, b) => a - b)
    expect(versions).toEqual(Array.from({ length: 16 }, (_, index) => index + 1))

    const registry = await world.open()
    const state = await loadState(await registry.store.head(), 'm')
    for (const { version, modelDigest } of said) {
      expect(state.versions.get(version)?.modelDigest).toBe(modelDigest)
    }
    const audit = await auditRegistry(registry, { deep: 'm' })
    expect(audit).toMatchObject({ violations: [], commits: 16, versions: 16, verified: 16 })
  })

  it('4 promotions that expect the same version: exactly one wins, the others name it', {
    timeout: 120_000,
  }, async () => {
    const world = makeWorld()
    const registry = await world.open()
    for (const n of [1, 2, 3, 4, 5]) await register(registry, 'm', `weights ${n}`)
    await promote(registry, 1, 'production')
    const writers = [2, 3, 4, 5].map((version) => startWriter(world.folder, 'promote', String(version), '1'))
    const ends = await Promise.all(writers.map(({ ended }) => ended))
    expect(ends.map(({ stderr }) => stderr).join('')).toBe('')
    const said = ends.flatMap((end) => end.said)
    const winners = said.filter(({ kind }) => kind === 'moved')
    expect(winners).toHaveLength(1)
    const winner = winners[0]!
    const losers = said.filter(({ kind }) => kind === 'refused')
    expect(losers).toHaveLength(3)
    for (const { reasons } of losers) {
      expect(reasons).toEqual([expect.stringContaining(`stale: production holds version ${winner.version} `)])
    }
    const state = await loadState(await registry.store.head(), 'm')
    expect(state.stages.get('production')?.version).toBe(winner.version)
    expect((await auditRegistry(registry)).violations).toEqual([])
  })
})

describe('a writer killed at a random moment', () => {
  /** A registration is some twenty git commands: a writer dies in its first, second or third. */
  const COMMANDS = 60

  it('ten times SIGKILL: all it said is there, nothing is torn, the next writer goes on', {
    timeout: 180_000,
  }, async () => {
    const random = seeded(20_010_911)
    const world = makeWorld()
    const promised: { readonly version: number; readonly modelDigest: string }[] = []
    let killed = 0
    for (let run = 0; run < 10; run++) {
      const command = 1 + Math.floor(random() * COMMANDS)
      const milliseconds = Math.floor(random() * 20)
      const writer = startWriter(world.folder, 'die', `run${run}`, String(command), String(milliseconds))
      const { said, exitCode } = await writer.ended
      if (exitCode === null) killed++
      promised.push(...said)
      const registry = await world.open()
      const audit = await auditRegistry(registry, { deep: 'm' })
      expect(audit.violations).toEqual([])
      expect(audit.verified).toBeGreaterThanOrEqual(promised.length)
    }
    expect(killed).toBe(10)
    expect(promised.length).toBeGreaterThan(0)
    const registry = await world.open()
    const state = await loadState(await registry.store.head(), 'm')
    for (const { version, modelDigest } of promised) {
      expect(state.versions.get(version)?.modelDigest).toBe(modelDigest)
    }
    const { record } = await register(registry, 'm', 'after the crashes')
    // At least: a push that the dead left running may have arrived since.
    expect(record.version).toBeGreaterThan(state.versions.size)
  })
})

describe('registrations and promotions at once', () => {
  it('3 processes x 4, two of them killed: what was said is there, once, in order', {
    timeout: 180_000,
  }, async () => {
    const { killed, said } = await contest({ seed: 1, writers: 3, operations: 4, doomed: 2 })
    expect(killed).toBeGreaterThan(0)
    expect(said).toBeGreaterThan(0)
  })
})
