import {
  awsCredentials,
  awsJsonCall,
  azuremlFloor,
  gitopsBranch,
  gitopsFloor,
  kubernetesClient,
  kubernetesFloor,
  openCluster,
  ownRemote,
  parseYamlPath,
  sagemakerFloor,
  withoutSecret,
} from '@mlops-actions/adapters'
import { type Runtime, UserError } from '@mlops-actions/core'
import type { FloorTarget } from '@mlops-actions/forecast'
import type { ScaleInputs } from './inputs.ts'
import { awsRegion, needed } from './needed.ts'

/**
 * What is scaled; undefined for `json`, where later steps do it.
 * @throws UserError `missing-input`, `no-cluster`, `bad-kubeconfig`, `no-remote`
 */
export async function openTarget(inputs: ScaleInputs, runtime: Runtime): Promise<FloorTarget | undefined> {
  const { target } = inputs
  const why = `target: ${target}`
  switch (target) {
    case 'json':
      return undefined
    case 'hpa':
    case 'keda':
    case 'deployment':
    case 'kserve': {
      const name = needed(inputs, 'target-name', why)
      const choice = { kubeconfig: inputs.kubeconfig, context: inputs['kube-context'] }
      const client = kubernetesClient(runtime.http, await openCluster(runtime, choice))
      return kubernetesFloor(client, target, { namespace: inputs.namespace, name })
    }
    case 'sagemaker': {
      const endpoint = needed(inputs, 'target-name', why)
      const variant = needed(inputs, 'sagemaker-variant', why)
      const region = awsRegion(inputs, runtime)
      const credentials = awsCredentials(runtime, region)
      const sagemaker = { service: 'sagemaker', target: 'SageMaker', version: '1.1' } as const
      const scaling = {
        service: 'application-autoscaling',
        target: 'AnyScaleFrontendService',
        version: '1.1',
      } as const
      return sagemakerFloor(
        awsJsonCall(runtime, { ...sagemaker, endpointPrefix: 'api.sagemaker' }, region, credentials),
        awsJsonCall(runtime, scaling, region, credentials),
        { endpoint, variant },
      )
    }
    case 'azureml':
      return azuremlFloor(
        runtime.http,
        needed(inputs, 'azure-token', why),
        azureDeployment(needed(inputs, 'azure-deployment', why)),
      )
    case 'gitops':
      return openGitops(inputs, runtime, why)
  }
}

async function openGitops(inputs: ScaleInputs, runtime: Runtime, why: string): Promise<FloorTarget> {
  const given = inputs['gitops-remote']
  const url =
    given === undefined
      ? withoutSecret(
          await ownRemote(runtime),
          "the checkout's origin (name it in `gitops-remote`)",
          'gitops-token',
        )
      : withoutSecret(given, 'gitops-remote', 'gitops-token')
  const file = needed(inputs, 'gitops-file', why)
  const path = parseYamlPath(needed(inputs, 'gitops-path', why))
  const branch = inputs['gitops-branch']
  const token = tokenFor(url, inputs, runtime)
  return gitopsFloor(await gitopsBranch(runtime, { url, branch, token }), {
    file,
    path,
    target: `${branch}:${file}`,
  })
}

/** The job's own token goes to this GitHub only, never to whatever host a remote names. */
function tokenFor(remote: string, inputs: ScaleInputs, { github }: Runtime): string | undefined {
  if (!/^https?:\/\//.test(remote)) return undefined
  const here = new URL(github.context.serverUrl).origin === new URL(remote).origin
  return inputs['gitops-token'] ?? (here ? inputs['github-token'] : undefined)
}

function azureDeployment(text: string) {
  const [subscription, resourceGroup, workspace, endpoint, deployment, more] = text.split('/')
  if (subscription && resourceGroup && workspace && endpoint && deployment && more === undefined) {
    return { subscription, resourceGroup, workspace, endpoint, deployment }
  }
  throw new UserError(
    'bad-azure-deployment',
    `azure-deployment: ${JSON.stringify(text)} is not subscription/resource-group/workspace/endpoint/deployment`,
  )
}
