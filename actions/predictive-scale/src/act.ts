import type { Runtime } from '@mlops-actions/core'
import { applyFloor, type FloorOutcome, type FloorTarget, reconcileFloor } from '@mlops-actions/forecast'
import type { Finding } from '@mlops-actions/policy'
import type { Outlook } from './foresee.ts'
import { targetFinding } from './judge.ts'
import type { Decision } from './report.ts'
import type { Settings } from './settings.ts'

/** What was done to the target, and what the report says of it. */
export interface Acted {
  readonly decision: Decision
  readonly findings: readonly Finding[]
}

/**
 * Raises the target to the plan, if there is one that may be believed. Without one a floor of ours that ran out is
 * lifted all the same.
 */
export async function act(
  outlook: Outlook | undefined,
  target: FloorTarget | undefined,
  settings: Settings,
  dryRun: boolean,
  runtime: Runtime,
): Promise<Acted> {
  const now = runtime.clock.now()
  if (outlook === undefined) {
    if (target === undefined) return { decision: { kind: 'abstained' }, findings: [] }
    const outcome = await attempted(() => reconcileFloor(target, { now, dryRun }))
    logOutcome(runtime, target, outcome)
    const failed = outcome instanceof Error || outcome.result === 'contended'
    return { decision: { kind: 'abstained' }, findings: failed ? [targetFinding(target, outcome)] : [] }
  }
  const replicas = outlook.steps[0]!.replicas
  if (target === undefined) return { decision: { kind: 'planned', replicas }, findings: [] }
  const outcome = await attempted(() => applyFloor(target, replicas, { now, ttlMs: settings.ttlMs, dryRun }))
  logOutcome(runtime, target, outcome)
  const findings = [targetFinding(target, outcome)]
  if (outcome instanceof Error || outcome.result === 'contended') {
    return { decision: { kind: 'failed', replicas, target: target.name }, findings }
  }
  return { decision: { kind: 'moved', replicas, target: target.name, outcome }, findings }
}

/** A refusal is reported with the forecast, not instead of it; the job fails either way. */
async function attempted(body: () => Promise<FloorOutcome>): Promise<FloorOutcome | Error> {
  try {
    return await body()
  } catch (error) {
    if (error instanceof Error) return error
    throw error
  }
}

export function logOutcome({ log }: Runtime, target: FloorTarget, outcome: FloorOutcome | Error): void {
  if (outcome instanceof Error) log.error(`${target.name}: ${outcome.message}`)
  else log.info(`${target.name}: ${outcome.result}: ${outcome.move.why}`)
}
