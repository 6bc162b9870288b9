import { mergeProfiles } from '../profile/merge-profiles.ts'
import type { Profile } from '../profile/profile.ts'
import type { Reopen } from '../table.ts'
import { stretches } from './share.ts'
import { profileInWorker } from './spawn.ts'

export interface Parts {
  readonly reopen: Reopen
  readonly columns: readonly string[]
  readonly reference: Profile
  readonly groupCount: number
  readonly workers: number
  /** Groups that one thread has done when another has only begun. */
  readonly headStart: number
  readonly signal?: AbortSignal
  /** Profiles the first stretch here: this thread works too. */
  readonly here: (groups: readonly number[], signal: AbortSignal) => Promise<Profile>
}

/**
 * A profile by several threads, each over a stretch of the table's groups: the digest of the whole. The first error of
 * any part ends the others. DataError as reading raises it, and as `mergeProfiles` does.
 */
export async function profileParts(parts: Parts): Promise<Profile> {
  const { reopen, columns, groupCount, workers, headStart, here } = parts
  const [first = [], ...others] = stretches(groupCount, workers, headStart)
  const reference = withoutCells(parts.reference)
  const failed = new AbortController()
  const signal = parts.signal === undefined ? failed.signal : AbortSignal.any([failed.signal, parts.signal])
  const shares = others.map((groups) => profileInWorker({ ...reopen, columns, reference, groups }, signal))
  const running = [here(first, signal), ...shares]
  try {
    const [head, ...tail] = await Promise.all(running)
    return mergeProfiles([head!, ...tail])
  } catch (error) {
    failed.abort(error)
    // None may outlive this call: each still reads the file.
    await Promise.allSettled(running)
    throw error
  }
}

/** Nobody counts on them, and they are most of what would be copied into each thread. */
function withoutCells({ version, columns }: Profile): Profile {
  return {
    version,
    columns: columns.map((column) => ('cells' in column ? { ...column, cells: [] } : column)),
  }
}
