import {
  awsCredentials,
  awsJsonCall,
  azuremlFloor,
  gitopsBranch,
  gitopsFloor,
  type Kubernetes,
  kubernetesClient,
  kubernetesFloor,
  leasedFloors,
  openCluster,
  ownRemote,
  parseYamlPath,
  sagemakerFloor,
  type ScaledKind,
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
      return kubernetesFloor(await openKubernetes(inputs, runtime), target, {
        namespace: inputs.namespace,
        name,
      })
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

/**
 * The targets a reconcile looks at: the one that is named, or every object of the kind that carries a lease.
 * @throws UserError `missing-input`, and what {@link openTarget} raises
 */
export async function openLeased(inputs: ScaleInputs, runtime: Runtime): Promise<readonly FloorTarget[]> {
  const { target } = inputs
  if (isKubernetes(target) && inputs['target-name'] === undefined) {
    return leasedFloors(await openKubernetes(inputs, runtime), target, inputs.namespace)
  }
  const named = await openTarget(inputs, runtime)
  if (named) return [named]
  throw new UserError('missing-input', 'mode: reconcile needs a target other than json')
}

async function openKubernetes(inputs: ScaleInputs, runtime: Runtime): Promise<Kubernetes> {
  const choice = { kubeconfig: inputs.kubeconfig, context: inputs['kube-context'] }
  return kubernetesClient(runtime.http, await openCluster(runtime, choice))
}

function isKubernetes(target: ScaleInputs['target']): target is ScaledKind {
  return target === 'hpa' || target === 'keda' || target === 'kserve' || target === 'deployment'
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
