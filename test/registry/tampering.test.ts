import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  auditRegistry,
  blobRef,
  canonicalJson,
  evidencePath,
  fetchModel,
  type ModelFile,
} from '@mlops-actions/registry'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  BRANCH,
  codeOf,
  copyOf,
  gitEnv,
  makeWorld,
  promote,
  register,
  rollback,
  type World,
} from './support/world.ts'

/** Everything somebody with push access to the registry's branch can do by hand, and the name the audit has for it. */

let template: World
let world: World
let file: ModelFile
let evidence: string

beforeAll(async () => {
  template = makeWorld()
  const registry = await template.open()
  const { bundle } = await register(registry, 'm', 'weights 1')
  await register(registry, 'm', 'weights 2')
  await promote(registry, 1)
  await promote(registry, 2)
  file = bundle.files[0]!
  const paths = template.git('ls-tree', '-r', '--name-only', BRANCH).split('\n')
  evidence = paths.find((path) => path.startsWith('evidence/'))!
})

beforeEach(() => {
  world = copyOf(template)
})

/** Mallory's clone: changes files, commits, pushes. */
function tamper(
  change: (folder: string, path: (name: string) => string) => void,
  git: readonly string[][] = [],
): string {
  const folder = mkdtempSync(join(tmpdir(), 'mallory-'))
  const run = (...args: readonly string[]) =>
    execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', env: gitEnv(), stdio: 'pipe' }).trim()
  run('clone', '--quiet', '--branch', 'mlops/registry', world.remote, '.')
  change(folder, (name) => join(folder, name))
  run('add', '-A')
  run('commit', '--quiet', '--allow-empty', '-m', 'fix typo')
  for (const args of git) run(...args)
  run('push', '--quiet', '--force', 'origin', 'HEAD:mlops/registry')
  return run('rev-parse', 'HEAD')
}

async function violations() {
  const audit = await auditRegistry(await world.open(), { deep: 'm' })
  return audit.violations.map(({ kind, path, revision }) => ({ kind, path, revision }))
}

const RECORD = 'models/m/versions/1.json'
const POINTER = 'models/m/stages/staging.json'
const EVENT = 'models/m/events/0000000001-register.json'

const edit = (path: string, change: (text: string) => string) =>
  writeFileSync(path, change(readFileSync(path, 'utf8')))

