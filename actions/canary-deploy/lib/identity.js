import { reportedDigest } from '@mlops-actions/adapters';
import { UserError } from '@mlops-actions/core';
/**
 * Asks each arm which model it serves, before any traffic moves.
 * @throws UserError `identity-mismatch`, `identity-unreadable`, `same-model`, or `missing-input` when a digest is
 * expected and nobody can be asked
 */
export async function checkIdentity(inputs, arms, runtime) {
    const stableUrl = inputs['stable-identity-url'];
    const canaryUrl = inputs['canary-identity-url'];
    const expected = inputs.digest;
    if (canaryUrl === undefined) {
        if (expected === undefined)
            return { check: { kind: 'unchecked' }, digests: {} };
        throw new UserError('missing-input', 'digest is given, but without canary-identity-url nobody can check it');
    }
    const canary = await reportedDigest(runtime.http, arms.canary, canaryUrl);
    const stable = stableUrl === undefined ? undefined : await reportedDigest(runtime.http, arms.stable, stableUrl);
    if (expected !== undefined && canary !== expected) {
        throw new UserError('identity-mismatch', `the canary ${arms.canary} serves ${canary}, expected ${expected}`, {
            remedy: 'no traffic was shifted; deploy the registered model to the canary first',
        });
    }
    if (stable === canary) {
        throw new UserError('same-model', `both arms serve ${canary}: there is nothing to roll out`, {
            remedy: 'deploy the new model to the canary arm first',
        });
    }
    return {
        check: { kind: 'verified', expected },
        digests: { canary, ...(stable !== undefined && { stable }) },
    };
}
