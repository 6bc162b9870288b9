import { GitHubError, type Runtime, type WorkflowRun } from '@mlops-actions/core'
import { DRIFT_DEFAULTS, toMilliseconds } from '@mlops-actions/policy'
import type { Checked } from '../checked.ts'
import { driftedColumns } from '../drifted.ts'
import { attempt } from './attempt.ts'
import type { Memory, Remembered } from './memory.ts'

export type RetrainOutcome =
  | {
      readonly kind: 'started'
      readonly url: string | undefined
      readonly state: NonNullable<Memory['retrain']>
    }
  | { readonly kind: 'held'; readonly reason: string }

/** After so many requests for one reference retraining does not help, and a person should look. */
const MAX_ATTEMPTS = 3
/** How far back a run may have begun that is still going; GitHub ends a job on its own machines after 6 hours, on others after 5 days. */
const LONGEST_RUN_MS = 7 * 24 * 3_600_000
/** Column names the request carries. */
const NAMED_COLUMNS = 20

/**
 * Starts the retraining workflow of the policy, unless it has run within the cooldown (whoever started it), is running,
 * or has been asked for often enough for this very reference. What cannot be checked is not started: a loop that trains
 * every hour costs more than a day's wait.
 */
export async function retrain(checked: Checked, remembered: Remembered): Promise<RetrainOutcome | undefined> {
  const { spec, runtime, answer } = checked
  if (!spec.retrain) return undefined
  if (!hasDrifted(checked)) return held(runtime, 'the data have not drifted')
  if (answer.columns.length === 0) return held(runtime, 'no column was compared')
  if (!remembered.known) return held(runtime, 'it is not known when it was last asked for')
  const { workflow } = spec.retrain
  const now = runtime.clock.now()
  const cooldown = toMilliseconds(spec.retrain.cooldown ?? DRIFT_DEFAULTS.cooldown)
  const previous = remembered.memory?.retrain
  const same = previous?.reference === checked.reference.digest ? previous : undefined
  if (same && same.attempts >= MAX_ATTEMPTS) {
    const reason = `it was asked for ${same.attempts} times and the reference is still the same: register the retrained model's data as the new reference`
    runtime.log.warning(`Retraining was not started: ${reason}.`, { title: 'Retraining does not help' })
    return { kind: 'held', reason }
  }
  if (previous && now - Date.parse(previous.at) < cooldown) {
    return held(runtime, `it was asked for at ${previous.at}, less than the cooldown ago`)
  }
  const since = new Date(now - Math.max(cooldown, LONGEST_RUN_MS)).toISOString()
  const runs = await attempt(runtime, `Runs of ${workflow} could not be listed`, 'actions', () =>
    runtime.github.workflowRuns(workflow, { createdAfter: since }),
  )
  if (!runs) return held(runtime, 'it is not known whether it has run within the cooldown')
  // A training that outlasts its cooldown must not get a second one beside it.
  const running = runs.find(({ status }) => status !== 'completed')
  if (running) {
    return held(runtime, `a run of ${workflow} from ${running.createdAt} is not over (${running.status})`)
  }
  const last = runs.find(({ createdAt }) => now - Date.parse(createdAt) <= cooldown)
  if (last) return held(runtime, `${workflow} has run within the cooldown (${last.createdAt})`)

  const started = await attempt(runtime, `${workflow} could not be started`, 'actions', async () => ({
    run: await dispatch(checked, workflow),
  }))
  if (!started) return held(runtime, `${workflow} could not be started`)
  const url = started.run?.url
  if (runtime.github.kind !== 'preview') runtime.log.notice(`Retraining was started: ${url ?? workflow}`)
  return {
    kind: 'started',
    url,
    state: {
      reference: checked.reference.digest,
      at: new Date(now).toISOString(),
      attempts: (same?.attempts ?? 0) + 1,
      ...(url === undefined ? {} : { run: url }),
    },
  }
}

/** More of the data has moved than the policy allows. */
export function hasDrifted({ answer }: Pick<Checked, 'answer'>): boolean {
  const dataset = answer.findings.find(({ kind }) => kind === 'dataset-drift')
  return dataset?.status === 'fail' || dataset?.status === 'warn'
}

/** GitHub refuses an input that the workflow does not declare: then it is started without. */
async function dispatch(checked: Checked, workflow: string): Promise<WorkflowRun | undefined> {
  const { github, log } = checked.runtime
  const ref = checked.spec.retrain?.ref ?? github.context.defaultBranch ?? 'main'
  const drift = JSON.stringify({
    model: checked.model,
    reference: checked.reference.digest,
    current: checked.current.digest,
    columns: driftedColumns(checked.answer)
      .slice(0, NAMED_COLUMNS)
      .map(({ name }) => name),
  })
  try {
    return await github.dispatchWorkflow(workflow, ref, { drift })
  } catch (error) {
    if (!(error instanceof GitHubError && error.status === 422 && /unexpected inputs/i.test(error.message)))
      throw error
    log.info(`${workflow} declares no input \`drift\`; it is started without.`)
    return github.dispatchWorkflow(workflow, ref, {})
  }
}

function held({ log }: Pick<Runtime, 'log'>, reason: string): RetrainOutcome {
  log.info(`Retraining was not started: ${reason}.`)
  return { kind: 'held', reason }
}
