import { digestBytes, parseEvidence, rootDigest, type VersionRecord } from '@mlops-actions/registry'
import type { CardFacts } from '@mlops-actions/catalog'

export const HOSTILE = '<script>alert(1)</script> | `x` \u202e [a](javascript:1) ${{ secrets.X }}'

const file = (path: string) => ({ path, digest: digestBytes(path), byteLength: path.length })

/** A version with everything a record can hold. */
export function recordWith(change: Partial<VersionRecord> = {}): VersionRecord {
  const files = [file('model.joblib'), file('sub/config.json')]
  return {
    schema: 'mlops-actions/version/v1',
    model: 'flight-delay',
    version: 3,
    modelDigest: rootDigest(files),
    files,
    bytes: { kind: 'inline' },
    lineage: {
      data: [
        { name: 'training', kind: 'file', digest: digestBytes('train'), byteLength: 5, rows: 100 },
        {
          name: 'lake',
          kind: 'delta',
          source: 'lake/trips',
          id: 'f0a0d0c0@42',
          digest: digestBytes('lake'),
          details: { files: '7', operation: 'WRITE' },
        },
        { name: 'as given', kind: 'sql', source: 'as given', id: HOSTILE },
      ],
      params: { depth: 6, loss: { name: 'log', weights: [1, 2] } },
      code: { repository: 'acme/models', commit: 'a'.repeat(40), dirty: true },
      lock: { path: 'uv.lock', digest: digestBytes('lock'), kind: 'uv', packages: 40, pinned: 40 },
      image: { name: 'ghcr.io/acme/train', digest: digestBytes('image'), tag: 'v1' },
    },
    packaging: [
      { path: 'model.joblib', format: 'joblib', runsCode: 'it is a pickle', facts: { imports: 'sklearn' } },
      { path: 'MLmodel', format: 'mlflow', facts: { inputs: 'age: double', outputs: 'double' } },
    ],
    metrics: { auc: 0.912 },
    origin: { actor: HOSTILE },
    createdAt: '2026-01-02T03:04:05.678Z',
    ...change,
  }
}

export function factsWith(change: Partial<VersionRecord> = {}): CardFacts {
  const record = recordWith(change)
  const candidate = { value: 0.81, n: 900, interval: { low: 0.79, high: 0.83, level: 0.9, method: 'wilson' } }
  const report = {
    schema: 'mlops-actions/report/v1',
    kind: 'validation',
    verdict: 'pass',
    headline: 'good',
    subject: { model: record.model, modelDigest: record.modelDigest, data: [] },
    findings: [
      { id: 'recall.not-worse', candidate },
      { id: 'recall.not-worse[origin=ORD]', candidate, slice: { origin: HOSTILE } },
      { id: 'schema', status: 'pass' },
    ],
    provenance: { createdAt: '2026-01-02T03:00:00Z' },
  }
  const evidence = [parseEvidence(new TextEncoder().encode(JSON.stringify(report)), 'report.json')]
  return {
    record,
    evidence,
    task: 'binary',
    owner: 'team <b>',
    uri: 'https://github.com/acme/models#mlops/registry:3.json',
  }
}
