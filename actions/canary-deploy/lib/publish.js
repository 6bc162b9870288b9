import { provenanceOf, publishReport } from '@mlops-actions/core';
import { rolloutReport } from '@mlops-actions/rollout';
/** Shows what happened wherever it can be shown. Never throws, never changes the decision. */
export async function publish(inputs, planned, progress, known, runtime) {
    const { state, judgement } = progress;
    const { outputs } = runtime;
    await outputs.set('decision', decisionOf(progress));
    await outputs.set('weight', String(state.weight));
    if (state.deploymentId !== undefined)
        await outputs.set('deployment-id', String(state.deploymentId));
    const report = rolloutReport({
        plan: planned.plan,
        state,
        ...(judgement && { judgement }),
        ...known,
        subject: subjectOf(inputs, planned, progress, known.identity),
        provenance: provenanceOf(runtime, 'canary-deploy'),
    }, runtime.clock.now());
    await publishReport(report, runtime, { directory: inputs['report-dir'] });
}
/** What the step's `decision` output says. */
export function decisionOf({ state }) {
    switch (state.verdict) {
        case 'promoted':
        case 'rolled-back':
        case 'held':
        case 'running':
            return state.verdict;
        case 'promoting':
        case 'rolling-back':
            return 'unconfirmed';
    }
}
/** The digest is claimed only when the canary itself named it: evidence must not rest on an input. */
function subjectOf(inputs, { model, policy }, { state }, identity) {
    const digest = identity.kind === 'verified' ? state.digests.canary : undefined;
    return {
        model,
        ...(inputs.version !== undefined && { version: inputs.version }),
        ...(digest !== undefined && { modelDigest: digest }),
        policy: { digest: policy.digest, ...policy.location },
        data: [],
    };
}
