import { awsJsonCall, cloudwatchHistory, sagemakerFloor } from '@mlops-actions/adapters'
import { githubRuntime } from '@mlops-actions/core'
import { applyFloor, reconcileFloor } from '@mlops-actions/forecast'
import { memoryRuntime } from '@mlops-actions/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServerProcess, startServer } from './support/server-process.ts'

const REGION = 'eu-central-1'
const HOUR = 3_600_000
const times = { now: Date.UTC(2026, 5, 1, 8), ttlMs: HOUR, dryRun: false }
const keys = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' }
let moto: ServerProcess

beforeAll(async () => {
  moto = await startServer('moto_server', (port) => ['-H', '127.0.0.1', '-p', String(port)])
  const sagemaker = call('sagemaker', 'SageMaker', '1.1')
  await sagemaker('CreateModel', {
    ModelName: 'm',
    ExecutionRoleArn: 'arn:aws:iam::123456789012:role/r',
    PrimaryContainer: { Image: 'i' },
  })
  await sagemaker('CreateEndpointConfig', {
    EndpointConfigName: 'c',
    ProductionVariants: [
      {
        VariantName: 'blue',
        ModelName: 'm',
        InitialInstanceCount: 2,
        InstanceType: 'ml.m5.large',
        InitialVariantWeight: 1,
      },
    ],
  })
  for (const EndpointName of ['plain', 'scaled']) {
    await sagemaker('CreateEndpoint', { EndpointName, EndpointConfigName: 'c' })
  }
  await autoscaling()('RegisterScalableTarget', { ...scaled, MinCapacity: 2, MaxCapacity: 9 })
})

afterAll(() => moto.close())

const scaled = {
  ServiceNamespace: 'sagemaker',
  ResourceId: 'endpoint/scaled/variant/blue',
  ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
}

function call(service: string, target: string, version: '1.0' | '1.1') {
  const { env } = memoryRuntime({ env: { AWS_ENDPOINT_URL: moto.origin } })
  const { http, clock } = githubRuntime(process)
  return awsJsonCall({ http, clock, env }, { service, target, version }, REGION, async () => keys)
}

const autoscaling = () => call('application-autoscaling', 'AnyScaleFrontendService', '1.1')

function floorOf(name: string) {
  return sagemakerFloor(call('sagemaker', 'SageMaker', '1.1'), autoscaling(), {
    endpoint: name,
    variant: 'blue',
  })
}

describe('a SageMaker endpoint', () => {
  it('that no autoscaler scales has its instances raised and lowered again', async () => {
    const target = floorOf('plain')
    expect((await target.read()).state).toEqual({ meaning: 'count', floor: 2 })
    expect(await applyFloor(target, 5, times)).toMatchObject({ result: 'written' })
    expect((await target.read()).state).toMatchObject({ floor: 5, lease: { planned: 5, base: 2 } })
    expect(await reconcileFloor(target, { now: times.now + HOUR, dryRun: false })).toMatchObject({
      result: 'written',
    })
    expect((await target.read()).state).toEqual({ meaning: 'count', floor: 2 })
  })

  it('that is a scalable target has its minimum raised, to its maximum at most', async () => {
    const target = floorOf('scaled')
    expect((await target.read()).state).toMatchObject({ meaning: 'floor', floor: 2, most: 9 })
    await applyFloor(target, 20, times)
    const { ScalableTargets } = (await autoscaling()('DescribeScalableTargets', {
      ServiceNamespace: 'sagemaker',
    })) as { readonly ScalableTargets: readonly object[] }
    expect(ScalableTargets).toMatchObject([{ MinCapacity: 9, MaxCapacity: 9 }])
    await reconcileFloor(target, { now: times.now + HOUR, dryRun: false })
    expect((await target.read()).state).toMatchObject({ floor: 2, most: 9 })
  })

  it('is not changed in a dry run, and one that is not there is an AWS error', async () => {
    expect(await applyFloor(floorOf('plain'), 5, { ...times, dryRun: true })).toMatchObject({
      result: 'would-write',
    })
    expect((await floorOf('plain').read()).state).toEqual({ meaning: 'count', floor: 2 })
    await expect(floorOf('absent').read()).rejects.toMatchObject({ name: 'AwsError' })
  })
})

describe('CloudWatch', () => {
  it('gives a metric as a history, gaps left out', async () => {
    const cloudwatch = call('monitoring', 'GraniteServiceVersion20100801', '1.0')
    const end = Math.floor(Date.now() / HOUR) * HOUR
    const put = Array.from({ length: 48 }, (_, i) => i).filter((i) => i !== 7)
    for (const i of put) {
      await cloudwatch('PutMetricData', {
        Namespace: 'AWS/SageMaker',
        MetricData: [
          {
            MetricName: 'Invocations',
            Dimensions: [{ Name: 'EndpointName', Value: 'e' }],
            Timestamp: (end - (48 - i) * 300_000) / 1000,
            Value: 100 + i,
          },
        ],
      })
    }
    const spec = {
      source: 'cloudwatch',
      namespace: 'AWS/SageMaker',
      metric: 'Invocations',
      dimensions: { EndpointName: 'e' },
      statistic: 'Sum',
    } as const
    const window = { start: end - 48 * 300_000, end, stepMs: 300_000 }
    const samples = await cloudwatchHistory(cloudwatch, spec, window)
    const values = samples.toSorted(([a], [b]) => a - b).map(([, value]) => value)
    expect(values.filter((value) => value > 0)).toEqual(put.map((i) => 100 + i))
    expect(samples.every(([at]) => at >= window.start && at < window.end)).toBe(true)
  })
})
