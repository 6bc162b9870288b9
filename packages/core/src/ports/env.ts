/** The process environment, read-only. An empty variable counts as absent, as GitHub writes empty ones freely. */
export interface Env {
  get(name: string): string | undefined
}
