import { describeError } from '@mlops-actions/core';
import { concluded, rollBack, sameSplit, } from '@mlops-actions/rollout';
/** Waits between attempts; after a cancellation the runner leaves 7.5 s in all, so the first ones follow quickly. */
const PAUSES_MS = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
/**
 * Puts the safe split back and confirms it, trying again while there is time. Needs no metrics, no policy and no
 * GitHub. Weights go first, the final state with them or after: a runner killed in between leaves a state that the
 * next reconcile undoes once more, which changes nothing.
 */
export async function performRollBack(router, state, reason, runtime) {
    const step = rollBack(state, reason);
    let last;
    for (const pause of [0, ...PAUSES_MS]) {
        if (pause > 0)
            await runtime.clock.sleep(pause);
        try {
            const owner = await ownerOf(router, state);
            if (owner !== undefined)
                return { kind: 'left-alone', state: owner, reason };
            const final = concluded(step.state, runtime.clock.now());
            await router.force(step.split, final);
            if (sameSplit((await router.read()).split, step.split))
                return { kind: 'rolled-back', state: final };
            last = new Error('the weights that were read back are not the ones that were written');
        }
        catch (error) {
            last = error;
        }
        runtime.log.warning(`The rollback is not confirmed yet: ${describeError(last)}`);
    }
    return { kind: 'unconfirmed', state: step.state, error: last };
}
/** The state of another rollout that has taken the target over, or of ours if a reconcile has already ended it. */
async function ownerOf(router, ours) {
    let placement;
    try {
        placement = await router.read();
    }
    catch {
        // Unreadable or disagreeing instances are what a rollback is for: it is forced on all of them.
        return undefined;
    }
    const { state, split } = placement;
    if (!state)
        return undefined;
    if (state.id !== ours.id)
        return state;
    return state.verdict === 'rolled-back' && sameSplit(split, ours.rollback) ? state : undefined;
}
