import { createHash } from 'node:crypto'
import { relative, resolve, sep } from 'node:path'
import { parsePolicy, type Policy, PolicyError } from '@mlops-actions/policy'
import type { Digest } from '@mlops-actions/report'
import { UserError } from '../error.ts'
import { isRefusal, permissionRemedy } from '../github/permission.ts'
import type { Runtime } from '../runtime.ts'

/** A policy is written by hand; a megabyte of it is a mistake or an attack. */
const POLICY_MAX_BYTES = 1024 * 1024

export interface PolicyVersion {
  readonly policy: Policy
  readonly text: string
  readonly digest: Digest
  /** `ref` is the commit it was read from; absent when it is the workspace's. */
  readonly location: { readonly path: string; readonly ref?: string }
}

/** The policy that judges, and the one a pull request would put in its place. */
export interface LoadedPolicy extends PolicyVersion {
  /** The workspace's, on a pull request that changes the policy: judge by it too, and show the difference. */
  readonly proposed?: PolicyVersion
  /** What the reader of the report should know about the choice. */
  readonly notes: readonly string[]
}

/**
 * The policy at `path`. On a pull request the base commit's judges, because a pull request must not lower its own bar.
 * @throws UserError `policy-not-found`, `base-policy-unreadable`, `policy-behind-link`, or a PolicyError's code with its message
 */
export async function loadPolicy(runtime: Runtime, path: string): Promise<LoadedPolicy> {
  const workspace = await fromWorkspace(runtime, path)
  const base = await fromBase(runtime, path)
  if (base.kind === 'none') {
    if (!workspace) throw policyNotFound(path)
    return { ...workspace, notes: base.note === undefined ? [] : [base.note] }
  }
  if (!workspace) {
    return {
      ...base.version,
      notes: [`This pull request removes ${path}; the base commit's policy judges it.`],
    }
  }
  if (workspace.digest === base.version.digest) return { ...base.version, notes: [] }
  const note = `This pull request changes ${path}: the base commit's policy judges it, the proposed one is shown beside it.`
  return { ...base.version, proposed: workspace, notes: [note] }
}

async function fromWorkspace(runtime: Runtime, path: string): Promise<PolicyVersion | undefined> {
  if ((await runtime.files.stat(path)) === undefined) return undefined
  return version(await runtime.files.read(path, { maxBytes: POLICY_MAX_BYTES }), path, undefined)
}

type Base =
  | { readonly kind: 'found'; readonly version: PolicyVersion }
  | { readonly kind: 'none'; readonly note?: string }

async function fromBase(runtime: Runtime, path: string): Promise<Base> {
  const { github } = runtime
  const pullRequest = github.context.pullRequest
  if (!pullRequest) return { kind: 'none' }
  if (github.kind === 'preview') {
    const note = `Without a GitHub token the base commit cannot be read: the workspace's ${path} judges.`
    return { kind: 'none', note }
  }
  // GitHub takes `a/../mlops.yml` for a file that is not there, and the pull request would judge itself.
  const workspace = runtime.env.get('GITHUB_WORKSPACE') ?? runtime.files.resolve('.')
  const spelled = slashed(relative(workspace, resolve(workspace, path)))
  const bytes = await readBase(runtime, spelled, pullRequest.baseSha)
  if (bytes) return { kind: 'found', version: version(bytes, path, pullRequest.baseSha) }
  // Links are the pull request's to turn: where one leads must not decide whether the base has a policy.
  const real = slashed(relative(runtime.files.resolve('.'), runtime.files.resolve(path)))
  if (real !== spelled) throw policyBehindLink(path, real)
  return { kind: 'none', note: `The base commit has no ${path}: this pull request's own judges it.` }
}

function slashed(path: string): string {
  return path.replaceAll(sep, '/')
}

/** A base commit that cannot be read is no reason to let the pull request judge itself. */
async function readBase(runtime: Runtime, path: string, sha: string): Promise<Uint8Array | undefined> {
  try {
    return await runtime.github.fileAt(path, sha)
  } catch (cause) {
    const remedy = isRefusal(cause)
      ? permissionRemedy('contents', 'read', runtime.github.context)
      : 'GitHub may be busy: run the job again.'
    throw new UserError('base-policy-unreadable', `${path} of the base commit ${sha} could not be read`, {
      cause,
      remedy,
    })
  }
}

function version(bytes: Uint8Array, path: string, ref: string | undefined): PolicyVersion {
  const text = decode(bytes, path)
  const location = ref === undefined ? { path } : { path, ref }
  return { policy: parse(text, path, ref), text, digest: digestOf(bytes), location }
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new UserError('policy-not-utf8', `${path}: is not UTF-8 text`, { cause })
  }
}

function parse(text: string, path: string, ref: string | undefined): Policy {
  try {
    return parsePolicy(text, path)
  } catch (cause) {
    if (!(cause instanceof PolicyError)) throw cause
    const where = ref === undefined ? '' : ` (of the base commit ${ref.slice(0, 12)})`
    throw new UserError(cause.code, `${cause.message}${where}`, { cause })
  }
}

function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

function policyNotFound(path: string): UserError {
  return new UserError('policy-not-found', `${path}: there is no policy file`, {
    remedy: `Commit a ${path} (start with \`version: 1\`), or name yours with the \`policy\` input.`,
  })
}

function policyBehindLink(path: string, real: string): UserError {
  return new UserError(
    'policy-behind-link',
    `${path}: the base commit has no such file, here it leads to ${real}; a pull request cannot be judged by it`,
    { remedy: `Name the file itself with the \`policy\` input: \`policy: ${real}\`.` },
  )
}
