import { type Conclusion, type Inputs, type Runtime } from '@mlops-actions/core';
import type { definition } from './inputs.ts';
type CanaryInputs = Inputs<typeof definition>;
/**
 * Rolls a model out, takes one look at a rollout, or cleans up after one, as `mode` says.
 * @throws UserError for what the user can mend; nothing has been shifted then, or it has been shifted back
 */
export declare function run(inputs: CanaryInputs, runtime: Runtime): Promise<Conclusion>;
export {};
//# sourceMappingURL=run.d.ts.map