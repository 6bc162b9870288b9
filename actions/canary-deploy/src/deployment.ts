import {
  DEPLOYMENT_DESCRIPTION_MAX_CHARACTERS,
  type DeploymentState,
  type Runtime,
} from '@mlops-actions/core'
import type { RolloutState } from '@mlops-actions/rollout'

const TASK = 'mlops:canary'
/** Older deployments were set inactive by the rollouts after them. */
const SUPERSEDED_MAX = 5

/** The rollout as a GitHub deployment. Decoration: it warns when GitHub refuses and never stops traffic. */
export interface DeploymentTrail {
  readonly id: number | undefined
  /** `description` is cut to what GitHub takes. */
  report(state: DeploymentState, description: string): Promise<void>
  /**
   * Deployments that this one replaces. GitHub's `auto_inactive` leaves production ones alone, so it is said outright.
   */
  supersede(): Promise<void>
}

const NONE: DeploymentTrail = { id: undefined, report: async () => {}, supersede: async () => {} }

/** A new deployment, or nothing where no environment was named or there is no commit to speak of. */
export async function startDeployment(
  runtime: Runtime,
  environment: string | undefined,
  state: RolloutState,
): Promise<DeploymentTrail> {
  const { sha } = runtime.github.context
  if (environment === undefined) return NONE
  if (sha === undefined) {
    runtime.log.notice('No deployment is kept: this run has no commit.')
    return NONE
  }
  const created = await tolerant(runtime, 'create the deployment', () =>
    runtime.github.createDeployment({
      ref: sha,
      environment,
      task: TASK,
      description: `canary of ${state.model}${state.version === undefined ? '' : ` ${state.version}`}`,
      payload: {
        rollout: state.id,
        model: state.model,
        version: state.version ?? null,
        digest: state.digests.canary ?? null,
        target: state.target,
        plan: state.plan,
      },
      production: environment === 'production',
    }),
  )
  return created ? resumeDeployment(runtime, environment, created.id) : NONE
}

/** The trail of a deployment that exists: a later tick, or the post step. */
export function resumeDeployment(
  runtime: Runtime,
  environment: string | undefined,
  id: number | undefined,
): DeploymentTrail {
  if (id === undefined) return NONE
  return {
    id,
    async report(state, description) {
      const url = runUrl(runtime)
      await tolerant(runtime, `set deployment ${id} to ${state}`, () =>
        runtime.github.setDeploymentStatus(id, {
          state,
          description: description.slice(0, DEPLOYMENT_DESCRIPTION_MAX_CHARACTERS),
          ...(url !== undefined && { logUrl: url }),
        }),
      )
    },
    async supersede() {
      if (environment === undefined) return
      const all = await tolerant(runtime, 'list deployments', () =>
        runtime.github.deployments({ environment, task: TASK }),
      )
      const older = (all ?? []).filter((other) => other.id < id).sort((a, b) => b.id - a.id)
      for (const other of older.slice(0, SUPERSEDED_MAX)) {
        await tolerant(runtime, `set deployment ${other.id} to inactive`, () =>
          runtime.github.setDeploymentStatus(other.id, {
            state: 'inactive',
            description: `superseded by ${id}`,
          }),
        )
      }
    },
  }
}

export function runUrl({ github }: Runtime): string | undefined {
  const { serverUrl, repository, runId } = github.context
  if (!repository || runId === undefined) return undefined
  return `${serverUrl}/${repository.owner}/${repository.name}/actions/runs/${runId}`
}

async function tolerant<T>(runtime: Runtime, what: string, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    runtime.log.warning(`Could not ${what}: ${reason}`, { title: 'GitHub deployment' })
    return undefined
  }
}
