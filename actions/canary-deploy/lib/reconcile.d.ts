import { type Conclusion, type Inputs, type Runtime } from '@mlops-actions/core';
import { type Router, type RolloutPlan } from '@mlops-actions/rollout';
import type { definition } from './inputs.ts';
/**
 * Rolls back what a dead job left behind; touches nothing that lives or is over. Its job fails when it had to act, so
 * that somebody is told.
 */
export declare function reconcile(inputs: Inputs<typeof definition>, router: Router, open: (arms: RolloutPlan['arms']) => Promise<Router>, runtime: Runtime): Promise<Conclusion>;
//# sourceMappingURL=reconcile.d.ts.map