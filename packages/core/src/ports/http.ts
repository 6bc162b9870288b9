/** A body too large for memory: opened again for every redirect and every retry. */
export interface HttpContent {
  readonly byteLength: number
  /** Exactly `byteLength` bytes. Its own errors come out of `send` as they are. */
  open(): AsyncIterable<Uint8Array>
}

/** Whom to trust and who we are, for one server: PEM texts. One object a server, kept: connections are pooled by it. */
export interface HttpTls {
  /** Only these authorities are trusted, instead of the system's. */
  readonly ca?: string
  /** A client certificate and its key. */
  readonly cert?: string
  readonly key?: string
  /** The name the certificate is checked for, where it is not the URL's. */
  readonly serverName?: string
}

export interface HttpRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
  /** Sent piece by piece, instead of `body`. */
  readonly content?: HttpContent
  /** Hand over the body of a 2xx response as `chunks`, while it arrives. Once it does, nothing is retried any more. */
  readonly streamed?: boolean
  readonly tls?: HttpTls
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
  /** Empty where `chunks` holds it. */
  readonly body: Uint8Array
  /**
   * The body of a response asked for with `streamed`; a network without streams has it whole in `body` instead. An HttpError
   * ends it when the connection breaks, the time is up or it is larger than `maxBytes`. Leaving it early closes it.
   */
  readonly chunks?: AsyncIterable<Uint8Array>
}

/**
 * The one way out to the network: honours HTTPS_PROXY/NO_PROXY and a custom CA, never sends credentials on to another
 * host after a redirect, and never puts a header or a query into an error message.
 * A response of any status is a value; no response is an HttpError.
 */
export interface Http {
  send(request: HttpRequest): Promise<HttpResponse>
}
