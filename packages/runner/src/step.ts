import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type ActionFile, readActionFile } from './action-file.ts'
import { localContext } from './context.ts'
import { deadlineAfter } from './deadline.ts'
import { type Effects, noEffects } from './effects.ts'
import { runnerContext } from './environment.ts'
import { resolveInputs } from './inputs.ts'
import type { Annotation, LogLine } from './journal.ts'
import { createMasker } from './masker.ts'
import { type JobStatus, postRuns } from './post-condition.ts'
import { runStage, type StageResult } from './stage.ts'

/** GitHub ends whatever still runs five minutes after a job was cancelled. */
const POST_AFTER_CANCEL_MS = 5 * 60 * 1000

export interface StepOptions {
  /** The folder of an action.yml. */
  readonly action: string
  /** `with:`. */
  readonly inputs?: Readonly<Record<string, string>>
  /** `env:`. GITHUB_* here sets the github context; GITHUB_TOKEN is the job's token, and without one there is none. */
  readonly env?: Readonly<Record<string, string>>
  /** GITHUB_WORKSPACE and the working directory. */
  readonly workspace: string
  readonly event?: { readonly name?: string; readonly payload?: unknown }
  /** RUNNER_TEMP and the tool cache go below it; a fresh folder in the system's by default. It is left for the caller. */
  readonly temp?: string
  /** The node to run on; this one by default. */
  readonly node?: string
  /** What the process inherits before the step's own variables; this process's environment by default. */
  readonly inherited?: Readonly<Record<string, string | undefined>>
  readonly onLine?: (line: LogLine) => void
  /** Cancels the step: SIGINT, 7.5 s, SIGTERM, 2.5 s, SIGKILL. The post step still runs, for five minutes at most. */
  readonly signal?: AbortSignal
}

export interface StepResult {
  readonly status: JobStatus
  /** 0 only for success; else that of the stage that failed first, and 1 where a failed command, not a code, failed it. */
  readonly exitCode: number
  /** Of the main stage, as a later step would see them. */
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  readonly annotations: readonly Annotation[]
  /** The Markdown of the job summary, masked. */
  readonly summary: string
  /** What later steps would get from GITHUB_ENV and GITHUB_PATH. */
  readonly env: Readonly<Record<string, string>>
  readonly path: readonly string[]
  readonly main: StageResult
  /** Absent when the action has no post step or its condition did not hold. */
  readonly post?: StageResult
  /** Stars out the step's secrets: outputs are as they are, and whoever prints them masks them. */
  readonly mask: (text: string) => string
  /** RUNNER_TEMP, where the step may have left files that outputs name. */
  readonly temp: string
}

/**
 * Runs an action from its action.yml as GitHub's runner runs a local one: main, then post with the same state, whatever
 * became of main. Failure of the action is a value.
 * @throws RunnerError when the action cannot be started: no or broken action.yml, missing script, unknown expression.
 */
export async function runStep(options: StepOptions): Promise<StepResult> {
  const action = await readActionFile(resolve(options.action))
  const workspace = resolve(options.workspace)
  const job = resolve(options.temp ?? (await mkdtemp(join(tmpdir(), 'mlops-actions-'))))
  const temp = join(job, '_temp')
  const env = options.env ?? {}
  const inherited = options.inherited ?? process.env
  const debug = (env['RUNNER_DEBUG'] ?? inherited['RUNNER_DEBUG']) === '1'

  const event = options.event?.payload ?? {}
  const eventPath = await writeEvent(temp, event)
  const context = await localContext({
    workspace,
    env,
    event,
    eventName: options.event?.name ?? env['GITHUB_EVENT_NAME'] ?? 'workflow_dispatch',
    now: Date.now(),
  })
  const github = { ...context, action: '__self', event_path: eventPath }
  const runner = runnerContext({ temp, toolCache: join(job, '_tool'), workspace: job, debug })
  await mkdir(join(job, '_tool'), { recursive: true })

  const masker = createMasker()
  for (const secret of ['GITHUB_TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN']) {
    masker.add(env[secret] ?? '')
  }
  const { values, warnings } = resolveInputs(action, options.inputs ?? {}, { github, runner })
  const effects = noEffects()
  const stage = async (script: string, signal?: AbortSignal, notes: readonly string[] = []) =>
    await runStage({
      script,
      node: options.node ?? process.execPath,
      inputs: values,
      stepEnv: env,
      inherited,
      github,
      runner,
      effects,
      masker,
      temp,
      workspace,
      debug,
      warnings: notes,
      onLine: options.onLine ?? (() => {}),
      signal,
    })

  const main = await stage(action.main, options.signal, [...preWarning(action), ...warnings])
  const outputs = new Map(effects.outputs)
  const runsPost = action.post !== undefined && postRuns(action.postIf, main.status)
  const post = runsPost ? await cleanUp(action.post, stage, options.signal) : undefined
  return result({ main, post, effects, outputs, temp, mask: (text) => masker.mask(text) })
}

/** Not under the job's own signal: the post step is what cleans up after that. Only its time is not endless. */
async function cleanUp(
  script: string,
  stage: (script: string, signal: AbortSignal) => Promise<StageResult>,
  cancelled: AbortSignal | undefined,
): Promise<StageResult> {
  const deadline = deadlineAfter(cancelled, POST_AFTER_CANCEL_MS)
  try {
    return await stage(script, deadline.signal)
  } finally {
    deadline.end()
  }
}

function result(parts: {
  readonly main: StageResult
  readonly post: StageResult | undefined
  readonly effects: Effects
  readonly outputs: ReadonlyMap<string, string>
  readonly temp: string
  readonly mask: (text: string) => string
}): StepResult {
  const { main, post, effects } = parts
  const stages = post ? [main, post] : [main]
  const failed = stages.find(({ status }) => status !== 'success')
  return {
    status: failed?.status ?? 'success',
    exitCode: failed ? failed.exitCode || 1 : 0,
    outputs: Object.fromEntries(parts.outputs),
    state: Object.fromEntries(effects.state),
    annotations: stages.flatMap(({ annotations }) => annotations),
    summary: stages
      .map(({ summary }) => summary)
      .filter((summary) => summary !== '')
      .join('\n'),
    env: Object.fromEntries(effects.env),
    path: effects.path,
    main,
    ...(post ? { post } : {}),
    temp: parts.temp,
    mask: parts.mask,
  }
}

async function writeEvent(temp: string, payload: unknown): Promise<string> {
  const folder = join(temp, '_github_workflow')
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'event.json')
  await writeFile(path, JSON.stringify(payload, null, 2))
  return path
}

function preWarning(action: ActionFile): readonly string[] {
  return action.hasPre ? [`\`pre\` execution is not supported for local action from '${action.folder}'`] : []
}
