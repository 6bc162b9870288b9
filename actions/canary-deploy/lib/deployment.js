import { DEPLOYMENT_DESCRIPTION_MAX_CHARACTERS, } from '@mlops-actions/core';
const TASK = 'mlops:canary';
/** Older deployments were set inactive by the rollouts after them. */
const SUPERSEDED_MAX = 5;
const NONE = { id: undefined, report: async () => { }, supersede: async () => { } };
/** A new deployment, or nothing where no environment was named or there is no commit to speak of. */
export async function startDeployment(runtime, environment, state) {
    const { sha } = runtime.github.context;
    if (environment === undefined)
        return NONE;
    if (sha === undefined) {
        runtime.log.notice('No deployment is kept: this run has no commit.');
        return NONE;
    }
    const created = await tolerant(runtime, 'create the deployment', () => runtime.github.createDeployment({
        ref: sha,
        environment,
        task: TASK,
        description: `canary of ${state.model}${state.version === undefined ? '' : ` ${state.version}`}`,
        payload: {
            rollout: state.id,
            model: state.model,
            version: state.version ?? null,
            digest: state.digests.canary ?? null,
            target: state.target,
            plan: state.plan,
        },
        production: environment === 'production',
    }));
    return created ? resumeDeployment(runtime, environment, created.id) : NONE;
}
/** The trail of a deployment that exists: a later tick, or the post step. */
export function resumeDeployment(runtime, environment, id) {
    if (id === undefined)
        return NONE;
    return {
        id,
        async report(state, description) {
            const url = runUrl(runtime);
            await tolerant(runtime, `set deployment ${id} to ${state}`, () => runtime.github.setDeploymentStatus(id, {
                state,
                description: description.slice(0, DEPLOYMENT_DESCRIPTION_MAX_CHARACTERS),
                ...(url !== undefined && { logUrl: url }),
            }));
        },
        async supersede() {
            if (environment === undefined)
                return;
            const all = await tolerant(runtime, 'list deployments', () => runtime.github.deployments({ environment, task: TASK }));
            const older = (all ?? []).filter((other) => other.id < id).sort((a, b) => b.id - a.id);
            for (const other of older.slice(0, SUPERSEDED_MAX)) {
                await tolerant(runtime, `set deployment ${other.id} to inactive`, () => runtime.github.setDeploymentStatus(other.id, {
                    state: 'inactive',
                    description: `superseded by ${id}`,
                }));
            }
        },
    };
}
export function runUrl({ github }) {
    const { serverUrl, repository, runId } = github.context;
    if (!repository || runId === undefined)
        return undefined;
    return `${serverUrl}/${repository.owner}/${repository.name}/actions/runs/${runId}`;
}
async function tolerant(runtime, what, act) {
    try {
        return await act();
    }
    catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        runtime.log.warning(`Could not ${what}: ${reason}`, { title: 'GitHub deployment' });
        return undefined;
    }
}
