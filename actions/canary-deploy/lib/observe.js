import { SETTLE_MS } from '@mlops-actions/adapters';
import { UserError } from '@mlops-actions/core';
import { RolloutError, } from '@mlops-actions/rollout';
/** How far back stable's present behaviour is read for the plan. */
const BASELINE_MS = 15 * 60_000;
/** Undefined while the window since the last look is still empty: samples need a moment to become visible. */
export async function observe(kpis, plan, state, now, signal) {
    const window = { since: Date.parse(state.startedAt) + state.readTo, until: now - SETTLE_MS };
    if (window.until <= window.since)
        return undefined;
    const counts = {};
    for (const kpi of plan.kpis) {
        const canary = await kpis.counts(kpi, plan.arms.canary, window, signal);
        if (canary.kind !== 'counts')
            return { kind: 'blind', reason: canary.reason };
        const stable = await kpis.counts(kpi, plan.arms.stable, window, signal);
        if (stable.kind !== 'counts')
            return { kind: 'blind', reason: stable.reason };
        counts[kpi.name] = {
            canaryEvents: canary.events,
            canaryTotal: canary.total,
            stableEvents: stable.events,
            stableTotal: stable.total,
        };
    }
    return { kind: 'look', until: window.until, counts };
}
/**
 * What stable does now, before anything is shifted.
 * @throws RolloutError `undetectable` when stable cannot be measured: then the canary could not be either
 */
export async function readBaselines(kpis, plan, now, signal) {
    const until = now - SETTLE_MS;
    const baselines = {};
    for (const kpi of plan.kpis) {
        const reading = await kpis.counts(kpi, plan.arms.stable, { since: until - BASELINE_MS, until }, signal);
        if (signal.aborted)
            throw cancelledEarly();
        if (reading.kind !== 'counts')
            throw unmeasured(reading.reason);
        const { events, total, spanMs } = reading;
        const what = `${kpi.name} of ${plan.arms.stable}`;
        if (spanMs === 0)
            throw unmeasured(`${what}: a single sample so far, wait for a second scrape`);
        if (total === 0)
            throw unmeasured(`${what}: it served no request in the last ${BASELINE_MS / 60_000} min`);
        baselines[kpi.name] = { requestsPerMinute: total / (spanMs / 60_000), rate: events / total };
    }
    return baselines;
}
function unmeasured(reason) {
    return new RolloutError('undetectable', `stable cannot be measured, so nothing was shifted: ${reason}`, {
        remedy: 'check prometheus-url, the selectors and that stable has traffic',
    });
}
/** The job was cancelled while nothing had been shifted. */
export function cancelledEarly() {
    return new UserError('cancelled', 'the job was cancelled before any traffic was shifted');
}
