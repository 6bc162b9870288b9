import { type Runtime } from '@mlops-actions/core';
import { type Judgement, type KpiSource, type Placement, type RolloutPlan, type RolloutState, type Router } from '@mlops-actions/rollout';
import type { DeploymentTrail } from './deployment.ts';
/** What a rollout in progress works with. */
export interface Session {
    readonly plan: RolloutPlan;
    readonly router: Router;
    readonly kpis: KpiSource;
    readonly trail: DeploymentTrail;
    /** True where the next look is somebody else's, who knows only what lies on the target. */
    readonly persistEveryLook: boolean;
    readonly runtime: Pick<Runtime, 'clock' | 'log' | 'signal'>;
}
/** Where it stands. */
export interface Progress {
    readonly state: RolloutState;
    /** What the target held when it was last read or written. */
    readonly placement: Placement;
    readonly judgement?: Judgement;
    /** True once traffic is where it shall stay, or where we cannot get it away from. */
    readonly over: boolean;
    /** Set when the end could not be confirmed on the target. */
    readonly trouble?: string;
    /** What was thrown, when that ended it: to be thrown again once traffic is safe and the report is out. */
    readonly failure?: unknown;
}
/** Into the first step. The state before it must already lie on the target. */
export declare function start(session: Session, state: RolloutState, placement: Placement): Promise<Progress>;
/** Looks until it is over. */
export declare function runToEnd(session: Session, started: Progress): Promise<Progress>;
/** One look, one decision, one write. Whatever is thrown on the way, traffic does not stay where nobody watches it. */
export declare function takeLook(session: Session, before: Progress): Promise<Progress>;
//# sourceMappingURL=session.d.ts.map