import { type Call, created, list, type Operations, ok, REPO } from '../call.ts'
import type { JsonObject } from '../complete.ts'
import { invalidField, notFound, Refusal } from '../refusal.ts'
import { repositoryUrl, user } from '../represent.ts'
import type { DeploymentState, DeploymentStatusState } from '../state.ts'
import { commitOf } from './commits.ts'

/** In the description's prose only. */
const DESCRIPTION_MAX_CHARACTERS = 140

export const deployments: Operations = {
  [`GET ${REPO}/deployments`](call) {
    const { query } = call
    const wants = (key: string, value: string): boolean =>
      query[key] === undefined || query[key] === 'none' || query[key] === value
    const found = call.state.deployments.filter(
      ({ sha, ref, task, environment }) =>
        wants('sha', sha) && wants('ref', ref) && wants('task', task) && wants('environment', environment),
    )
    return list(found.toReversed().map((deployment) => deploymentJson(call, deployment)))
  },

  [`POST ${REPO}/deployments`](call) {
    const { body } = call
    const ref = body['ref'] as string
    const sha = commitOf(call, ref)
    if (sha === undefined) throw new Refusal(422, `No ref found for: ${ref}`)
    const environment = (body['environment'] as string | undefined) ?? 'production'
    const contexts = body['required_contexts'] as readonly string[] | undefined
    // Without `required_contexts: []` GitHub wants every status of the commit green, and our own job is still running.
    if (contexts === undefined || contexts.length > 0) {
      throw new Refusal(409, `Conflict: Commit status checks failed for ${ref}.`)
    }
    const deployment: DeploymentState = {
      id: call.nextId(),
      sha,
      ref,
      task: (body['task'] as string | undefined) ?? 'deploy',
      environment,
      description: (body['description'] as string | undefined) ?? '',
      payload: body['payload'] ?? '',
      production: (body['production_environment'] as boolean | undefined) ?? environment === 'production',
      transient: body['transient_environment'] === true,
      createdAt: call.now,
      statuses: [],
    }
    call.state.deployments.push(deployment)
    return created(deploymentJson(call, deployment))
  },

  [`GET ${REPO}/deployments/{deployment_id}`]: (call) => ok(deploymentJson(call, deploymentOf(call))),

  [`GET ${REPO}/deployments/{deployment_id}/statuses`](call) {
    const deployment = deploymentOf(call)
    return list(deployment.statuses.toReversed().map((status) => statusJson(call, deployment, status)))
  },

  [`POST ${REPO}/deployments/{deployment_id}/statuses`](call) {
    const { body } = call
    const deployment = deploymentOf(call)
    const description = (body['description'] as string | undefined) ?? ''
    if (description.length > DESCRIPTION_MAX_CHARACTERS) {
      const message = `description is too long (maximum is ${DESCRIPTION_MAX_CHARACTERS} characters)`
      throw invalidField('DeploymentStatus', 'description', message)
    }
    const status = newStatus(call, body['state'] as string, {
      description,
      logUrl: (body['log_url'] ?? body['target_url'] ?? '') as string,
      environmentUrl: (body['environment_url'] ?? '') as string,
    })
    deployment.statuses.push(status)
    if (status.state === 'success' && body['auto_inactive'] !== false) retireOthers(call, deployment)
    return created(statusJson(call, deployment, status))
  },
}

/** A success makes earlier, non-transient, non-production deployments of the same environment inactive. */
function retireOthers(call: Call, current: DeploymentState): void {
  const { deployments } = call.state
  for (const other of deployments.slice(0, deployments.indexOf(current))) {
    const retires = other.environment === current.environment && !other.transient && !other.production
    if (retires) other.statuses.push(newStatus(call, 'inactive', {}))
  }
}

function newStatus(
  call: Call,
  state: string,
  rest: Partial<Pick<DeploymentStatusState, 'description' | 'logUrl' | 'environmentUrl'>>,
): DeploymentStatusState {
  const empty = { description: '', logUrl: '', environmentUrl: '' }
  return { id: call.nextId(), state, ...empty, ...rest, createdAt: call.now }
}

function deploymentOf({ state, path }: Call): DeploymentState {
  const deployment = state.deployments.find(({ id }) => id === path['deployment_id'])
  if (!deployment) throw notFound()
  return deployment
}

function deploymentJson(call: Call, deployment: DeploymentState): JsonObject {
  const url = `${repositoryUrl(call)}/deployments/${deployment.id}`
  return call.contract.complete('deployment', {
    id: deployment.id,
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    environment: deployment.environment,
    original_environment: deployment.environment,
    description: deployment.description,
    payload: deployment.payload,
    production_environment: deployment.production,
    transient_environment: deployment.transient,
    creator: user(call.login),
    created_at: deployment.createdAt,
    updated_at: deployment.statuses.at(-1)?.createdAt ?? deployment.createdAt,
    url,
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(call),
  })
}

function statusJson(call: Call, deployment: DeploymentState, status: DeploymentStatusState): JsonObject {
  const deploymentUrl = `${repositoryUrl(call)}/deployments/${deployment.id}`
  return call.contract.complete('deployment-status', {
    id: status.id,
    state: status.state,
    description: status.description,
    environment: deployment.environment,
    creator: user(call.login),
    created_at: status.createdAt,
    updated_at: status.createdAt,
    ...(status.logUrl === '' ? {} : { log_url: status.logUrl, target_url: status.logUrl }),
    ...(status.environmentUrl === '' ? {} : { environment_url: status.environmentUrl }),
    url: `${deploymentUrl}/statuses/${status.id}`,
    deployment_url: deploymentUrl,
    repository_url: repositoryUrl(call),
  })
}
