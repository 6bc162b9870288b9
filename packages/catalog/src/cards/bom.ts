import { createHash } from 'node:crypto'
import type { Dataset, VersionRecord } from '@mlops-actions/registry'
import { type CardFacts, mainFormat, type Metric, metricsOf, paramsOf } from './facts.ts'

/** The two schema versions that know `modelCard` and are in use. */
export type BomVersion = '1.6' | '1.7'

/**
 * A CycloneDX ML-BOM of a version: the model with its files' digests, model card, training data, base, code and lock
 * file. Plain JSON, written from the record alone, so that the same record gives the same bill.
 *
 * CycloneDX keeps metric values as texts, and has no place for hyperparameters: those are properties of the model card.
 */
export function mlBom(facts: CardFacts, specVersion: BomVersion = '1.6'): object {
  const { record } = facts
  const model = refOf(record)
  const data = record.lineage.data.map((item) => ({ item, ref: `data:${item.name}` }))
  return {
    bomFormat: 'CycloneDX',
    specVersion,
    serialNumber: `urn:uuid:${uuidFrom(`${record.model}@${record.version}:${record.modelDigest}`)}`,
    version: 1,
    metadata: {
      timestamp: record.createdAt,
      tools: { components: [{ type: 'application', name: 'mlops-actions' }] },
      component: modelComponent(
        facts,
        model,
        data.map(({ ref }) => ref),
      ),
    },
    components: [...data.map(({ item, ref }) => dataComponent(item, ref)), ...environment(record)],
    dependencies: [
      {
        ref: model,
        dependsOn: [...data.map(({ ref }) => ref), ...environment(record).map((part) => part['bom-ref'])],
      },
    ],
  }
}

function modelComponent(facts: CardFacts, ref: string, datasets: readonly string[]): object {
  const { record, owner, uri } = facts
  const { code, image } = record.lineage
  return {
    type: 'machine-learning-model',
    'bom-ref': ref,
    name: record.model,
    version: String(record.version),
    description: `Version ${record.version} of ${record.model}.`,
    ...(owner === undefined ? {} : { supplier: { name: owner } }),
    // The digest of a lone file is the file's; the root digest of a folder is in the properties, since it is no file's.
    ...(record.files.length === 1 && record.files[0]!.path === '.'
      ? { hashes: [hashOf(record.files[0]!.digest)] }
      : {}),
    modelCard: modelCard(facts, datasets),
    ...(code === undefined ? {} : { pedigree: { commits: [{ uid: code.commit }] } }),
    properties: [
      property('mlops:modelDigest', record.modelDigest),
      property('mlops:record', uri),
      ...(mainFormat(record) === undefined ? [] : [property('mlops:format', mainFormat(record)!)]),
      ...(image === undefined ? [] : [property('mlops:image', `${image.name}@${image.digest}`)]),
      ...(code?.repository === undefined ? [] : [property('mlops:repository', code.repository)]),
      ...(code?.dirty ? [property('mlops:uncommittedChanges', 'true')] : []),
      ...record.files.slice(0, 256).map(({ path, digest }) => property(`mlops:file:${path}`, digest)),
    ],
  }
}

function modelCard(facts: CardFacts, datasets: readonly string[]): object {
  const { record, task } = facts
  const packaged = record.packaging ?? []
  const said = (key: string): readonly string[] => packaged.flatMap((item) => item.facts?.[key] ?? [])
  const codeRuns = packaged.filter(({ runsCode }) => runsCode !== undefined)
  return {
    modelParameters: {
      approach: { type: 'supervised' },
      task: task === 'regression' ? 'regression' : 'classification',
      ...(mainFormat(record) === undefined ? {} : { modelArchitecture: mainFormat(record)! }),
      datasets: datasets.map((ref) => ({ ref })),
      inputs: said('inputs').map((format) => ({ format })),
      outputs: said('outputs').map((format) => ({ format })),
    },
    quantitativeAnalysis: { performanceMetrics: metricsOf(facts).map((metric) => performance(metric)) },
    considerations: { technicalLimitations: codeRuns.map(({ path, runsCode }) => `${path}: ${runsCode}`) },
    properties: paramsOf(record).map(([name, value]) => property(`param:${name}`, value)),
  }
}

function performance({ name, value, slice, low, high }: Metric): object {
  return {
    type: name,
    value: String(value),
    ...(slice === undefined ? {} : { slice }),
    ...(low === undefined || high === undefined
      ? {}
      : { confidenceInterval: { lowerBound: String(low), upperBound: String(high) } }),
  }
}

function dataComponent(item: Dataset, ref: string): object {
  const id = 'id' in item ? item.id : undefined
  const source = 'source' in item ? item.source : undefined
  return {
    type: 'data',
    'bom-ref': ref,
    name: item.name,
    ...(id === undefined ? {} : { version: id }),
    // A root digest is the digest of no file.
    ...(item.kind === 'file' ? { hashes: [hashOf(item.digest)] } : {}),
    data: [
      {
        type: 'dataset',
        name: item.name,
        ...(source === undefined ? {} : { description: `${item.kind}: ${source}` }),
      },
    ],
    properties: [
      property('mlops:kind', item.kind),
      ...(item.digest === undefined ? [] : [property('mlops:digest', item.digest)]),
      ...Object.entries(('details' in item ? item.details : undefined) ?? {}).map(([key, value]) =>
        property(`mlops:${key}`, value),
      ),
    ],
  }
}

function environment({ lineage: { lock } }: VersionRecord) {
  if (lock === undefined) return []
  return [
    {
      type: 'file',
      'bom-ref': `lock:${lock.path}`,
      name: lock.path,
      hashes: [hashOf(lock.digest)],
      ...(lock.kind === undefined ? {} : { description: `Dependency lock file of ${lock.kind}` }),
    },
  ]
}

function refOf({ model, version }: VersionRecord): string {
  return `model:${model}@${version}`
}

function hashOf(digest: string): object {
  return { alg: 'SHA-256', content: digest.slice('sha256:'.length) }
}

function property(name: string, value: string): object {
  return { name, value }
}

/** A UUID (version 8, RFC 9562) that the same version always gets. */
function uuidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
