import {
  type AwsCall,
  azuremlFloor,
  gitopsFloor,
  kubernetesClient,
  kubernetesFloor,
  sagemakerFloor,
} from '@mlops-actions/adapters'
import type { FloorTarget } from '@mlops-actions/forecast'
import { memoryRuntime } from '@mlops-actions/testkit'
import { gitRemote } from '../router/git-remote.ts'

/** A target, and the eyes and hands of somebody else on it. */
export interface FloorWorld {
  readonly name: string
  readonly target: FloorTarget
  /** The number as it stands there, read past the adapter. */
  floor(): Promise<number>
  /** Somebody else sets another number. */
  set(floor: number): Promise<void>
  dispose(): Promise<void>
}

/** A number with its text beside it, and a version that every write raises. */
interface Kept {
  floor: number
  lease: string | undefined
  version: number
}

function world(name: string, kept: Kept, target: FloorTarget): FloorWorld {
  return {
    name,
    target,
    floor: async () => kept.floor,
    async set(floor) {
      kept.floor = floor
      kept.version++
    },
    async dispose() {},
  }
}

export async function hpaWorld(): Promise<FloorWorld> {
  const { http } = memoryRuntime()
  const kept: Kept = { floor: 2, lease: undefined, version: 1 }
  const key = 'mlops-actions.dev/predictive-scale'
  const object = () => ({
    metadata: {
      name: 'web',
      resourceVersion: String(kept.version),
      ...(kept.lease !== undefined && { annotations: { [key]: kept.lease } }),
    },
    spec: { minReplicas: kept.floor, maxReplicas: 9 },
    status: { desiredReplicas: 2 },
  })
  const path = /horizontalpodautoscalers\/web$/
  http.on('GET', path, () => ({ body: object() }))
  http.on('PATCH', path, (request, { searchParams }) => {
    const { metadata, spec } = JSON.parse(String(request.body))
    if (metadata.resourceVersion !== String(kept.version)) return { status: 409, body: {} }
    if (searchParams.get('dryRun') === 'All') return { body: object() }
    kept.floor = spec.minReplicas
    kept.lease = metadata.annotations[key] ?? undefined
    kept.version++
    return { body: object() }
  })
  const cluster = { server: 'https://kube.test', tls: {}, namespace: 'default', credential: async () => ({}) }
  return world('hpa', kept, kubernetesFloor(kubernetesClient(http, cluster), 'hpa', { name: 'web' }))
}

export async function azuremlWorld(): Promise<FloorWorld> {
  const { http } = memoryRuntime()
  const kept: Kept = { floor: 2, lease: undefined, version: 1 }
  const tag = 'mlops-actions.predictive-scale'
  http.on('GET', /deployments\/blue$/, () => ({
    body: {
      tags: kept.lease === undefined ? {} : { [tag]: kept.lease },
      sku: { name: 'Default', capacity: kept.floor },
      properties: { provisioningState: 'Succeeded' },
    },
  }))
  http.on('PATCH', /deployments\/blue$/, (request) => {
    const { tags, sku } = JSON.parse(String(request.body))
    kept.floor = sku.capacity
    kept.lease = tags[tag]
    return { status: 202, body: {} }
  })
  const where = { subscription: 's', resourceGroup: 'g', workspace: 'w', endpoint: 'e', deployment: 'blue' }
  return world('azureml', kept, azuremlFloor(http, 'token', where))
}

interface AwsInput {
  readonly Tags: readonly [{ readonly Value: string }]
  readonly MinCapacity: number
}

/** SageMaker with a scalable target; test/real has both kinds against moto. */
export async function sagemakerWorld(): Promise<FloorWorld> {
  const kept: Kept = { floor: 2, lease: undefined, version: 1 }
  const answers: Readonly<Record<string, (input: AwsInput) => unknown>> = {
    DescribeEndpoint: () => ({
      EndpointArn: 'arn',
      EndpointStatus: 'InService',
      ProductionVariants: [{ VariantName: 'blue', DesiredInstanceCount: 2 }],
    }),
    ListTags: () => ({
      Tags:
        kept.lease === undefined ? [] : [{ Key: 'mlops-actions:predictive-scale:blue', Value: kept.lease }],
    }),
    DescribeScalableTargets: () => ({ ScalableTargets: [{ MinCapacity: kept.floor, MaxCapacity: 9 }] }),
    AddTags: ({ Tags }) => (kept.lease = Tags[0].Value),
    DeleteTags: () => (kept.lease = undefined),
    RegisterScalableTarget: ({ MinCapacity }) => (kept.floor = MinCapacity),
  }
  const call: AwsCall = async (operation, input) => answers[operation]!(input as unknown as AwsInput)
  return world('sagemaker', kept, sagemakerFloor(call, call, { endpoint: 'e', variant: 'blue' }))
}

/** A bare repository, and git itself. */
export async function gitopsWorld(): Promise<FloorWorld> {
  const manifest = (floor: number) => `spec:\n  minReplicas: ${floor} # at night\n`
  const remote = await gitRemote({ 'hpa.yaml': manifest(2) })
  const place = { file: 'hpa.yaml', path: ['spec', 'minReplicas'], target: 'main:hpa.yaml' }
  return {
    name: 'gitops',
    target: gitopsFloor(await remote.branch(), place),
    floor: async () => Number(/minReplicas: (\d+) # at night/.exec(await remote.show('hpa.yaml'))?.[1]),
    set: (floor) => remote.commit({ 'hpa.yaml': manifest(floor) }),
    dispose: () => remote.dispose(),
  }
}
