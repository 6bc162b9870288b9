/**
 * A job that goes to the end holds its lease under its run, attempt and rollout: two jobs of one run are two holders.
 */
export function runHolder(runtime, rolloutId) {
    const { repository, runId, runAttempt } = runtime.github.context;
    const place = repository ? `${repository.owner}/${repository.name}` : 'local';
    const run = runId === undefined ? undefined : `${place}/actions/runs/${runId}/attempts/`;
    const attempt = Number(runAttempt ?? 1);
    return {
        text: run === undefined ? `${place} ${rolloutId}` : `${run}${attempt} ${rolloutId}`,
        isOver(other) {
            if (run === undefined || !other.startsWith(run))
                return false;
            return Number.parseInt(other.slice(run.length), 10) < attempt;
        },
    };
}
/** Ticks of one version are one holder: each goes on where the last one stopped, in whatever run. */
export function tickHolder(runtime, model, version) {
    const { repository } = runtime.github.context;
    const place = repository ? `${repository.owner}/${repository.name}` : 'local';
    return { text: `${place} ticks of ${model} ${version}`, isOver: () => false };
}
/** True when `holder` is a job of the workflow run `runId` of this repository. */
export function isOfRun(runtime, holder, runId) {
    const { repository } = runtime.github.context;
    return (repository !== undefined &&
        holder.startsWith(`${repository.owner}/${repository.name}/actions/runs/${runId}/`));
}
