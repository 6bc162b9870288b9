import type { Finding, Outcome } from '@mlops-actions/policy'
import type { Chart } from './chart.ts'

/** Which of the suite's actions made the report; evidence requirements name it. */
export type ReportKind = 'validation' | 'registration' | 'promotion' | 'rollout' | 'drift' | 'scaling'

/** `sha256:` and 64 hex digits. */
export type Digest = `sha256:${string}`

/** What the report speaks of. Later actions believe it only for these very bytes. */
export interface Subject {
  readonly model: string
  readonly version?: string
  /** OpenSSF Model Signing root digest over the model's files. */
  readonly modelDigest?: Digest
  readonly policy?: { readonly path: string; readonly digest: Digest; readonly ref?: string }
  readonly data: readonly {
    readonly name: string
    readonly path?: string
    readonly digest: Digest
    readonly rows?: number
  }[]
  /** What it was compared with; absent when nothing was compared. */
  readonly baseline?: { readonly name: string; readonly version?: string; readonly digest?: Digest }
}

/** Where and by whom it was made. */
export interface Provenance {
  readonly action: string
  readonly actionVersion: string
  readonly createdAt: string
  readonly repository?: string
  readonly commit?: string
  readonly ref?: string
  readonly actor?: string
  readonly workflow?: string
  readonly runId?: string
  readonly runAttempt?: string
  readonly runUrl?: string
}

/** The one document everything is rendered from and later actions verify. */
export interface Report {
  readonly schema: 'mlops-actions/report/v1'
  readonly kind: ReportKind
  readonly verdict: Outcome
  /** One line a person reads first: "candidate is not worse than production on 8 of 8 rules". */
  readonly headline: string
  readonly subject: Subject
  readonly findings: readonly Finding[]
  readonly charts: readonly Chart[]
  /** Short facts under the headline: version, traffic, rows, seed. Shown in this order. */
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** What a reader should do next, most useful first. */
  readonly next: readonly string[]
  readonly provenance: Provenance
}
