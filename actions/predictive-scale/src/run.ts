import type { TimeWindow } from '@mlops-actions/adapters'
import {
  annotateFindings,
  type Conclusion,
  loadPolicy,
  publishReport,
  reportDirectory,
  type Runtime,
  UserError,
} from '@mlops-actions/core'
import { type FloorOutcome, ForecastError, reconcileFloor, replicasFor } from '@mlops-actions/forecast'
import { act, logOutcome } from './act.ts'
import { capacityOf, type KnownCapacity } from './capacity.ts'
import { foresee, type Outlook } from './foresee.ts'
import { hindsightOf } from './hindsight.ts'
import { readHistory, refuseUnfit } from './history.ts'
import { definition, type ScaleInputs } from './inputs.ts'
import { forecastFindings, type Locate } from './judge.ts'
import { maskSecrets } from './needed.ts'
import { buildReport, type Decision } from './report.ts'
import { type Settings, settingsOf } from './settings.ts'
import { openLeased, openTarget } from './target.ts'

/**
 * Policy, history, forecast, plan, target, report.
 * @throws UserError for what the user can mend; nothing has been written then
 */
export async function run(inputs: ScaleInputs, runtime: Runtime): Promise<Conclusion> {
  maskSecrets(inputs, runtime.secrets)
  try {
    return inputs.mode === 'reconcile' ? await reconcile(inputs, runtime) : await scale(inputs, runtime)
  } catch (error) {
    if (error instanceof ForecastError) throw new UserError(error.code, error.message, { cause: error })
    throw error
  }
}

async function scale(inputs: ScaleInputs, runtime: Runtime): Promise<Conclusion> {
  const { log } = runtime
  const now = nowOf(inputs, runtime)
  const { model, version, notes, settings } = await log.group('Policy', () => loadScaling(inputs, runtime))
  const directory = reportDirectory(inputs['report-dir'], model, definition.name)
  // Refused now if it lies outside: nothing is scaled on a plan that nobody can read.
  runtime.files.resolve(directory)
  const target = await openTarget(inputs, runtime)
  const window = windowOf(settings, now)
  const samples = await log.group('History', async () => {
    const read = await readHistory(settings.spec.load, window, inputs, runtime)
    refuseUnfit(read, settings.spec.load, window)
    log.info(`${read.length.toLocaleString('en')} values from ${settings.spec.load.source}`)
    return read
  })
  const capacity = await capacityOf(settings, samples, window, inputs, runtime)
  const outlook = foresee(samples, settings, capacity, now)
  const hindsight = outlook.kind === 'outlook' ? hindsightOf(outlook, settings, capacity) : undefined
  const locate: Locate = (...keys) =>
    version.location.ref === undefined
      ? { source: version.policy.locate(['models', model, 'scaling', ...keys]) }
      : {}
  const judged = forecastFindings(outlook, settings, locate)
  for (const { id, status, reason } of judged) log.info(`${status.padEnd(12)} ${id}: ${reason}`)

  const believed = outlook.kind === 'outlook' && outlook.trust.trusted ? outlook : undefined
  const acted = await log.group('Target', () =>
    act(believed, target, settings, writesNothing(inputs, runtime), runtime),
  )
  const findings = [...judged, ...acted.findings]
  const foreseen = { model, version, notes, settings, samples, capacity, outlook, hindsight, findings }
  const report = await buildReport({ ...foreseen, decision: acted.decision }, runtime)
  await log.group('Report', async () => {
    const published = await publishReport(report, runtime, {
      directory,
      comment: 'off',
      ...(inputs['upload-artifact'] ? { artifact: `scaling-${model}` } : {}),
    })
    for (const file of Object.values(published.files)) log.info(file)
  })
  await writePlan(believed, directory, runtime)
  await setOutputs(acted.decision, samples.at(-1)?.[1] ?? Number.NaN, capacity, runtime)
  annotateFindings(runtime, findings)
  return { ok: report.verdict !== 'fail', message: report.headline }
}

