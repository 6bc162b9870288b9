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
import {
  answerColumnsOf,
  type Evidence,
  type GateQuestion,
  judgeGate,
  type MetricValues,
  readEvidence,
  readsPredictions,
  readValues,
  type Requests,
  type Result,
  huntedOf,
  sliceColumnsOf,
} from '@mlops-actions/policy'
import { digestBytes } from '@mlops-actions/registry'
import { serializeReport } from '@mlops-actions/report'
import { type ChosenPolicy, chooseGate, type GatePolicy } from './gate-policy.ts'
import { modelDigest } from './model-digest.ts'
import { definition } from './inputs.ts'
import { type Predictions, readPredictions, sameBytes } from './read-predictions.ts'
import { rehearse } from './rehearse.ts'
import { buildReport } from './report.ts'
import { requestsOf } from './requests/endpoints.ts'
import { readRequests } from './requests/read.ts'

type GateInputs = Inputs<typeof definition>

/**
 * Policy, data, judgement, report, effects: in this order, so that whatever is wrong with the first three is said before
 * anything is written.
 */
export async function run(inputs: GateInputs, runtime: Runtime): Promise<Conclusion> {
  const { log } = runtime
  const chosen = await log.group('Policy', () => choosePolicy(inputs, runtime))
  const { judging, proposed } = chosen
  const directory = reportDirectory(inputs['report-dir'], judging.model, definition.name)
  // Refused now if it lies outside: a gate that cannot leave its evidence must not pass.
  runtime.files.resolve(directory)
  const sides = await log.group('Predictions', () => readSides(inputs, runtime, chosen))
  const requests = await log.group('Requests', () => readAllRequests(inputs, runtime, chosen))
  const values = await log.group('Metrics', () => readAllValues(inputs, runtime, chosen))
  const path = inputs['model-path']
  const digest =
    path === undefined ? undefined : await log.group('Model', () => modelDigest(runtime, judging.model, path))

  const judged = await log.group('Rules', async () => {
    const evidence = evidenceFor(judging, sides)
    const measured = { evidence, requests, values }
    const answer = judgeGate(questionOf(judging, measured, runtime, proposed === undefined))
    for (const { id, status, reason } of answer.findings) log.info(`${status.padEnd(12)} ${id}: ${reason}`)
    for (const note of [...chosen.notes, ...answer.notes]) log.notice(note)
    return { answer, evidence }
  })
  if (inputs.mode !== 'judge') {
    const question = questionOf(judging, { evidence: judged.evidence, requests, values }, runtime, false)
    return rehearse(inputs.mode, question, judged.answer, judging.model, runtime)
  }
  const alternative =
    proposed &&
    judgeGate(
      questionOf(proposed, { evidence: evidenceFor(proposed, sides), requests, values }, runtime, true),
    )

  const report = buildReport({
    chosen,
    ...judged,
    ...sides,
    requests,
    alternative,
    modelDigest: digest,
    runtime,
  })
  await runtime.outputs.set('report-digest', digestBytes(serializeReport(report)))
  if (digest !== undefined) await runtime.outputs.set('model-digest', digest)
  await log.group('Report', async () => {
    const published = await publishReport(report, runtime, {
      directory,
      comment: inputs.comment,
      ...(inputs['comment-id'] === undefined ? {} : { commentKey: inputs['comment-id'] }),
      ...(inputs['upload-artifact'] ? { artifact: `validation-${judging.model}` } : {}),
    })
    if (published.files['report.json'] === undefined) await refuseWithoutEvidence(runtime, directory)
    const { comment } = published
    await runtime.outputs.set('comment-status', comment.kind === 'published' ? comment.detail : comment.kind)
    for (const file of Object.values(published.files)) log.info(file)
  })
  annotateFindings(runtime, report.findings)
  return { ok: report.verdict !== 'fail', message: report.headline }
}

/** An older report may lie where this one should, and the next step would take it for this gate's. */
async function refuseWithoutEvidence({ outputs }: Runtime, directory: string): Promise<never> {
  await outputs.set('verdict', 'fail')
  throw new UserError('report-not-written', `${directory}/report.json could not be written: nothing passes`, {
    remedy: 'The warning above says why. Name a folder that can be written to as `report-dir`.',
  })
}

async function choosePolicy(inputs: GateInputs, runtime: Runtime): Promise<ChosenPolicy> {
  const loaded = await loadPolicy(runtime, inputs.policy)
  const chosen = chooseGate(loaded, inputs.model)
  const { model, gate, version } = chosen.judging
  const from = version.location.ref === undefined ? '' : ` of ${version.location.ref.slice(0, 12)}`
  runtime.log.info(`${version.location.path}${from}: ${model}, ${gate.rules.length} rules, ${version.digest}`)
  return chosen
}

interface Sides {
  readonly candidate: Predictions | undefined
  readonly baseline: Predictions | undefined
}

