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
import type { RegistryInputs } from './inputs.ts'
import { registryRemote } from './remote.ts'

export interface OpenRegistry extends Registry {
  readonly remote: GitRemote
  readonly branch: string
}

const MIB = 1 << 20

/**
 * The registry that the `registry` section of a model's policy and a step's inputs speak of; the inputs go first.
 * Works in a temporary folder; nothing is fetched yet.
 *
 * @throws UserError `no-remote`, `secret-in-url`; RegistryError `invalid-remote`, `invalid-name`
 */
export async function openRegistry(
  runtime: Runtime,
  spec: RegistrySpec | undefined,
  inputs: RegistryInputs,
): Promise<OpenRegistry> {
  const { clock, random, signal, exec, files } = runtime
  const remote = await registryRemote(runtime, {
    input: inputs.remote,
    policy: spec?.remote,
    token: inputs['github-token'],
    remoteToken: inputs['remote-token'],
  })
  const branch = inputs.branch ?? spec?.branch ?? DEFAULT_BRANCH
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
