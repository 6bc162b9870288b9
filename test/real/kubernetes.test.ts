import {
  kubernetesClient,
  kubernetesFloor,
  LEASE_ANNOTATION,
  leasedFloors,
  openCluster,
  type ResourceName,
  type ScaledKind,
} from '@mlops-actions/adapters'
import { githubRuntime, type Runtime } from '@mlops-actions/core'
import { applyFloor, reconcileFloor } from '@mlops-actions/forecast'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Kube, startKube } from './support/kube.ts'

const HOUR = 3_600_000
const HPAS = '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers'
let kube: Kube
let folder: string

beforeAll(async () => {
  kube = await startKube()
  folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'))
  for (const user of ['admin', 'scaler', 'certificate'] as const) {
    await writeFile(join(folder, user), kube.kubeconfig(user))
  }
  await Promise.all([crd(keda), crd(kserve)])
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await kube.stop()
})

function runtime(): Runtime {
  const env = { GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder, PATH: process.env['PATH'] ?? '' }
  return githubRuntime(Object.assign(Object.create(process) as NodeJS.Process, { env }))
}

async function client(user: 'admin' | 'scaler' | 'certificate') {
  const world = runtime()
  return kubernetesClient(world.http, await openCluster(world, { kubeconfig: user }))
}

interface Definition {
  readonly group: string
  readonly version: string
  readonly plural: string
  readonly kind: string
  readonly spec: object
}

const whole = { type: 'integer', format: 'int32' }
/** The parts of KEDA's and KServe's schemas that are written, with their types. */
const keda: Definition = {
  group: 'keda.sh',
  version: 'v1alpha1',
  plural: 'scaledobjects',
  kind: 'ScaledObject',
  spec: { minReplicaCount: whole, maxReplicaCount: whole },
}
const kserve: Definition = {
  group: 'serving.kserve.io',
  version: 'v1beta1',
  plural: 'inferenceservices',
  kind: 'InferenceService',
  spec: { predictor: { type: 'object', properties: { minReplicas: whole, maxReplicas: whole } } },
}

async function crd({ group, version, plural, kind, spec }: Definition): Promise<void> {
  const singular = kind.toLowerCase()
  const schema = { type: 'object', properties: { spec: { type: 'object', properties: spec } } }
  await kube.call('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { plural, singular, kind, listKind: `${kind}List` },
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  })
  const path = `/apis/${group}/${version}/namespaces/default/${plural}`
  for (let tries = 0; tries < 60; tries++) {
    if (await kube.call('GET', path).catch(() => undefined)) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`${plural}.${group} was never served`)
}

async function made(path: string, object: { readonly metadata: { readonly name: string } }): Promise<void> {
  await kube.call('DELETE', `${path}/${object.metadata.name}`).catch(() => undefined)
  await kube.call('POST', path, object)
}

const hpa = (name: string, over: object = {}) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name, annotations: { team: 'flights' } },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    minReplicas: 2,
    maxReplicas: 10,
    metrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
      },
    ],
    ...over,
  },
})

const deployment = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'c', image: 'example.test/model:1' }] },
    },
  },
})

const times = { now: Date.UTC(2026, 5, 1, 8), ttlMs: HOUR, dryRun: false }

