/** Files that outlive the run. Optional everywhere: GHES has no artifact service, caches are evicted. */
export interface Artifacts {
  /** Why nothing was stored is a value, not an exception: reports never depend on it. */
  upload(name: string, files: readonly string[], root: string): Promise<Stored>
}

export interface Cache {
  restore(key: string, paths: readonly string[]): Promise<boolean>
  save(key: string, paths: readonly string[]): Promise<Stored>
}

export type Stored =
  | { readonly kind: 'stored'; readonly id: string; readonly digest?: string }
  | { readonly kind: 'unavailable'; readonly reason: string }
