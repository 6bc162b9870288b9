import { type Inputs, type Runtime } from '@mlops-actions/core';
import { type IdentityCheck, type StepOutlook } from '@mlops-actions/rollout';
import type { definition } from './inputs.ts';
import type { PlannedModel } from './plan.ts';
import type { Progress } from './session.ts';
/** Shows what happened wherever it can be shown. Never throws, never changes the decision. */
export declare function publish(inputs: Inputs<typeof definition>, planned: PlannedModel, progress: Progress, known: {
    readonly identity: IdentityCheck;
    readonly outlook: readonly StepOutlook[];
}, runtime: Runtime): Promise<void>;
/** What the step's `decision` output says. */
export declare function decisionOf({ state }: Progress): string;
//# sourceMappingURL=publish.d.ts.map