import { UserError } from '@mlops-actions/core';
import { type Baseline, type KpiSource, type Observation, type RolloutPlan, type RolloutState } from '@mlops-actions/rollout';
/** Undefined while the window since the last look is still empty: samples need a moment to become visible. */
export declare function observe(kpis: KpiSource, plan: RolloutPlan, state: RolloutState, now: number, signal: AbortSignal): Promise<Observation | undefined>;
/**
 * What stable does now, before anything is shifted.
 * @throws RolloutError `undetectable` when stable cannot be measured: then the canary could not be either
 */
export declare function readBaselines(kpis: KpiSource, plan: RolloutPlan, now: number, signal: AbortSignal): Promise<Readonly<Record<string, Baseline>>>;
/** The job was cancelled while nothing had been shifted. */
export declare function cancelledEarly(): UserError;
//# sourceMappingURL=observe.d.ts.map