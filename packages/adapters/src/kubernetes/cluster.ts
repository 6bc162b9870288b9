import type { HttpTls } from '@mlops-actions/core'

/** What is sent along to say who asks. */
export interface ClusterCredential {
  readonly token?: string
  /** Client certificate and key, PEM. */
  readonly cert?: string
  readonly key?: string
  /** Milliseconds since the epoch, where it is known to end. */
  readonly until?: number
}

/** A cluster and a way to be let in. */
export interface Cluster {
  /** `https://host:6443`, a path prefix allowed. */
  readonly server: string
  readonly tls: HttpTls
  /** Where objects are when nothing else is said. */
  readonly namespace: string
  /** Asked before every request: a cloud's token lives 15 minutes, a canary hours. */
  credential(): Promise<ClusterCredential>
}
