/**
 * The way out to the network that an HTTP source needs: core's `Http` is one. It follows redirects without taking
 * credentials to another host, retries what is temporary, ends an exchange at `timeoutMs` or beyond `maxBytes` by
 * throwing, and keeps addresses and headers out of what it throws.
 */
export interface RangeHttp {
  send(request: {
    readonly method: 'GET' | 'HEAD'
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly timeoutMs: number
    readonly maxBytes: number
  }): Promise<RangeResponse>
}

export interface RangeResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Uint8Array
}