/** Only lifts what ran out: needs no history, and runs on a schedule of its own. */
async function reconcile(inputs: ScaleInputs, runtime: Runtime): Promise<Conclusion> {
  const targets = await openLeased(inputs, runtime)
  const now = runtime.clock.now()
  const dryRun = runtime.github.context.pullRequest !== undefined
  const results: FloorOutcome['result'][] = []
  for (const target of targets) {
    const outcome = await reconcileFloor(target, { now, dryRun })
    logOutcome(runtime, target, outcome)
    results.push(outcome.result)
  }
  const count = (result: FloorOutcome['result']) => results.filter((one) => one === result).length
  await runtime.outputs.set('decision', count('written') > 0 ? 'released' : 'kept')
  const contended = count('contended')
  const trouble = contended === 0 ? '' : `, ${contended} were changed by others each time`
  return {
    ok: contended === 0,
    message: `${results.length} looked at, ${count('written')} lifted${trouble}`,
  }
}

async function loadScaling(inputs: ScaleInputs, runtime: Runtime) {
  const version = await loadPolicy(runtime, inputs.policy)
  const { name, policy } = version.policy.model(inputs.model)
  if (!policy.scaling) {
    throw new UserError('no-scaling', `${inputs.policy}: the model ${name} has no scaling section`, {
      remedy: 'add `scaling:` with load, capacity and max',
    })
  }
  runtime.log.info(`${version.location.path}: ${name}, ${version.digest}`)
  return { model: name, version, notes: version.notes, settings: settingsOf(policy.scaling) }
}

/** @throws UserError `conflicting-inputs`: what is written has to be of now */
function nowOf(inputs: ScaleInputs, { clock }: Runtime): number {
  if (inputs.now === undefined) return clock.now()
  if (inputs.mode === 'dry-run') return Date.parse(inputs.now)
  throw new UserError('conflicting-inputs', `now is for mode: dry-run, not for mode: ${inputs.mode}`)
}

/** Anybody can open a pull request, and it may change the policy. */
function writesNothing(inputs: ScaleInputs, { github, log }: Runtime): boolean {
  if (inputs.mode === 'dry-run') return true
  if (github.context.pullRequest === undefined) return false
  log.info('On a pull request nothing is scaled.')
  return true
}

/** Whole steps, the one that is still going on left out. */
function windowOf({ stepMs, historyMs }: Settings, now: number): TimeWindow {
  const end = Math.floor(now / stepMs) * stepMs
  return { start: end - Math.floor(historyMs / stepMs) * stepMs, end, stepMs }
}

async function writePlan(outlook: Outlook | undefined, directory: string, runtime: Runtime): Promise<void> {
  if (outlook === undefined) return
  const steps = outlook.steps.map(({ at, expected, upper, replicas }) => ({
    at: new Date(at).toISOString(),
    replicas,
    expected: Number(expected.toPrecision(6)),
    upper: Number(upper.toPrecision(6)),
  }))
  const path = `${directory}/plan.json`
  await runtime.files.write(path, `${JSON.stringify({ schema: 'mlops-actions/plan/v1', steps }, null, 2)}\n`)
  await runtime.outputs.set('plan', path)
}

async function setOutputs(
  decision: Decision,
  load: number,
  capacity: KnownCapacity,
  { outputs }: Runtime,
): Promise<void> {
  await outputs.set('decision', decisionText(decision))
  if (decision.kind !== 'abstained') await outputs.set('replicas', String(decision.replicas))
  if (!Number.isNaN(load)) await outputs.set('replicas-reactive', String(replicasFor(load, capacity)))
}

function decisionText(decision: Decision): string {
  switch (decision.kind) {
    case 'abstained':
    case 'failed':
      return decision.kind
    case 'planned':
      return 'would-change'
    case 'moved': {
      const { move, result, before } = decision.outcome
      if (result === 'would-write') return 'would-change'
      if (move.kind === 'keep' || move.floor === before.floor) return 'kept'
      return move.lease === undefined ? 'released' : 'raised'
    }
  }
}
