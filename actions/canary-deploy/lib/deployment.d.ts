import { type DeploymentState, type Runtime } from '@mlops-actions/core';
import type { RolloutState } from '@mlops-actions/rollout';
/** The rollout as a GitHub deployment. Decoration: it warns when GitHub refuses and never stops traffic. */
export interface DeploymentTrail {
    readonly id: number | undefined;
    /** `description` is cut to what GitHub takes. */
    report(state: DeploymentState, description: string): Promise<void>;
    /**
     * Deployments that this one replaces. GitHub's `auto_inactive` leaves production ones alone, so it is said outright.
     */
    supersede(): Promise<void>;
}
/** A new deployment, or nothing where no environment was named or there is no commit to speak of. */
export declare function startDeployment(runtime: Runtime, environment: string | undefined, state: RolloutState): Promise<DeploymentTrail>;
/** The trail of a deployment that exists: a later tick, or the post step. */
export declare function resumeDeployment(runtime: Runtime, environment: string | undefined, id: number | undefined): DeploymentTrail;
export declare function runUrl({ github }: Runtime): string | undefined;
//# sourceMappingURL=deployment.d.ts.map