describe('a horizontal pod autoscaler', () => {
  beforeEach(() => made(HPAS, hpa('web')))
  const web = () => kube.call('GET', `${HPAS}/web`)

  it.each(['admin', 'certificate'] as const)(
    'is raised, kept, and lifted when nobody renews, as %s',
    async (user) => {
      const target = kubernetesFloor(await client(user), 'hpa', { name: 'web' })
      expect(await applyFloor(target, 6, times)).toMatchObject({ result: 'written' })
      expect(await web()).toMatchObject({
        metadata: {
          annotations: { team: 'flights', [LEASE_ANNOTATION]: 'planned=6:base=2:until=2026-06-01T09:00:00Z' },
        },
        spec: { minReplicas: 6, maxReplicas: 10 },
      })
      expect(await applyFloor(target, 6, times)).toMatchObject({ result: 'kept' })
      expect(await reconcileFloor(target, { now: times.now, dryRun: false })).toMatchObject({
        result: 'kept',
      })
      expect(await reconcileFloor(target, { now: times.now + HOUR, dryRun: false })).toMatchObject({
        result: 'written',
      })
      const after = await web()
      expect(after.spec['minReplicas']).toBe(2)
      expect(after.metadata.annotations).toEqual({ team: 'flights' })
    },
  )

  it('is written by compare-and-swap: what somebody else wrote in between survives', async () => {
    const target = kubernetesFloor(await client('admin'), 'hpa', { name: 'web' })
    const { revision } = await target.read()
    await kube.call('PATCH', `${HPAS}/web`, { spec: { maxReplicas: 20 } })
    const lease = { planned: 6, base: 2, until: times.now + HOUR }
    expect(await target.write(6, lease, revision, { dryRun: false })).toBe('moved')
    expect((await web()).spec).toMatchObject({ minReplicas: 2, maxReplicas: 20 })
    expect(await applyFloor(target, 15, times)).toMatchObject({ result: 'written' })
    expect((await web()).spec['minReplicas']).toBe(15)
  })

  it('is raised by one of many that write at once, and none is lost', async () => {
    const target = kubernetesFloor(await client('admin'), 'hpa', { name: 'web' })
    const outcomes = await Promise.all([5, 6, 7].map((planned) => applyFloor(target, planned, times)))
    expect(outcomes.map(({ result }) => result)).not.toContain('contended')
    const { spec, metadata } = await web()
    expect([5, 6, 7]).toContain(spec['minReplicas'])
    expect(metadata.annotations[LEASE_ANNOTATION]).toContain(`planned=${Number(spec['minReplicas'])}:base=2:`)
  })

  it('is checked by the server in a dry run, and not changed', async () => {
    const target = kubernetesFloor(await client('admin'), 'hpa', { name: 'web' })
    const before = (await web()).metadata.resourceVersion
    expect(await applyFloor(target, 6, { ...times, dryRun: true })).toMatchObject({ result: 'would-write' })
    expect((await web()).metadata.resourceVersion).toBe(before)
  })

  it('keeps the value a person has set since', async () => {
    const target = kubernetesFloor(await client('admin'), 'hpa', { name: 'web' })
    await applyFloor(target, 6, times)
    await kube.call('PATCH', `${HPAS}/web`, { spec: { minReplicas: 4 } })
    await reconcileFloor(target, { now: times.now + HOUR, dryRun: false })
    expect((await web()).spec['minReplicas']).toBe(4)
  })

  it('is found by its annotation when a whole namespace is looked at', async () => {
    await made(HPAS, hpa('api'))
    const world = await client('admin')
    await applyFloor(kubernetesFloor(world, 'hpa', { name: 'web' }), 6, times)
    const leased = await leasedFloors(world, 'hpa')
    expect(leased.map(({ name }) => name)).toEqual(['hpa default/web'])
    for (const target of leased) await reconcileFloor(target, { now: times.now + HOUR, dryRun: false })
    expect(await leasedFloors(world, 'hpa')).toEqual([])
    expect((await web()).spec['minReplicas']).toBe(2)
  })

  it('needs no more than get and patch', async () => {
    const target = kubernetesFloor(await client('scaler'), 'hpa', { name: 'web' })
    await expect(applyFloor(target, 6, times)).rejects.toMatchObject({ status: 403, reason: 'Forbidden' })
    const rules = [
      { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: ['get', 'patch'] },
    ]
    const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/default'
    await made(`${rbac}/roles`, { metadata: { name: 'scaler' }, rules } as never)
    await made(`${rbac}/rolebindings`, {
      metadata: { name: 'scaler' },
      subjects: [{ kind: 'User', name: 'scaler', apiGroup: 'rbac.authorization.k8s.io' }],
      roleRef: { kind: 'Role', name: 'scaler', apiGroup: 'rbac.authorization.k8s.io' },
    } as never)
    let outcome: unknown
    // RBAC is served from a cache that follows by a moment.
    for (let tries = 0; tries < 40 && outcome === undefined; tries++) {
      outcome = await applyFloor(target, 6, times).catch(() => undefined)
      if (outcome === undefined) await new Promise((resolve) => setTimeout(resolve, 250))
    }
    expect(outcome).toMatchObject({ result: 'written' })
  })

  it('that is not there is an error that names it', async () => {
    const target = kubernetesFloor(await client('admin'), 'hpa', { name: 'absent' })
    await expect(target.read()).rejects.toMatchObject({ code: 'no-such-object' })
  })
})

