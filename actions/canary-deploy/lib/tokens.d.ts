import type { PrometheusAuth } from '@mlops-actions/adapters';
import { type Inputs, type Secrets } from '@mlops-actions/core';
import type { definition } from './inputs.ts';
type CanaryInputs = Inputs<typeof definition>;
/** Everything secret among the inputs is starred out before anything is logged. */
export declare function maskSecrets(inputs: CanaryInputs, secrets: Secrets): void;
/** @throws UserError `conflicting-inputs`, `missing-input` */
export declare function prometheusAuth(inputs: CanaryInputs): PrometheusAuth;
export {};
//# sourceMappingURL=tokens.d.ts.map