import { UserError } from '@mlops-actions/core'
import { type Profile, readProfile } from '@mlops-actions/data'
import {
  loadRecord,
  loadState,
  readDocument,
  type Registry,
  RegistryError,
  selectVersion,
  type VersionRecord,
} from '@mlops-actions/registry'

/** How register-model calls the profile it keeps beside a version. */
export const REFERENCE_PROFILE = 'reference.profile'

/**
 * The profile of the data a registered version was trained on: what drift is measured against, without a row of them.
 * Proven to be the one that was registered.
 *
 * @param from the stage whose version counts, or a version as `3`, `v3` or a digest
 * @throws UserError `no-profile`; RegistryError `unknown-model`, `unknown-stage`, `unknown-version`, `bytes-corrupt`;
 * DataError of a profile of another format
 */
export async function readReferenceProfile(
  registry: Registry,
  model: string,
  from: { readonly stage: string } | { readonly version: string },
): Promise<{ readonly profile: Profile; readonly record: VersionRecord }> {
  const snapshot = await registry.store.head()
  const state = await loadState(snapshot, model)
  const held = 'stage' in from ? state.stages.get(from.stage)?.version : undefined
  if ('stage' in from && held === undefined) {
    throw new RegistryError('unknown-stage', `no version of ${model} is in ${JSON.stringify(from.stage)}`)
  }
  const version = selectVersion(state, 'version' in from ? from.version : String(held))
  const record = await loadRecord(snapshot, model, version)
  const bytes = await readDocument(registry, record, REFERENCE_PROFILE)
  if (bytes === undefined) {
    throw new UserError(
      'no-profile',
      `version ${record.version} of ${model} was registered without a profile of its data`,
      {
        remedy:
          'Set `registry.profile` in the policy to the name of the training data, and register the next version.',
      },
    )
  }
  return { profile: readProfile(bytes, `${REFERENCE_PROFILE} of ${model} version ${record.version}`), record }
}
