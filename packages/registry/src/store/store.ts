/** The registry's tree at one moment. */
export interface Snapshot {
  /** What the store calls this moment: a commit id. Null before the first commit. */
  readonly revision: string | null
  readonly paths: ReadonlySet<string>
  /** The content of paths that exist; naming another is a programming error. */
  read(paths: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>
}

/** One operation: files to write, and one line for the log. Nothing is ever deleted. */
export interface Change {
  readonly message: string
  readonly files: ReadonlyMap<string, string | Uint8Array>
}

export type CommitResult =
  | { readonly kind: 'committed'; readonly revision: string }
  /** Somebody else was first. Nothing was written. */
  | { readonly kind: 'lost'; readonly reason: string }

/** What a commit did to one path. */
export interface PathChange {
  readonly path: string
  readonly kind: 'added' | 'modified' | 'deleted'
  /** Absent for a deletion and for what is no plain file (a link, a submodule). */
  readonly content?: Uint8Array
}

export interface Commit {
  readonly revision: string
  readonly parents: readonly string[]
  readonly changes: readonly PathChange[]
}

/**
 * Where records and history live. Implementations: a git branch through the git program; later the forge's API. All
 * that makes the registry correct rests on `commit` being a compare-and-swap.
 */
export interface RegistryStore {
  /** How messages call it; never with credentials. */
  readonly name: string
  head(): Promise<Snapshot>
  /** Writes the change if, and only if, the registry still stands at `base`. */
  commit(base: Snapshot, change: Change): Promise<CommitResult>
  /** Every commit, oldest first. */
  history(): AsyncIterable<Commit>
}
