import type { Action } from '@mlops-actions/core';
import { definition } from './inputs.ts';
export declare const action: Action<(typeof definition)['inputs'], (typeof definition)['outputs']>;
//# sourceMappingURL=main.d.ts.map