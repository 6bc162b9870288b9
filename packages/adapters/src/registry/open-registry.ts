import { mkdir } from 'node:fs/promises'
import { isAbsolute, resolve } from 'node:path'
import type { Runtime } from '@mlops-actions/core'
import type { RegistrySpec } from '@mlops-actions/policy'
import {
  type BytesStore,
  DEFAULT_BRANCH,
  type GitRemote,
  gitStore,
  inlineBytes,
  ociLayoutBytes,
  type Registry,
} from '@mlops-actions/registry'
import { registryRemote } from './remote.ts'

export interface RegistryOptions {
  /** The `registry` section of the model's policy. */
  readonly spec?: RegistrySpec
  readonly remote?: string
  readonly branch?: string
  readonly token?: string
  readonly remoteToken?: string
}

export interface OpenRegistry extends Registry {
  readonly remote: GitRemote
  readonly branch: string
}

const MIB = 1 << 20

/**
 * The registry a runtime's inputs and policy speak of. Works in a temporary folder; nothing is fetched yet.
 *
 * @throws UserError `no-remote`; RegistryError `invalid-remote`, `invalid-name`
 */
export async function openRegistry(runtime: Runtime, options: RegistryOptions): Promise<OpenRegistry> {
  const { clock, random, signal, exec, files } = runtime
  const { spec } = options
  const remote = await registryRemote(runtime, {
    ...(options.remote === undefined ? {} : { input: options.remote }),
    ...(spec?.remote === undefined ? {} : { policy: spec.remote }),
    ...(options.token === undefined ? {} : { token: options.token }),
    ...(options.remoteToken === undefined ? {} : { remoteToken: options.remoteToken }),
  })
  const branch = options.branch ?? spec?.branch ?? DEFAULT_BRANCH
  const ports = { exec, remote, signal, directory: await files.temporary('registry') }
  const limit = spec?.inline_limit_mb
  const inline = await inlineBytes(ports, limit === undefined ? {} : { limitBytes: limit * MIB })
  const bytes: [BytesStore, ...BytesStore[]] = [inline]
  if (typeof spec?.bytes === 'object') bytes.unshift(await layoutBytes(runtime, spec.bytes.oci_layout))
  return {
    store: await gitStore({ ...ports, branch, clock, random }),
    bytes,
    clock,
    random,
    signal,
    remote,
    branch,
  }
}

/** A folder that machines share is outside the workspace more often than not, so it is not contained by it. */
async function layoutBytes({ files }: Runtime, path: string): Promise<BytesStore> {
  const directory = isAbsolute(path) ? path : resolve(files.resolve('.'), path)
  await mkdir(directory, { recursive: true })
  return ociLayoutBytes(directory)
}
