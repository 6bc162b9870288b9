/** What the step hands to later steps, and to its own post step. */
export interface Outputs {
  set(name: string, value: string): Promise<void>
  /** Survives into post(); never a secret. */
  saveState(name: string, value: string): Promise<void>
  state(name: string): string | undefined
}

/** The job summary. Over 1 MiB GitHub drops it whole, so the caller keeps to a budget; here it is checked again. */
export interface Summary {
  /** False when this host shows no summaries (no GITHUB_STEP_SUMMARY). */
  append(markdown: string): Promise<boolean>
}

export interface Secrets {
  /** From now on the value is starred out in every log. */
  mask(value: string): void
}

export interface Oidc {
  /** A signed identity of this job for `audience`, or undefined where the job has no `id-token: write`. */
  token(audience: string): Promise<string | undefined>
}

export interface Random {
  /** Cryptographically strong bytes: ids and nonces, never statistics (those are seeded). */
  bytes(count: number): Uint8Array
}
