import { type Inputs, provenanceOf, publishReport, reportDirectory, type Runtime } from '@mlops-actions/core'
import type { Subject } from '@mlops-actions/report'
import { type IdentityCheck, rolloutReport, type StepOutlook } from '@mlops-actions/rollout'
import type { definition } from './inputs.ts'
import type { PlannedModel } from './plan.ts'
import type { Progress } from './session.ts'

/** Shows what happened wherever it can be shown. Never throws, never changes the decision. */
export async function publish(
  inputs: Inputs<typeof definition>,
  planned: PlannedModel,
  progress: Progress,
  known: { readonly identity: IdentityCheck; readonly outlook: readonly StepOutlook[] },
  runtime: Runtime,
): Promise<void> {
  const { state, judgement } = progress
  const { outputs } = runtime
  await outputs.set('decision', decisionOf(progress))
  // What was asked for is no answer where the target did not confirm it.
  if (decisionOf(progress) !== 'unconfirmed') await outputs.set('weight', String(state.weight))
  if (state.deploymentId !== undefined) await outputs.set('deployment-id', String(state.deploymentId))
  const report = rolloutReport(
    {
      plan: planned.plan,
      state,
      ...(judgement && { judgement }),
      ...known,
      subject: subjectOf(inputs, planned, progress, known.identity),
      provenance: provenanceOf(runtime, 'canary-deploy'),
    },
    runtime.clock.now(),
  )
  const directory = reportDirectory(inputs['report-dir'], planned.model, 'canary-deploy')
  await publishReport(report, runtime, { directory })
}

/** What the step's `decision` output says. */
export function decisionOf({ state }: Progress): string {
  switch (state.verdict) {
    case 'promoted':
    case 'rolled-back':
    case 'held':
    case 'running':
      return state.verdict
    case 'promoting':
    case 'rolling-back':
      return 'unconfirmed'
  }
}

/** The digest is claimed only when the canary itself named it: evidence must not rest on an input. */
function subjectOf(
  inputs: Inputs<typeof definition>,
  { model, policy }: PlannedModel,
  { state }: Progress,
  identity: IdentityCheck,
): Subject {
  const digest = identity.kind === 'verified' ? state.digests.canary : undefined
  return {
    model,
    ...(inputs.version !== undefined && { version: inputs.version }),
    ...(digest !== undefined && { modelDigest: digest as `sha256:${string}` }),
    policy: { digest: policy.digest, ...policy.location },
    data: [],
  }
}