describe('the audit names what was done, where and by which commit', () => {
  it('nothing, when nothing was done', async () => {
    expect(await violations()).toEqual([])
  })

  it('an edited record', async () => {
    const revision = tamper((_, path) => edit(path(RECORD), (text) => text.replace('"ann"', '"eve"')))
    expect(await violations()).toEqual([
      { kind: 'rewritten', path: RECORD, revision },
      { kind: 'not-one-event', path: '', revision },
    ])
    expect(await codeOf(promote(await world.open(), 1))).toBe('registry-corrupt')
  })

  it('a moved pointer', async () => {
    const revision = tamper((_, path) =>
      edit(path(POINTER), (text) => text.replace('"version":2', '"version":1')),
    )
    expect(await violations()).toContainEqual({ kind: 'pointer-mismatch', path: POINTER, revision })
    expect(await codeOf(promote(await world.open(), 1))).toBe('registry-corrupt')
    expect(await codeOf(rollback(await world.open()))).toBe('registry-corrupt')
  })

  it('a rewritten event, and a reader refuses the branch', async () => {
    const revision = tamper((_, path) => edit(path(EVENT), (text) => text.replace('"ann"', '"eve"')))
    expect(await violations()).toContainEqual({ kind: 'rewritten', path: EVENT, revision })
    expect(await codeOf(promote(await world.open(), 1))).toBe('registry-corrupt')
  })

  it('a reformatted event', async () => {
    const revision = tamper((_, path) =>
      edit(path(EVENT), (text) => JSON.stringify(JSON.parse(text), null, 2)),
    )
    expect(await violations()).toContainEqual({ kind: 'rewritten', path: EVENT, revision })
    expect(await codeOf(promote(await world.open(), 1))).toBe('invalid-event')
  })

  it('a deleted event', async () => {
    const path = 'models/m/events/0000000004-promote.json'
    const revision = tamper((_, at) => rmSync(at(path)))
    expect(await violations()).toContainEqual({ kind: 'deleted', path, revision })
    expect(await codeOf(promote(await world.open(), 1))).toBe('registry-corrupt')
  })

  it('an event slipped in that does not cite the one before', async () => {
    const path = 'models/m/events/0000000005-promote.json'
    const revision = tamper((_, at) => {
      const last: Record<string, unknown> = JSON.parse(
        readFileSync(at('models/m/events/0000000003-promote.json'), 'utf8'),
      )
      writeFileSync(at(path), canonicalJson({ ...last, sequence: 5 }))
    })
    expect(await violations()).toContainEqual({ kind: 'event-chain', path, revision })
    expect(await codeOf(promote(await world.open(), 1))).toBe('registry-corrupt')
  })

  it('forged evidence: another verdict under the same name', async () => {
    const revision = tamper((_, path) => edit(path(evidence), (text) => text.replace('"pass"', '"warn"')))
    expect(await violations()).toContainEqual({ kind: 'rewritten', path: evidence, revision })
  })

  it('evidence that is not what its name says, or that no event cites', async () => {
    const forged = evidencePath(`sha256:${'ab'.repeat(32)}`)
    const revision = tamper((_, path) => writeFileSync(path(forged), readFileSync(path(evidence))))
    expect(await violations()).toContainEqual({ kind: 'evidence-forged', path: forged, revision })
  })

  it('swapped bytes', async () => {
    const other = execFileSync('git', ['-C', world.remote, 'hash-object', '-w', '--stdin'], {
      input: 'weights X',
      encoding: 'utf8',
    }).trim()
    world.git('update-ref', blobRef(file.digest), other)
    const found = await auditRegistry(await world.open(), { deep: 'm' })
    expect(found.violations).toMatchObject([{ kind: 'bytes', path: RECORD }])
    expect(found.violations[0]?.reason).toMatch(
      /^"model.json" holds sha256:[0-9a-f]{64}, registered was sha256:/,
    )

    const refused = await promote(await world.open(), 1, 'production')
    expect(refused.findings.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id)).toEqual([
      'bytes',
    ])
    const directory = mkdtempSync(join(tmpdir(), 'fetched-'))
    const wanted = { model: 'm', from: { version: '1' }, directory }
    expect(await codeOf(fetchModel(await world.open(), wanted))).toBe('bytes-corrupt')
    expect(() => readFileSync(join(directory, 'model.json'))).toThrow('ENOENT')
    expect(await codeOf(register(await world.open(), 'm', 'weights 1'))).toBe('bytes-corrupt')
  })

  it('vanished bytes: a rollback steps over the version', async () => {
    world.git('update-ref', '-d', blobRef(file.digest))
    expect(await violations()).toMatchObject([{ kind: 'bytes', path: RECORD }])
    const back = await rollback(await world.open())
    expect(back.kind).toBe('refused')
    expect(back.findings[0]?.reason).toContain('version 1: "model.json" cannot be read')
  })

  it('a record without an event', async () => {
    const path = 'models/m/versions/3.json'
    const revision = tamper((_, at) => {
      const record: Record<string, unknown> = JSON.parse(readFileSync(at(RECORD), 'utf8'))
      writeFileSync(at(path), canonicalJson({ ...record, version: 3 }))
    })
    expect(await violations()).toContainEqual({ kind: 'record-mismatch', path, revision })
  })

  it('a file the registry never writes, a link, an executable', async () => {
    const revision = tamper((_, path) => {
      writeFileSync(path('README.md'), 'hello')
      symlinkSync('/etc/passwd', path('models/m/stages/dev.json'))
      writeFileSync(path('models/m/stages/prod.json'), '{}', { mode: 0o755 })
    })
    const found = await violations()
    expect(found).toContainEqual({ kind: 'unknown-path', path: 'README.md', revision })
    expect(found).toContainEqual({ kind: 'not-a-file', path: 'models/m/stages/dev.json', revision })
    expect(found).toContainEqual({ kind: 'not-a-file', path: 'models/m/stages/prod.json', revision })
  })

  it('a branch begun by hand, with a marker of its own and a version of its own making', async () => {
    world.git('update-ref', '-d', BRANCH)
    const folder = mkdtempSync(join(tmpdir(), 'mallory-'))
    const run = (...args: readonly string[]) =>
      execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', env: gitEnv(), stdio: 'pipe' }).trim()
    run('init', '--quiet', '--initial-branch=mlops/registry')
    writeFileSync(join(folder, 'registry.json'), '{"schema":"mlops-actions/registry/v1","trust":"me"}')
    run('add', '-A')
    run('commit', '--quiet', '-m', 'begin')
    run('push', '--quiet', world.remote, 'HEAD:refs/heads/mlops/registry')
    const revision = run('rev-parse', 'HEAD')
    expect(await violations()).toContainEqual({ kind: 'manifest-forged', path: 'registry.json', revision })
  })

  it('a merge', async () => {
    const revision = tamper(
      (_, path) => writeFileSync(path('models/x.json'), '{}'),
      [
        ['checkout', '--quiet', '-b', 'side', 'HEAD~1'],
        ['commit', '--quiet', '--allow-empty', '-m', 'side'],
        ['merge', '--quiet', '--no-ff', '-m', 'merge', 'mlops/registry'],
      ],
    )
    const found = await violations()
    expect(found).toContainEqual({ kind: 'merge', path: '', revision })
    expect(found).toContainEqual({ kind: 'unknown-path', path: 'models/x.json', revision })
  })

  it('a history cut short: consistent in itself, and caught by a receipt', async () => {
    const registry = await world.open()
    const { event } = await promote(registry, 1, 'production')
    world.git('update-ref', BRANCH, `${BRANCH}~1`)
    expect((await auditRegistry(registry, { deep: 'm' })).violations).toEqual([])
    const audit = await auditRegistry(registry, { receipts: [event!] })
    expect(audit.violations).toMatchObject([{ kind: 'receipt-missing' }])
  })
})