describe('other kinds', () => {
  it.each<[ScaledKind, Definition, object, string]>([
    ['keda', keda, { minReplicaCount: 1, maxReplicaCount: 9 }, 'minReplicaCount'],
    ['kserve', kserve, { predictor: { minReplicas: 1, maxReplicas: 9 } }, 'predictor'],
  ])('%s is raised and lifted', async (kind, definition, spec, key) => {
    const { group, version, plural } = definition
    const path = `/apis/${group}/${version}/namespaces/default/${plural}`
    await made(path, {
      apiVersion: `${group}/${version}`,
      kind: definition.kind,
      metadata: { name: 'm' },
      spec,
    } as never)
    const target = kubernetesFloor(await client('admin'), kind, { name: 'm' })
    await applyFloor(target, 5, times)
    expect(JSON.stringify((await kube.call('GET', `${path}/m`)).spec[key])).toContain('5')
    await reconcileFloor(target, { now: times.now + HOUR, dryRun: false })
    expect((await kube.call('GET', `${path}/m`)).spec).toEqual(spec)
  })

  it('a deployment is scaled unless an autoscaler does', async () => {
    const path = '/apis/apps/v1/namespaces/default/deployments'
    await made(path, deployment('alone'))
    await made(path, deployment('web'))
    await made(HPAS, hpa('web'))
    const world = await client('admin')
    await applyFloor(kubernetesFloor(world, 'deployment', { name: 'alone' }), 4, times)
    expect((await kube.call('GET', `${path}/alone`)).spec['replicas']).toBe(4)
    const scaled = kubernetesFloor(world, 'deployment', { name: 'web' })
    await expect(applyFloor(scaled, 4, times)).rejects.toMatchObject({ code: 'autoscaled-deployment' })
  })
})

describe('the client', () => {
  const web: ResourceName = {
    group: 'autoscaling',
    version: 'v2',
    plural: 'horizontalpodautoscalers',
    namespace: 'default',
    name: 'web',
  }

  it('tells a version that moved from an object that breaks its schema, with both kinds of patch', async () => {
    await made(HPAS, hpa('web'))
    const world = await client('admin')
    const { resourceVersion } = (await world.get(web))!.metadata
    const json = (value: unknown) =>
      ({ kind: 'json', operations: [{ op: 'replace', path: '/spec/minReplicas', value }] }) as const
    expect(await world.patch(web, json(3), resourceVersion)).toMatchObject({ kind: 'patched' })
    expect(await world.patch(web, json(4), resourceVersion)).toEqual({ kind: 'moved' })
    expect(
      await world.patch(web, { kind: 'merge', body: { spec: { minReplicas: 4 } } }, resourceVersion),
    ).toEqual({
      kind: 'moved',
    })
    const now = (await world.get(web))!.metadata.resourceVersion
    await expect(world.patch(web, json(0.5), now)).rejects.toMatchObject({ name: 'KubernetesError' })
    await expect(world.patch(web, json(99), now)).rejects.toMatchObject({ status: 422, reason: 'Invalid' })
  })

  it('does not speak to a server whose certificate nobody it trusts has signed', async () => {
    const world = runtime()
    const cluster = await openCluster(world, { kubeconfig: 'admin' })
    const trusting = kubernetesClient(world.http, { ...cluster, tls: {} })
    await expect(trusting.get(web)).rejects.toMatchObject({ name: 'HttpError' })
  })
})
