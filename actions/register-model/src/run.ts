import {
  chosenModel,
  openRegistry,
  originOf,
  readEvidence,
  readModel,
  translated,
} from '@mlops-actions/adapters'
import {
  annotateFindings,
  type Conclusion,
  type Inputs,
  loadPolicy,
  provenanceOf,
  publishReport,
  reportDirectory,
  type Runtime,
} from '@mlops-actions/core'
import { readDocument, registerVersion, requireSubject, versionPath } from '@mlops-actions/registry'
import { definition } from './inputs.ts'
import { modelSource } from './model-source.ts'
import { namedData } from './data.ts'
import { DOCUMENTS, documentsOf, referenceProfile } from './documents.ts'
import { readLineage } from './lineage.ts'
import { readMetrics } from './metrics.ts'
import { inspectPackaging, parityFinding } from './packaging.ts'
import { registrationReport } from './report.ts'

/** Hashes, stores, records, reports: in this order, so that nothing is recorded that was not stored. */
export function run(inputs: Inputs<typeof definition>, runtime: Runtime): Promise<Conclusion> {
  return translated(() => register(inputs, runtime))
}

async function register(inputs: Inputs<typeof definition>, runtime: Runtime): Promise<Conclusion> {
  const { files, github, log, outputs } = runtime
  const loaded = await loadPolicy(runtime, inputs.policy)
  for (const note of loaded.notes) log.notice(note)
  const { name, policy } = chosenModel(loaded, inputs.model)

  const { path, run } = await modelSource(inputs.path, runtime)
  const bundle = await log.group(`Hashing ${path}`, () => readModel(files, name, path))
  log.info(`${bundle.files.length} ${bundle.files.length === 1 ? 'file' : 'files'}, ${bundle.modelDigest}`)
  const evidence = await readEvidence(files, inputs.report ?? [])
  for (const item of evidence) requireSubject(item.evidence, name, bundle.modelDigest, item.path)
  const packaging = await log.group('Looking into the files', () => inspectPackaging(bundle, policy.registry))
  const data = namedData(inputs.data, policy.registry)
  const { lineage, lock } = await readLineage(inputs, data, runtime, path, run)
  const profile = await referenceProfile(files, policy, data)
  const parity = await parityFinding(files, bundle, path, lock)
  const metrics = inputs.metrics === undefined ? run?.metrics : await readMetrics(files, inputs.metrics)

  const registry = await openRegistry(runtime, policy.registry, inputs)
  const uriOf = (version: number): string =>
    `${registry.remote.shown}#${registry.branch}:${versionPath(name, version)}`
  const about = { policy, evidence: evidence.map((item) => item.evidence), uri: uriOf, profile }
  const registered = await log.group(`Registering in ${registry.store.name}`, () =>
    registerVersion(registry, {
      bundle,
      lineage,
      evidence: evidence.map((item) => item.evidence),
      origin: originOf(github),
      packaging: packaging.packaged,
      ...(metrics === undefined ? {} : { metrics }),
      documents: async (draft) => documentsOf(draft, about),
    }),
  )

  const { record, recordDigest, created } = registered
  const uri = uriOf(record.version)
  await outputs.set('version', String(record.version))
  await outputs.set('model-digest', record.modelDigest)
  await outputs.set('record-digest', recordDigest)
  await outputs.set('created', String(created))
  await outputs.set('uri', uri)
  const report = registrationReport({
    registered,
    evidence,
    inspected: [...packaging.findings, ...(parity ? [parity] : [])],
    policy: { ...loaded.location, digest: loaded.digest },
    uri,
    provenance: provenanceOf(runtime, definition.name),
  })
  annotateFindings(runtime, report.findings)
  const directory = reportDirectory(inputs['report-dir'], name, definition.name)
  for (const path of [DOCUMENTS.card, DOCUMENTS.bom]) {
    const document = await readDocument(registry, record, path)
    if (document) await files.write(`${directory}/${path}`, document)
  }
  await publishReport(report, runtime, { directory, comment: 'off' })
  return { ok: report.verdict !== 'fail', message: `${report.headline} (${record.modelDigest})` }
}
