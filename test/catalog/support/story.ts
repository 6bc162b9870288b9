import {
  digestBytes,
  endVersion,
  type Lineage,
  parseEvidence,
  promoteVersion,
  registerVersion,
  type Registry,
  rollBack,
} from '@mlops-actions/registry'
import { bundleOf, POLICY, type World } from '../../registry/support/world.ts'
import { HOSTILE } from './record.ts'

const DAY_MS = 86_400_000
const START = Date.parse('2026-01-05T09:12:00.000Z')

export const NOW = START + 60 * DAY_MS

/** Two models and what teams do to them in two months: promotions, a bad release, a rollback, the end of an old version. */
export async function tellStory(world: World): Promise<Registry> {
  let now = START
  const registry = await world.open({ now: () => now })
  const day = (count: number) => {
    now = START + count * DAY_MS
  }
  const register = async (model: string, version: number, auc: number, verdict = 'pass', actor = 'ann') => {
    const bundle = await bundleOf(model, { 'model.onnx': `${model} ${version}`, 'config.json': '{}' })
    const slice = { origin: 'ORD' }
    const candidate = {
      value: auc,
      n: 41_200,
      interval: { low: auc - 0.01, high: auc + 0.01, level: 0.9, method: 'delong' },
    }
    const report = {
      schema: 'mlops-actions/report/v1',
      kind: 'validation',
      verdict,
      headline:
        verdict === 'pass'
          ? 'candidate is not worse than production on 12 of 12 rules'
          : 'recall at ORD fell by 0.041',
      subject: {
        model,
        modelDigest: bundle.modelDigest,
        policy: { path: 'mlops.yml', digest: POLICY },
        data: [],
      },
      findings: [
        { id: 'auc.not-worse', candidate },
        { id: 'recall.not-worse[origin=ORD]', slice, candidate },
      ],
      provenance: { createdAt: new Date(now).toISOString() },
    }
    const evidence = [parseEvidence(new TextEncoder().encode(JSON.stringify(report)), 'report.json')]
    return registerVersion(registry, {
      bundle,
      evidence,
      lineage: lineageOf(version),
      origin: { actor, repository: 'acme/flights' },
      packaging: [{ path: 'model.onnx', format: 'onnx', facts: { inputs: 'x: float[N, 30]' } }],
      metrics: { log_loss: Number((0.6 - auc / 3).toFixed(4)) },
    })
  }
  const promote = (model: string, version: number, stage: string, actor = 'bob') =>
    promoteVersion(registry, {
      model,
      version: String(version),
      stage: { name: stage },
      policyDigest: POLICY,
      origin: { actor },
    })

  await register('flight-delay', 1, 0.871)
  await promote('flight-delay', 1, 'dev')
  day(2)
  await promote('flight-delay', 1, 'staging')
  day(5)
  await promote('flight-delay', 1, 'production')
  day(18)
  await register('flight-delay', 2, 0.884)
  await promote('flight-delay', 2, 'dev')
  day(20)
  await promote('flight-delay', 2, 'staging')
  day(24)
  await promote('flight-delay', 2, 'production', 'carol')
  day(33)
  await register('flight-delay', 3, 0.879, 'warn')
  await promote('flight-delay', 3, 'dev')
  await promote('flight-delay', 3, 'staging')
  day(36)
  await promote('flight-delay', 3, 'production')
  day(38)
  const rollback = { model: 'flight-delay', stage: 'production', policyDigest: POLICY }
  await rollBack(registry, {
    ...rollback,
    reason: 'p95 latency rose to 410 ms at 25 % of traffic',
    origin: { actor: 'canary-deploy' },
  })
  day(52)
  await register('flight-delay', 4, 0.893)
  await promote('flight-delay', 4, 'dev')
  day(56)
  await promote('flight-delay', 4, 'staging')
  await endVersion(registry, {
    model: 'flight-delay',
    version: '1',
    kind: 'deprecate',
    reason: 'trained before the new airports',
    origin: { actor: 'ann' },
  })
  await register('churn', 1, 0.74, 'fail', HOSTILE)
  day(60)
  return registry
}

function lineageOf(version: number): Lineage {
  return {
    data: [
      {
        name: 'training',
        kind: 'delta',
        source: 'lake/flights',
        id: `5f0f2f2e-9c1e-4b36-8a55-1d2a6b2d4c11@${400 + version}`,
        digest: digestBytes(`d${version}`),
        details: { files: '212' },
      },
      {
        name: 'airports',
        kind: 'dvc',
        source: 'data/airports.csv.dvc',
        id: 'md5:c90135599344113561a910f6c638137f',
      },
      { name: 'weather', kind: 'feast', source: 'registry.db', id: 'rides/weather_v2@3f1a22b09c11' },
    ],
    params: { max_depth: 5 + version, learning_rate: 0.1, objective: 'binary:logistic' },
    code: {
      repository: 'acme/flights',
      commit: digestBytes(`c${version}`).slice(7, 47),
      ...(version === 3 ? { dirty: true as const } : {}),
    },
    lock: { path: 'uv.lock', digest: digestBytes(`l${version}`), kind: 'uv', packages: 84, pinned: 84 },
    image: { name: 'ghcr.io/acme/train', digest: digestBytes(`i${version}`) },
  }
}
