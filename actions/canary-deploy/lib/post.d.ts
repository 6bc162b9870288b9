import { type Runtime } from '@mlops-actions/core';
/**
 * After the job, also after a failure or a cancellation that killed main: a rollout of ours that is not over is rolled
 * back. Never throws; what could not be done is an error in the log, and left to `mode: reconcile`.
 */
export declare function post(runtime: Runtime): Promise<void>;
//# sourceMappingURL=post.d.ts.map