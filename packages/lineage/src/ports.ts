import type { ByteSource } from '@mlops-actions/data'

/** Files of the workspace; structurally core's `Files`, which a pure package does not import. */
export interface Files {
  stat(
    path: string,
  ): Promise<{ readonly kind: 'file' | 'directory'; readonly byteLength: number } | undefined>
  read(path: string, options: { readonly maxBytes: number }): Promise<Uint8Array>
  open(path: string): Promise<ByteSource>
  /** Files at or below a path, relative to it, sorted. */
  list(path: string): Promise<readonly string[]>
}

/** The network; structurally core's `Http`. */
export interface Http {
  send(request: {
    readonly method?: 'GET' | 'HEAD' | 'POST'
    readonly url: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: Uint8Array | string
    readonly maxBytes?: number
    readonly timeoutMs?: number
  }): Promise<{
    readonly status: number
    readonly headers: ReadonlyMap<string, string>
    readonly body: Uint8Array
  }>
}

/** The environment; structurally core's `Env`. Credentials come from nowhere else. */
export interface Env {
  get(name: string): string | undefined
}