/** The columns of both policies: a file is read once. */
async function readSides(
  inputs: GateInputs,
  runtime: Runtime,
  { judging, proposed }: ChosenPolicy,
): Promise<Sides> {
  const gates = [judging, ...(proposed ? [proposed] : [])]
  if (!gates.some(({ gate }) => readsPredictions(gate))) {
    runtime.log.info('no rule asks for predictions')
    return { candidate: undefined, baseline: undefined }
  }
  const path = inputs.candidate
  if (path === undefined) {
    throw new UserError(
      'missing-candidate',
      'input candidate: is required, since the policy has rules about predictions',
      {
        remedy: "Give the candidate's predictions on labelled rows as `candidate`.",
      },
    )
  }
  const required = answerColumnsOf(judging.data)
  const optional = gates.flatMap(({ data, gate }) => [
    ...answerColumnsOf(data),
    ...sliceColumnsOf(gate),
    ...huntedOf(gate),
    ...(data?.weight === undefined ? [] : [data.weight]),
  ])
  const candidate = await readPredictions(
    runtime,
    path,
    { required: withWeight(judging), optional },
    inputs.format,
  )
  if (inputs.baseline === undefined) {
    runtime.log.info('no baseline was given')
    return { candidate, baseline: undefined }
  }
  const theirs = { required, optional: optional.filter((name) => name !== judging.data?.weight) }
  const baseline = await readPredictions(runtime, inputs.baseline, theirs, inputs.format)
  if (sameBytes({ candidate, baseline })) {
    runtime.log.notice(`${baseline.file} and ${candidate.file} hold the same bytes: nothing is compared.`)
  }
  return { candidate, baseline }
}

function withWeight({ data }: GatePolicy): readonly string[] {
  return [...answerColumnsOf(data), ...(data?.weight === undefined ? [] : [data.weight])]
}

const NO_PREDICTIONS: Result<Evidence> = {
  ok: false,
  problem: { status: 'error', cause: 'error', reason: 'no predictions were read' },
}

function evidenceFor({ task, data, gate }: GatePolicy, { candidate, baseline }: Sides): Result<Evidence> {
  if (!candidate || !data) return NO_PREDICTIONS
  return readEvidence({ task, data }, candidate, baseline, sliceColumnsOf(gate), huntedOf(gate))
}

/** What the latency rules are judged on; nothing is sent for a policy without one. */
async function readAllRequests(
  inputs: GateInputs,
  runtime: Runtime,
  { judging, proposed }: ChosenPolicy,
): Promise<Requests | undefined> {
  const gates = [judging.gate, ...(proposed ? [proposed.gate] : [])]
  if (!gates.some(({ rules }) => rules.some((rule) => 'latency' in rule))) {
    runtime.log.info('no rule asks for latencies')
    return undefined
  }
  const { requests, endpoint } = inputs
  if (requests !== undefined && endpoint !== undefined) {
    throw new UserError('two-sources', 'both `endpoint` and `requests` are given', {
      remedy: 'Give the one that the latencies shall be judged by.',
    })
  }
  if (requests !== undefined) return { candidate: await readRequests(runtime, requests) }
  if (endpoint === undefined) return undefined
  const { load, seed } = judging.gate
  if (load) return requestsOf(inputs, runtime, load, seed ?? 1)
  const { path } = judging.version.location
  throw new UserError('missing-load', `${path}: \`gate\` does not say how requests are made`, {
    remedy: 'Add for example `load: { rate: 50, duration: 60s, body: request.json }`.',
  })
}

/** Numbers that other tools computed, for the rules that are about them. */
async function readAllValues(
  inputs: GateInputs,
  { files }: Runtime,
  { judging, proposed }: ChosenPolicy,
): Promise<Result<MetricValues> | undefined> {
  const gates = [judging.gate, ...(proposed ? [proposed.gate] : [])]
  if (inputs.metrics === undefined || !gates.some(({ rules }) => rules.some((rule) => 'value' in rule)))
    return undefined
  const read = async (path: string) =>
    readValues(new TextDecoder().decode(await files.read(path, { maxBytes: MOST_METRICS_BYTES })), path)
  const candidate = await read(inputs.metrics)
  if (!candidate.ok) return candidate
  const path = inputs['baseline-metrics']
  if (path === undefined) return { ok: true, value: { candidate: candidate.value } }
  const baseline = await read(path)
  return baseline.ok
    ? { ok: true, value: { candidate: candidate.value, baseline: baseline.value } }
    : baseline
}

const MOST_METRICS_BYTES = 64 * 2 ** 20

interface Measured {
  readonly evidence: Result<Evidence>
  readonly requests: Requests | undefined
  readonly values: Result<MetricValues> | undefined
}

/** `inWorkspace`: the policy is the workspace's, so that its lines are lines an annotation can point at. */
function questionOf(
  { model, gate, version }: GatePolicy,
  { evidence, requests, values }: Measured,
  { clock }: Runtime,
  inWorkspace: boolean,
): GateQuestion {
  const today = new Date(clock.now()).toISOString().slice(0, 10)
  const locate = (keys: readonly (string | number)[]) =>
    version.policy.locate(['models', model, 'gate', ...keys])
  return {
    gate,
    evidence,
    today,
    ...(requests ? { requests: { ok: true, value: requests } } : {}),
    ...(values ? { values } : {}),
    ...(inWorkspace ? { locate } : {}),
  }
}
