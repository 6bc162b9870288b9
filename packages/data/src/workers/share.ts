import type { OpenOptions } from '../open-table.ts'
import type { DataErrorCode } from '../error.ts'
import type { Profile } from '../profile/profile.ts'

/** What a worker is to profile: some groups of a file, on a reference. */
export interface Share {
  readonly path: string
  readonly open: OpenOptions
  readonly columns: readonly string[]
  /** The edges and categories to count on. */
  readonly reference: Profile
  readonly groups: readonly number[]
}

/** What it comes to. */
export type Outcome =
  | { readonly is: 'profile'; readonly profile: Profile }
  | { readonly is: 'data-error'; readonly code: DataErrorCode; readonly where: string; readonly what: string }
  | { readonly is: 'error'; readonly message: string }

/**
 * The groups in as many stretches as there are workers. The first is longer by `headStart` groups, what this thread does
 * while the others begin, but never by more than half of all; apart from that they are equally long within one.
 */
export function stretches(groups: number, workers: number, headStart = 0): number[][] {
  const count = Math.min(groups, workers)
  const head = Math.min(headStart, groups / 2)
  const ends = Array.from({ length: count }, (_, i) => Math.floor(head + ((i + 1) * (groups - head)) / count))
  return ends.map((end, i) => {
    const from = i === 0 ? 0 : ends[i - 1]!
    return Array.from({ length: end - from }, (__, group) => from + group)
  })
}
