import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { memorySource } from '@mlops-actions/data'
import type { StageSpec } from '@mlops-actions/policy'
import {
  type Bundle,
  type BytesStore,
  digestBytes,
  digestModel,
  type Evidence,
  type Exec,
  gitRemote,
  gitStore,
  inlineBytes,
  type Lineage,
  parseEvidence,
  promoteVersion,
  registerVersion,
  type Registry,
  rollBack,
} from '@mlops-actions/registry'

/** A real bare repository, and registries (as many as there are runners) that work on it. */
export interface World {
  readonly folder: string
  readonly remote: string
  /** One registry a call, each with its own scratch folder, as on another machine. */
  open(options?: {
    readonly now?: () => number
    readonly exec?: Exec
    readonly bytes?: BytesStore
    readonly limitBytes?: number
  }): Promise<Registry>
  /** Plain git on the bare repository. */
  git(...args: string[]): string
}

export const random = { bytes: (count: number) => randomBytes(count) }

export const POLICY = digestBytes('policy')
export const ORIGIN = { actor: 'ann', repository: 'o/r', runId: '7' }
export const BRANCH = 'refs/heads/mlops/registry'

export function makeWorld(): World {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'))
  return worldAt(folder, true)
}

/** A world that stands as another did, and goes its own way: setting one up takes longer than copying it. */
export function copyOf(world: World): World {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'))
  cpSync(world.folder, folder, { recursive: true })
  return worldAt(folder)
}

export function worldAt(folder: string, create = false): World {
  const remote = join(folder, 'remote.git')
  if (create) execFileSync('git', ['init', '--quiet', '--bare', remote])
  return {
    folder,
    remote,
    git: (...args) =>
      execFileSync('git', ['-C', remote, ...args], { encoding: 'utf8', env: gitEnv(), stdio: 'pipe' }).trim(),
    async open({ now = Date.now, exec = realExec, bytes, limitBytes } = {}) {
      const scratch = mkdtempSync(join(tmpdir(), 'registry-scratch-'))
      mkdirSync(join(scratch, 'git'))
      const ports = { exec, directory: join(scratch, 'git'), remote: gitRemote(remote) }
      const inline = await inlineBytes(ports, limitBytes === undefined ? {} : { limitBytes })
      return {
        store: await gitStore({ ...ports, clock: { now }, random }),
        bytes: bytes ? [bytes, inline] : [inline],
        clock: { now, sleep: (ms) => sleep(ms) },
        random,
      }
    },
  }
}

/** No user.name, no global configuration: what a fresh runner has. */
export function gitEnv(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Mallory',
    GIT_AUTHOR_EMAIL: 'm@example.com',
    GIT_COMMITTER_NAME: 'Mallory',
    GIT_COMMITTER_EMAIL: 'm@example.com',
  }
}

export const realExec: Exec = {
  run: (command, args, options = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        cwd: options.cwd,
        env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...options.env },
        stdio: ['pipe', 'pipe', 'pipe'],
      })
      const stdout: Buffer[] = []
      const stderr: Buffer[] = []
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
      child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
      child.on('error', reject)
      child.on('close', (exitCode) =>
        resolve({
          exitCode: exitCode ?? 128,
          stdout: Buffer.concat(stdout),
          stderr: Buffer.concat(stderr).toString(),
        }),
      )
      // A program may exit before it has read all of its input; its exit code says why.
      child.stdin.on('error', () => {})
      child.stdin.end(options.stdin ?? '')
    }),
}

export async function bundleOf(
  model: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  fileName?: string,
): Promise<Bundle> {
  const entries = Object.entries(files).map(([path, content]) => ({
    path,
    open: async () => memorySource(path, Buffer.from(content)),
  }))
  const digested = await digestModel(entries)
  return {
    model,
    modelDigest: digested.digest,
    ...(fileName === undefined ? {} : { fileName }),
    files: digested.files.map((file) => ({
      ...file,
      open: entries.find(({ path }) => path === file.path)!.open,
    })),
  }
}

/** A report as validate-gate writes it, about these bytes. */
export function reportOf(
  bundle: Bundle,
  change: {
    readonly kind?: string
    readonly verdict?: string
    readonly createdAt?: string
    readonly modelDigest?: string
    readonly model?: string
    readonly policy?: null | string
  } = {},
): Evidence {
  const { kind = 'validation', verdict = 'pass', createdAt = new Date().toISOString() } = change
  const report = {
    schema: 'mlops-actions/report/v1',
    kind,
    verdict,
    headline: 'candidate is not worse than production',
    subject: {
      model: change.model ?? bundle.model,
      modelDigest: change.modelDigest ?? bundle.modelDigest,
      ...(change.policy === null ? {} : { policy: { path: 'mlops.yml', digest: change.policy ?? POLICY } }),
      data: [],
    },
    findings: [],
    charts: [],
    facts: [],
    next: [],
    provenance: { action: 'validate-gate', actionVersion: '0.1.0', createdAt, actor: 'ann' },
  }
  return parseEvidence(Buffer.from(JSON.stringify(report)), 'report.json')
}

export const lineageOf = (change: Partial<Lineage> = {}): Lineage => ({ data: [], ...change })

/** Registers a model of one small file, with a passing report. */
export async function register(registry: Registry, model: string, content: string, commit = content) {
  const bundle = await bundleOf(model, { 'model.json': content, 'sub/config.json': '{}' })
  const registered = await registerVersion(registry, {
    bundle,
    lineage: lineageOf({ code: { commit } }),
    evidence: [reportOf(bundle, { createdAt: new Date(registry.clock.now()).toISOString() })],
    origin: ORIGIN,
  })
  return { bundle, ...registered }
}

export const STAGING: StageSpec = { name: 'staging' }

export function promote(
  registry: Registry,
  version: string | number,
  stage: StageSpec | string = 'staging',
  change = {},
) {
  return promoteVersion(registry, {
    model: 'm',
    version: String(version),
    stage: typeof stage === 'string' ? { name: stage } : stage,
    policyDigest: POLICY,
    origin: { actor: 'bob' },
    ...change,
  })
}

export function rollback(registry: Registry, stage = 'staging', change = {}) {
  return rollBack(registry, {
    model: 'm',
    stage,
    reason: 'errors rose',
    policyDigest: POLICY,
    origin: { actor: 'bob' },
    ...change,
  })
}

/** The code of the RegistryError a promise ends in. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'nothing thrown',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  )
}

/** A registry on a bare repository that is there already. */
export async function openAt(remote: string): Promise<Registry> {
  const directory = mkdtempSync(join(tmpdir(), 'registry-scratch-'))
  const ports = { exec: realExec, directory, remote: gitRemote(remote) }
  return {
    store: await gitStore({ ...ports, clock: { now: Date.now }, random }),
    bytes: [await inlineBytes(ports)],
    clock: { now: Date.now, sleep: (ms) => sleep(ms) },
    random,
  }
}
