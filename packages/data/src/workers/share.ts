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

/** The groups in as many stretches as there are workers, equally long within one. */
export function stretches(groups: number, workers: number): number[][] {
  return Array.from({ length: Math.min(groups, workers) }, (_, i, all = Math.min(groups, workers)) => {
    const [from, to] = [Math.floor((i * groups) / all), Math.floor(((i + 1) * groups) / all)]
    return Array.from({ length: to - from }, (_, group) => from + group)
  })
}
