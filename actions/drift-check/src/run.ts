import {
  annotateFindings,
  type Conclusion,
  type Inputs,
  loadPolicy,
  publishReport,
  reportDirectory,
  type Runtime,
  UserError,
} from '@mlops-actions/core'
import type { Column } from '@mlops-actions/data'
import {
  type DriftAnswer,
  type DriftSpec,
  judgeDrift,
  LEAST_WINDOWS,
  toMilliseconds,
  windowsOf,
} from '@mlops-actions/policy'
import type { Checked } from './checked.ts'
import { driftedColumns } from './drifted.ts'
import { keepIssue } from './effects/issue.ts'
import { rememberedState } from './effects/memory.ts'
import { retrain } from './effects/retrain.ts'
import { definition } from './inputs.ts'
import { type Calibration, type Cut, readSide, readTime, type Side } from './read-side.ts'
import { buildReport } from './report.ts'

type DriftInputs = Inputs<typeof definition>

/** Names an output holds: a step output is for small things, the report has them all. */
const LISTED_COLUMNS = 100

/** Policy, data, judgement, report, effects: nothing is written before the judgement stands. */
export async function run(inputs: DriftInputs, runtime: Runtime): Promise<Conclusion> {
  const { log } = runtime
  const policy = await log.group('Policy', () => loadDrift(inputs, runtime))
  const directory = reportDirectory(inputs['report-dir'], policy.model, definition.name)
  // Refused now if it lies outside: no issue is opened over a report that nobody can read.
  runtime.files.resolve(directory)
  const { reference, current } = await log.group('Data', () => readSides(inputs, runtime, policy.spec))
  const answer = await log.group('Columns', async () => judge(policy, reference, current, runtime))
  const checked: Checked = { ...policy, reference, current, answer, runtime }
  const report = buildReport(checked)

  await log.group('Report', async () => {
    const published = await publishReport(report, runtime, {
      directory,
      comment: 'off',
      ...(inputs['upload-artifact'] ? { artifact: `drift-${policy.model}` } : {}),
    })
    for (const file of Object.values(published.files)) log.info(file)
  })
  const drifted = driftedColumns(answer).map(({ name }) => name)
  await runtime.outputs.set('drifted-columns', JSON.stringify(drifted.slice(0, LISTED_COLUMNS)))
  annotateFindings(runtime, report.findings)
  await log.group('Effects', () => act(inputs, checked, report))
  return { ok: report.verdict !== 'fail', message: report.headline }
}

/** Retraining first: the issue then says that it was asked for, and remembers when. */
async function act(
  inputs: DriftInputs,
  checked: Checked,
  report: ReturnType<typeof buildReport>,
): Promise<void> {
  const { runtime } = checked
  if (runtime.github.context.pullRequest) {
    runtime.log.info('On a pull request no issue is written and no retraining is started.')
    return
  }
  const memory = await rememberedState(checked)
  const request = inputs.retrain ? await retrain(checked, memory) : undefined
  if (request?.kind === 'started' && request.url !== undefined) {
    await runtime.outputs.set('retrain-run', request.url)
  }
  if (!inputs.issue) return
  const issue = await keepIssue(checked, report, memory, request)
  if (issue !== undefined) await runtime.outputs.set('issue-number', String(issue))
}

async function loadDrift(inputs: DriftInputs, runtime: Runtime) {
  const version = await loadPolicy(runtime, inputs.policy)
  const { name, policy } = version.policy.model(inputs.model)
  const where = version.location.ref === undefined ? '' : ` of ${version.location.ref.slice(0, 12)}`
  const notes = policy.drift === undefined ? ['The policy has no `drift` section: the defaults judge.'] : []
  runtime.log.info(`${version.location.path}${where}: ${name}, ${version.digest}`)
  return { model: name, spec: policy.drift ?? {}, version, notes: [...version.notes, ...notes] }
}

async function readSides(inputs: DriftInputs, runtime: Runtime, spec: DriftSpec) {
  const cut =
    spec.calibrate &&
    windowCut(await readTime(runtime, inputs.current, inputs.format, spec.calibrate), spec.calibrate)
  const reference = await readSide(runtime, inputs.reference, inputs.format, spec, chosenBy(spec), cut)
  const compared = new Set(reference.samples.map(({ name }) => name))
  const current = await readSide(runtime, inputs.current, inputs.format, spec, (name) => compared.has(name))
  // Too few rows are a quiet hour, and only warn; no rows are a broken export.
  const empty = [reference, current].find(({ rows, samples }) => rows === 0 && samples.length > 0)
  if (empty) {
    throw new UserError('no-rows', `${empty.path}: there are columns, but no rows`, {
      remedy: 'Find out why the step that wrote it found nothing: a filter, a date, an empty table.',
    })
  }
  if (reference.digest === current.digest) {
    throw new UserError('same-data', `${reference.path} and ${current.path} hold the same bytes`, {
      remedy: 'Data compared with themselves never drift: name the file with the data of now as `current`.',
    })
  }
  return { reference, current }
}

/** Windows as long as the current data; too few of them cannot say how far apart unchanged data lie. */
function windowCut(current: Column, { time, block }: Calibration): Cut {
  return {
    time,
    windows(reference, name) {
      const windows = windowsOf(reference, current, toMilliseconds(block ?? DEFAULT_BLOCK))
      if (windows.count >= LEAST_WINDOWS) return windows
      throw new UserError(
        'too-few-windows',
        `${name} holds ${windows.count} windows of ${windows.blocks} ${windows.blocks === 1 ? 'block' : 'blocks'} like the current data, at least ${LEAST_WINDOWS} are needed to calibrate`,
        { remedy: 'Give a longer reference, a shorter `drift.calibrate.block`, or take `calibrate` out.' },
      )
    },
  }
}

const DEFAULT_BLOCK = '1d'

/** The judge chooses again, with the data at hand; this only spares reading what it cannot want. */
function chosenBy({ include, exclude = [] }: DriftSpec): (name: string) => boolean {
  return (name) => (include === undefined || include.includes(name)) && !exclude.includes(name)
}

function judge(
  { model, spec, version }: Awaited<ReturnType<typeof loadDrift>>,
  reference: Side,
  current: Side,
  { log }: Runtime,
): DriftAnswer {
  const locate = (keys: readonly (string | number)[]) =>
    version.policy.locate(['models', model, 'drift', ...keys])
  const answer = judgeDrift({
    spec,
    reference: reference.samples,
    current: current.samples,
    currentColumns: current.names,
    referenceColumns: reference.names,
    ...(reference.windows ? { windows: reference.windows } : {}),
    // An annotation can point at the workspace's policy only.
    ...(version.location.ref === undefined ? { locate } : {}),
  })
  for (const { id, status, reason } of answer.findings) log.info(`${status.padEnd(12)} ${id}: ${reason}`)
  for (const { reason } of answer.skipped) log.notice(`Not compared: ${reason}.`)
  return answer
}
