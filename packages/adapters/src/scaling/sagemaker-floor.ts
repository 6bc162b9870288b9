import { UserError } from '@mlops-actions/core'
import { type FloorState, type FloorTarget, leaseText, parseLease } from '@mlops-actions/forecast'
import { z } from 'zod'
import type { AwsCall } from '../aws/json-call.ts'
import { LEASE_TAG } from './lease-key.ts'

const endpointSchema = z.looseObject({
  EndpointArn: z.string(),
  EndpointStatus: z.string(),
  ProductionVariants: z
    .array(
      z.looseObject({
        VariantName: z.string(),
        CurrentInstanceCount: z.int().optional(),
        DesiredInstanceCount: z.int().optional(),
      }),
    )
    .optional(),
})
const tagsSchema = z.looseObject({ Tags: z.array(z.looseObject({ Key: z.string(), Value: z.string() })) })
const targetsSchema = z.looseObject({
  ScalableTargets: z.array(z.looseObject({ MinCapacity: z.int(), MaxCapacity: z.int() })),
})

const DIMENSION = 'sagemaker:variant:DesiredInstanceCount'

/**
 * Instances of a SageMaker endpoint's variant: `MinCapacity` where Application Auto Scaling scales it, else the count
 * itself. The lease is a tag of the endpoint.
 *
 * SageMaker has no compare-and-swap. The endpoint is read again right before the write, and a write while it is updating
 * is refused by SageMaker itself; what is left is a race of milliseconds with a person in the console.
 * @throws (from its methods) UserError `no-such-variant`, `endpoint-busy`; AwsError, HttpError
 */
export function sagemakerFloor(
  sagemaker: AwsCall,
  autoscaling: AwsCall,
  where: { readonly endpoint: string; readonly variant: string },
): FloorTarget {
  const { endpoint, variant } = where
  const name = `sagemaker ${endpoint}/${variant}`
  const tag = `${LEASE_TAG}:${variant}`
  const target = {
    ServiceNamespace: 'sagemaker',
    ResourceId: `endpoint/${endpoint}/variant/${variant}`,
    ScalableDimension: DIMENSION,
  }

  async function look() {
    const found = endpointSchema.parse(await sagemaker('DescribeEndpoint', { EndpointName: endpoint }))
    const instances = found.ProductionVariants?.find(({ VariantName }) => VariantName === variant)
    if (!instances) {
      const known = found.ProductionVariants?.map(({ VariantName }) => VariantName).join(', ') ?? 'none'
      throw new UserError('no-such-variant', `${name}: the endpoint has no such variant, only ${known}`)
    }
    const { Tags } = tagsSchema.parse(await sagemaker('ListTags', { ResourceArn: found.EndpointArn }))
    const { ScalableTargets } = targetsSchema.parse(
      await autoscaling('DescribeScalableTargets', {
        ServiceNamespace: target.ServiceNamespace,
        ResourceIds: [target.ResourceId],
        ScalableDimension: DIMENSION,
      }),
    )
    const [scalable] = ScalableTargets
    const lease = parseLease(Tags.find(({ Key }) => Key === tag)?.Value ?? '')
    const count = instances.DesiredInstanceCount ?? instances.CurrentInstanceCount ?? 1
    const state: FloorState = scalable
      ? {
          meaning: 'floor',
          floor: scalable.MinCapacity,
          most: scalable.MaxCapacity,
          asked: count,
          ...(lease && { lease }),
        }
      : { meaning: 'count', floor: count, ...(lease && { lease }) }
    return { arn: found.EndpointArn, status: found.EndpointStatus, state }
  }

  return {
    name,
    async read() {
      const { state } = await look()
      return { state, revision: JSON.stringify(state) }
    },
    async write(floor, lease, revision, { dryRun }) {
      const { arn, status, state } = await look()
      if (JSON.stringify(state) !== revision) return 'moved'
      if (state.meaning === 'count' && status !== 'InService') {
        throw new UserError('endpoint-busy', `${name}: is ${status}, and takes changes only in service`)
      }
      if (dryRun) return 'written'
      // The lease first: a raised floor without one would never be lifted.
      if (lease)
        await sagemaker('AddTags', { ResourceArn: arn, Tags: [{ Key: tag, Value: leaseText(lease) }] })
      if (state.meaning === 'floor')
        await autoscaling('RegisterScalableTarget', { ...target, MinCapacity: floor })
      else if (floor !== state.floor) {
        await sagemaker('UpdateEndpointWeightsAndCapacities', {
          EndpointName: endpoint,
          DesiredWeightsAndCapacities: [{ VariantName: variant, DesiredInstanceCount: floor }],
        })
      }
      if (!lease) await sagemaker('DeleteTags', { ResourceArn: arn, TagKeys: [tag] })
      return 'written'
    },
  }
}
