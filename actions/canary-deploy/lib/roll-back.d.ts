import { type Runtime } from '@mlops-actions/core';
import { type RolloutState, type Router } from '@mlops-actions/rollout';
/** How a rollback ended. `unconfirmed` means that traffic may still reach the canary: the loudest thing we can say. */
export type RolledBack = {
    readonly kind: 'rolled-back';
    readonly state: RolloutState;
}
/** The target belongs to somebody else by now, who knows better: nothing was touched. */
 | {
    readonly kind: 'left-alone';
    readonly state: RolloutState;
    readonly reason: string;
} | {
    readonly kind: 'unconfirmed';
    readonly state: RolloutState;
    readonly error: unknown;
};
/**
 * Puts the safe split back and confirms it, trying again while there is time. Needs no metrics, no policy and no
 * GitHub. Weights go first, the final state with them or after: a runner killed in between leaves a state that the
 * next reconcile undoes once more, which changes nothing.
 */
export declare function performRollBack(router: Router, state: RolloutState, reason: string, runtime: Pick<Runtime, 'clock' | 'log'>): Promise<RolledBack>;
//# sourceMappingURL=roll-back.d.ts.map