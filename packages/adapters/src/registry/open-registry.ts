import type { Runtime } from '@mlops-actions/core'
import type { BytesPlace, RegistrySpec } from '@mlops-actions/policy'
import { DEFAULT_BRANCH, type GitRemote, gitStore, inlineBytes, type Registry } from '@mlops-actions/registry'
import { openBytes } from './bytes-place.ts'
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
  const named = await Promise.all(
    placesOf(spec).map(async (place) =>
      place === 'inline' ? inline : openBytes(runtime, place, inputs['github-token']),
    ),
  )
  const [first = inline, ...others] = named
  return {
    store: await gitStore({ ...ports, branch, clock, random }),
    // Whatever the policy says today, models that were kept inline stay readable.
    bytes: [first, ...others, ...(named.includes(inline) ? [] : [inline])],
    clock,
    random,
    signal,
    remote,
    branch,
  }
}

function placesOf(spec: RegistrySpec | undefined): readonly BytesPlace[] {
  const places = spec?.bytes ?? 'inline'
  return Array.isArray(places) ? places : [places]
}
