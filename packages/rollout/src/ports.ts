import type { KpiPlan } from './plan.ts'
import type { Split } from './split.ts'
import type { RolloutState } from './state.ts'

/** What a target holds at one moment. */
export interface Placement {
  readonly split: Split
  /** Of the rollout that last touched the target, or undefined. */
  readonly state: RolloutState | undefined
  /** Opaque; changes with every write by anyone. */
  readonly revision: string
}

/**
 * The one thing that moves traffic. Weights and state travel together, so that whoever finds a shifted weight also
 * finds how to undo it. Three implementations pass one contract suite: memory, HAProxy, GitOps.
 */
export interface Router {
  /** What is shifted, for people and for the lease: `haproxy/models`, `git/deploy@main:canary.yml`. */
  readonly target: string
  /** True where each write leaves a trace for people, such as a commit: leases are then renewed only when needed. */
  readonly sparing: boolean
  /** @throws RolloutError `contended` when instances disagree, `state-invalid` when the state cannot be read. */
  read(): Promise<Placement>
  /**
   * Writes state and split, then reads them back.
   * @param expected the revision the decision was made on
   * @throws RolloutError `contended` when the target no longer holds it; nothing is written then.
   */
  write(next: { readonly split: Split; readonly state: RolloutState }, expected: string): Promise<Placement>
  /**
   * Puts the split in place whatever the target holds, for a rollback that must not fail on a lost state.
   * Writes to all that can be reached, and throws afterwards when one could not. Without a state the one that lies
   * there is cleared.
   */
  force(split: Split, state: RolloutState | undefined): Promise<void>
}

/** Where the state stays when the router itself cannot hold it. */
export interface StateStore {
  read(): Promise<string | undefined>
  write(text: string): Promise<void>
}

/** Events and requests of both arms in one window. Non-negative integers, events <= total. */
export interface Counts {
  readonly canaryEvents: number
  readonly canaryTotal: number
  readonly stableEvents: number
  readonly stableTotal: number
}

export type Reading =
  | {
      readonly kind: 'counts'
      /** Non-negative integers. */
      readonly events: number
      readonly total: number
      /** How much of the window the samples span: less than the window where the series is younger. */
      readonly spanMs: number
    }
  /** The source answered, but has nothing to say. Never to be read as zero. */
  | { readonly kind: 'no-data'; readonly reason: string }
  /** The source did not answer. */
  | { readonly kind: 'unavailable'; readonly reason: string }

/** A half-open stretch of time, (since, until], in milliseconds since the epoch. */
export interface Window {
  readonly since: number
  readonly until: number
}

/** Where KPIs are read, an arm at a time. Adjacent windows neither overlap nor leave a gap. */
export interface KpiSource {
  /** @param arm the arm's label value */
  counts(kpi: KpiPlan, arm: string, window: Window, signal?: AbortSignal): Promise<Reading>
}
