import { UserError } from '@mlops-actions/core'
import { type FloorReading, type FloorTarget, leaseText, parseLease } from '@mlops-actions/forecast'
import { z } from 'zod'
import type { Kubernetes, KubernetesObject } from '../kubernetes/client.ts'
import { checkedName, type ResourceName, resourceText } from '../kubernetes/resource.ts'
import { LEASE_ANNOTATION } from './lease-key.ts'

/** Kinds of object whose replicas have a floor. */
export type ScaledKind = 'hpa' | 'keda' | 'kserve' | 'deployment'

/** Where a kind keeps its numbers. */
interface Shape {
  readonly resource: Pick<ResourceName, 'group' | 'version' | 'plural'>
  readonly meaning: 'floor' | 'count'
  /** Path of the floor below the object. */
  readonly path: readonly string[]
  /** What an absent floor means. */
  readonly absent: number
  readonly most?: readonly string[]
  readonly asked?: readonly string[]
}

const shapes: Readonly<Record<ScaledKind, Shape>> = {
  hpa: {
    resource: { group: 'autoscaling', version: 'v2', plural: 'horizontalpodautoscalers' },
    meaning: 'floor',
    path: ['spec', 'minReplicas'],
    absent: 1,
    most: ['spec', 'maxReplicas'],
    asked: ['status', 'desiredReplicas'],
  },
  keda: {
    resource: { group: 'keda.sh', version: 'v1alpha1', plural: 'scaledobjects' },
    meaning: 'floor',
    path: ['spec', 'minReplicaCount'],
    absent: 0,
    most: ['spec', 'maxReplicaCount'],
  },
  kserve: {
    resource: { group: 'serving.kserve.io', version: 'v1beta1', plural: 'inferenceservices' },
    meaning: 'floor',
    path: ['spec', 'predictor', 'minReplicas'],
    absent: 1,
    most: ['spec', 'predictor', 'maxReplicas'],
  },
  deployment: {
    resource: { group: 'apps', version: 'v1', plural: 'deployments' },
    meaning: 'count',
    path: ['spec', 'replicas'],
    absent: 1,
  },
}

/**
 * The least replicas of a Kubernetes object, and our lease as an annotation on it: one merge-patch, guarded by the
 * object's resourceVersion.
 * @throws UserError `bad-kubernetes-name`; (from its methods) `no-such-object`, `autoscaled-deployment`,
 * `bad-replicas`; KubernetesError, HttpError
 */
export function kubernetesFloor(
  client: Kubernetes,
  kind: ScaledKind,
  where: { readonly namespace?: string | undefined; readonly name: string },
): FloorTarget {
  const shape = shapes[kind]
  const resource: ResourceName = {
    ...shape.resource,
    namespace: checkedName('namespace', where.namespace ?? client.cluster.namespace),
    name: checkedName(kind, where.name),
  }
  return {
    name: `${kind} ${resource.namespace}/${resource.name}`,
    async read() {
      const object = await client.get(resource)
      if (object === undefined) {
        throw new UserError(
          'no-such-object',
          `${resourceText(resource)}: there is none in ${client.cluster.server}`,
        )
      }
      if (kind === 'deployment') await refuseAutoscaled(client, resource)
      return readingOf(object, shape, resource)
    },
    async write(floor, lease, revision, { dryRun }) {
      const annotations = { [LEASE_ANNOTATION]: lease === undefined ? null : leaseText(lease) }
      const body = { metadata: { annotations }, ...nested(shape.path, floor) }
      const { kind } = await client.patch(resource, { kind: 'merge', body }, revision, { dryRun })
      return kind === 'moved' ? 'moved' : 'written'
    },
  }
}

/**
 * Every object of a kind in a namespace that carries our annotation, whoever put it there.
 * @throws KubernetesError, HttpError
 */
export async function leasedFloors(
  client: Kubernetes,
  kind: ScaledKind,
  namespace: string = client.cluster.namespace,
): Promise<readonly FloorTarget[]> {
  const { resource } = shapes[kind]
  const objects = await client.list({ ...resource, namespace: checkedName('namespace', namespace) })
  return objects
    .filter(({ metadata }) => metadata.annotations?.[LEASE_ANNOTATION] !== undefined)
    .map(({ metadata }) => kubernetesFloor(client, kind, { namespace, name: metadata.name }))
}

function readingOf(object: KubernetesObject, shape: Shape, resource: ResourceName): FloorReading {
  const at = (path: readonly string[]) => wholeAt(object, path, resource)
  const most = shape.most && at(shape.most)
  const asked = shape.asked && at(shape.asked)
  const lease = parseLease(object.metadata.annotations?.[LEASE_ANNOTATION] ?? '')
  return {
    state: {
      floor: at(shape.path) ?? shape.absent,
      meaning: shape.meaning,
      ...(most !== undefined && { most }),
      ...(asked !== undefined && { asked }),
      ...(lease && { lease }),
    },
    revision: object.metadata.resourceVersion,
  }
}

function wholeAt(object: unknown, path: readonly string[], resource: ResourceName): number | undefined {
  let value = object
  for (const key of path) {
    const record = z.record(z.string(), z.unknown()).safeParse(value)
    value = record.success && Object.hasOwn(record.data, key) ? record.data[key] : undefined
  }
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
  throw new UserError('bad-replicas', `${resourceText(resource)}: ${path.join('.')} is no whole number >= 0`)
}

function nested(path: readonly string[], value: number): Record<string, unknown> {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>
}

/** Two that set the same number would undo each other's work for ever. */
async function refuseAutoscaled(client: Kubernetes, deployment: ResourceName): Promise<void> {
  const { namespace, name } = deployment
  const target = z.looseObject({ scaleTargetRef: z.looseObject({ kind: z.string(), name: z.string() }) })
  const scalers = await client.list({ ...shapes.hpa.resource, namespace })
  const scaler = scalers.find(({ spec }) => {
    const parsed = target.safeParse(spec)
    return (
      parsed.success &&
      parsed.data.scaleTargetRef.kind === 'Deployment' &&
      parsed.data.scaleTargetRef.name === name
    )
  })
  if (!scaler) return
  throw new UserError(
    'autoscaled-deployment',
    `${resourceText(deployment)} is scaled by the HorizontalPodAutoscaler ${scaler.metadata.name}`,
    { remedy: `target: hpa, target-name: ${scaler.metadata.name} raises its minimum instead` },
  )
}
