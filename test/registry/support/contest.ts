import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { auditRegistry, blobRef, loadRecord, loadState } from '@mlops-actions/registry'
import { expect } from 'vitest'
import { startWriter } from './processes.ts'
import { seeded } from './seeded.ts'
import { BRANCH, gitEnv, makeWorld, register } from './world.ts'

/** git commands of one operation, about: a doomed writer dies in any of its operations, at any step. */
const COMMANDS_AN_OPERATION = 12

export interface Contest {
  readonly seed: number
  readonly writers: number
  readonly operations: number
  /** So many of the writers are killed by SIGKILL. */
  readonly doomed: number
}

/**
 * Writers in processes of their own on one bare repository, some of them killed at random points. Whatever happens: what a
 * writer got to say is there, once and in order; one promotion wins; the whole history verifies, bytes too; what the dead
 * left is bytes that nobody cites, and the next writer goes on.
 */
export async function contest({ seed, writers, operations, doomed }: Contest) {
  const chance = seeded(seed)
  const world = makeWorld()
  const started = Array.from({ length: writers }, (_, index) => {
    const death =
      index < doomed
        ? [1 + Math.floor(chance() * operations * COMMANDS_AN_OPERATION), Math.floor(chance() * 25)].map(
            String,
          )
        : []
    const mine = String(Math.floor(chance() * 2 ** 31))
    return startWriter(world.folder, 'mix', `w${index}`, String(operations), mine, ...death)
  })
  const ends = await Promise.all(started.map(({ ended }) => ended))
  for (const { exitCode, stderr } of ends.slice(doomed))
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  const said = ends.flatMap((end) => end.said)

  const registry = await world.open()
  const wrote = said.flatMap(({ kind, event }) =>
    event && (kind === 'registered' || kind === 'moved') ? [event] : [],
  )
  expect(new Set(wrote).size).toBe(wrote.length)
  const audit = await auditRegistry(registry, { deep: 'm', receipts: wrote })
  expect(audit.violations).toEqual([])
  expect(audit.verified).toBe(audit.versions)
  expect(audit.events).toBe(audit.commits)

  const snapshot = await registry.store.head()
  const state = await loadState(snapshot, 'm')
  const registered = said.filter(({ kind }) => kind === 'registered')
  expect(new Set(registered.map(({ version }) => version)).size).toBe(registered.length)
  for (const { version, modelDigest } of registered) {
    expect(state.versions.get(version)?.modelDigest).toBe(modelDigest)
  }
  if (doomed === 0) expect(audit.events).toBe(wrote.length)

  const cited = new Set<string>()
  for (const version of state.versions.values()) {
    for (const { digest } of (await loadRecord(snapshot, 'm', version)).files) cited.add(blobRef(digest))
  }
  const refs = world.git('for-each-ref', '--format=%(refname)').split('\n').filter(Boolean)
  expect(refs.filter((ref) => ref !== BRANCH && !ref.startsWith('refs/mlops/blobs/sha256/'))).toEqual([])
  for (const ref of cited) expect(refs).toContain(ref)
  execFileSync('git', ['-C', world.remote, 'fsck', '--strict', '--no-dangling'], {
    env: gitEnv(),
    stdio: 'pipe',
  })

  const { record } = await register(await world.open(), 'm', `after contest ${seed}`)
  // At least: a push that the dead left running may have arrived since.
  expect(record.version).toBeGreaterThan(state.versions.size)
  rmSync(world.folder, { recursive: true, force: true })
  return {
    said: said.length,
    killed: ends.slice(0, doomed).filter(({ exitCode }) => exitCode === null).length,
    moved: said.filter(({ kind }) => kind === 'moved').length,
    refused: said.filter(({ kind }) => kind === 'refused').length,
    left: refs.length - 1 - cited.size,
  }
}
