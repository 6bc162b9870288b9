import type { BytesStore } from './bytes/bytes.ts'
import type { RegistryStore } from './store/store.ts'
import type { Clock, Random } from './store/transact.ts'

/** Everything an operation touches. */
export interface Registry {
  readonly store: RegistryStore
  /** New models go to the first; all are read from. */
  readonly bytes: readonly [BytesStore, ...BytesStore[]]
  readonly clock: Clock
  readonly random: Random
  readonly signal?: AbortSignal
}
