import { loadPolicy, UserError } from '@mlops-actions/core';
import { PolicyError } from '@mlops-actions/policy';
import { resolvePlan, RolloutError } from '@mlops-actions/rollout';
/** @throws UserError `no-rollout`, `unknown-model`, `too-many-looks` and what loadPolicy throws */
export async function planModel(inputs, runtime) {
    const policy = await loadPolicy(runtime, inputs.policy);
    for (const note of policy.notes)
        runtime.log.notice(note);
    const { name, policy: model } = chooseModel(policy, inputs.model);
    if (!model.rollout) {
        throw new UserError('no-rollout', `${inputs.policy}: the model ${name} has no rollout section`, {
            remedy: 'add `rollout:` with arms, steps and kpis',
        });
    }
    const plan = resolvePlan(model.rollout);
    return { model: name, plan, policy, configDigest: await digestOf(JSON.stringify(plan)) };
}
function chooseModel({ policy }, name) {
    try {
        return policy.model(name);
    }
    catch (cause) {
        if (cause instanceof PolicyError)
            throw new UserError(cause.code, cause.message, { cause });
        throw cause;
    }
}
async function digestOf(text) {
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    return `sha256:${Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
/** Errors of the pure rollout package, as errors for users. */
export function forUsers(error) {
    if (!(error instanceof RolloutError))
        return error;
    const { code, message, remedy } = error;
    return new UserError(code, message, { cause: error, ...(remedy !== undefined && { remedy }) });
}
