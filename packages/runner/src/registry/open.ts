import { type OpenRegistry, openRegistry } from '@mlops-actions/adapters'
import { githubRuntime, loadPolicy, type Runtime } from '@mlops-actions/core'
import type { RegistrySpec } from '@mlops-actions/policy'
import { gitFacts } from '../git.ts'
import type { Host } from '../host.ts'
import { type RegistryOptions, usageError } from './options.ts'

const POLICY = 'mlops.yml'

/** A registry as the command line names it, and the runtime it works in. Nothing is fetched yet. */
export interface Opened {
  readonly registry: OpenRegistry
  readonly runtime: Runtime
}

/** @throws UserError, RegistryError, PolicyError of what is named */
export async function open(options: RegistryOptions, host: Host, model?: string): Promise<Opened> {
  const runtime = await runtimeFor(host)
  const spec = await specOf(options, runtime, model)
  const token = options.tokenEnv === undefined ? undefined : host.env[options.tokenEnv]
  if (options.tokenEnv !== undefined && token === undefined) {
    throw usageError(`--token-env ${options.tokenEnv}: this shell has no such variable`)
  }
  const registry = await openRegistry(runtime, spec, {
    remote: options.remote,
    branch: options.branch,
    'remote-token': token,
    'github-token': undefined,
  })
  return { registry, runtime }
}

async function runtimeFor(host: Host): Promise<Runtime> {
  const { actor } = await gitFacts(host.cwd)
  const env = {
    ...host.env,
    GITHUB_WORKSPACE: host.cwd,
    ...(host.env['GITHUB_ACTOR'] === undefined && actor !== undefined ? { GITHUB_ACTOR: actor } : {}),
  }
  return githubRuntime(
    {
      env,
      platform: process.platform,
      cwd: () => host.cwd,
      // Notes are for people: stdout is the command's answer, and workflow commands mean nothing here.
      stdout: { write: (text) => host.err(text.replace(/^::(\w+)[^:]*::/, '$1: ').trimEnd()) },
      on: () => undefined,
      off: () => undefined,
      exit: () => undefined,
    },
    { signal: host.signal },
  )
}

/** Where bytes are is the model's own affair; without a model, or without a policy, the defaults hold. */
async function specOf(
  { policy }: RegistryOptions,
  runtime: Runtime,
  model: string | undefined,
): Promise<RegistrySpec | undefined> {
  const path = policy ?? POLICY
  if (policy === undefined && (await runtime.files.stat(path)) === undefined) return undefined
  const { models } = (await loadPolicy(runtime, path)).policy.document
  if (model !== undefined) return models[model]?.registry
  const [first] = Object.values(models)
  return first?.registry
}
