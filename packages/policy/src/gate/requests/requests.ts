/** Every request that was due to one endpoint, in that order. */
export interface RequestLog {
  readonly kind: 'log'
  /** As messages call it: a URL without credentials, a file. */
  readonly name: string
  /** Milliseconds from when a request was due to its last byte; Infinity for one without a good answer in time. */
  readonly latencies: Float64Array
  /** A tool that writes no row for a request that was never answered: their number is not known from this. */
  readonly answeredOnly?: true
  /** Where this run made the requests itself: what is known of how. */
  readonly made?: RequestRun
}

/** How requests were made: in blocks that alternate between the endpoints, on a schedule that waits for no answer. */
export interface RequestRun {
  /** The block each request belongs to; the k-th blocks of both endpoints were next to each other. */
  readonly blocks: Uint32Array
  /** Requests a second that were due, and that were sent. */
  readonly offered: number
  readonly sent: number
  /** 99th percentile of how much later than due requests were sent, in ms: this machine's own slowness. */
  readonly lag: number
}

/** What a load tool wrote down of its requests. */
export interface RequestSummary {
  readonly kind: 'summary'
  readonly name: string
  readonly tool: string
  readonly n: number
  readonly failures?: number
  /** Milliseconds by the share of requests below, 0.99 for p99. */
  readonly quantiles: ReadonlyMap<number, number>
}

export type RequestSide = RequestLog | RequestSummary

/** The requests to the candidate and, where latency is compared, to the baseline. */
export interface Requests {
  readonly candidate: RequestSide
  readonly baseline?: RequestSide
}
