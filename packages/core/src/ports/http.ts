export interface HttpRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
  /** The whole exchange, a retry included in neither (default 30 s). */
  readonly timeoutMs?: number
  /** Retries after a connection error or 429/502/503/504 (default 2, none for POST and PATCH unless set). */
  readonly retries?: number
  /** Largest body accepted (default 64 MiB). */
  readonly maxBytes?: number
  readonly signal?: AbortSignal
}

export interface HttpResponse {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: Uint8Array
}

/**
 * The one way out to the network: honours HTTPS_PROXY/NO_PROXY and a custom CA, never sends credentials on to another
 * host after a redirect, and never puts a header or a query into an error message.
 * A response of any status is a value; no response is an HttpError.
 */
export interface Http {
  send(request: HttpRequest): Promise<HttpResponse>
}
