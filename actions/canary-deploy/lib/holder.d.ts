import type { Runtime } from '@mlops-actions/core';
/** Who holds a lease, in words that name the run to look at. */
export interface Holder {
    readonly text: string;
    /** True for the holder of a run that cannot be alive any more: this very run's earlier attempt or step. */
    readonly isOver: (other: string) => boolean;
}
/**
 * A job that goes to the end holds its lease under its run, attempt and rollout: two jobs of one run are two holders.
 */
export declare function runHolder(runtime: Runtime, rolloutId: string): Holder;
/** Ticks of one version are one holder: each goes on where the last one stopped, in whatever run. */
export declare function tickHolder(runtime: Runtime, model: string, version: string): Holder;
/** True when `holder` is a job of the workflow run `runId` of this repository. */
export declare function isOfRun(runtime: Runtime, holder: string, runId: string): boolean;
//# sourceMappingURL=holder.d.ts.map