import { type Inputs, type Runtime } from '@mlops-actions/core';
import type { IdentityCheck, RolloutPlan, RolloutState } from '@mlops-actions/rollout';
import type { definition } from './inputs.ts';
export interface Identity {
    readonly check: IdentityCheck;
    readonly digests: RolloutState['digests'];
}
/**
 * Asks each arm which model it serves, before any traffic moves.
 * @throws UserError `identity-mismatch`, `identity-unreadable`, `same-model`, or `missing-input` when a digest is
 * expected and nobody can be asked
 */
export declare function checkIdentity(inputs: Inputs<typeof definition>, arms: RolloutPlan['arms'], runtime: Runtime): Promise<Identity>;
//# sourceMappingURL=identity.d.ts.map