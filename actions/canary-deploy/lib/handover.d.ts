import type { Outputs } from '@mlops-actions/core';
import { type RouterSettings } from './router-settings.ts';
export interface Handover {
    readonly rollout: string;
    readonly router: RouterSettings;
    readonly environment?: string | undefined;
}
export declare function leaveHandover(outputs: Outputs, handover: Handover): Promise<void>;
/** Nothing is left to do in post: the end was confirmed and reported. */
export declare function clearHandover(outputs: Outputs): Promise<void>;
/** @throws ZodError or SyntaxError when the state is not what main wrote */
export declare function takeHandover(outputs: Outputs): Handover | undefined;
//# sourceMappingURL=handover.d.ts.map