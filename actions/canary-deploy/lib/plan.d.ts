import { type Inputs, type LoadedPolicy, type Runtime } from '@mlops-actions/core';
import { type RolloutPlan } from '@mlops-actions/rollout';
import type { definition } from './inputs.ts';
/** What the policy says about rolling out one model. */
export interface PlannedModel {
    readonly model: string;
    readonly plan: RolloutPlan;
    readonly policy: LoadedPolicy;
    /** sha256 over the plan: another plan halfway would void the error guarantee. */
    readonly configDigest: string;
}
/** @throws UserError `no-rollout`, `unknown-model`, `too-many-looks` and what loadPolicy throws */
export declare function planModel(inputs: Inputs<typeof definition>, runtime: Runtime): Promise<PlannedModel>;
/** Errors of the pure rollout package, as errors for users. */
export declare function forUsers(error: unknown): unknown;
//# sourceMappingURL=plan.d.ts.map