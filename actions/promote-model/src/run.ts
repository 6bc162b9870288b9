import {
  chosenModel,
  type OpenRegistry,
  openRegistry,
  originOf,
  readEvidence,
  translated,
} from '@mlops-actions/adapters'
import {
  annotateFindings,
  type Conclusion,
  type Inputs,
  type LoadedPolicy,
  loadPolicy,
  provenanceOf,
  publishReport,
  reportDirectory,
  type Runtime,
} from '@mlops-actions/core'
import {
  attachEvidence,
  auditRegistry,
  promoteVersion,
  rollBack,
  type StageMove,
} from '@mlops-actions/registry'
import type { Report } from '@mlops-actions/report'
import { auditReport } from './audit-report.ts'
import { definition } from './inputs.ts'
import { located, moveReport } from './move-report.ts'
import { type Request, requestOf } from './request.ts'

type Given = Inputs<typeof definition>

/** Decides on what the registry says, and leaves a report whatever was decided. */
export function run(inputs: Given, runtime: Runtime): Promise<Conclusion> {
  return translated(async () => {
    const loaded = await loadPolicy(runtime, inputs.policy)
    for (const note of loaded.notes) runtime.log.notice(note)
    const { name, policy } = chosenModel(loaded, inputs.model)
    const request = requestOf(inputs, name, policy)
    const registry = await openRegistry(runtime, policy.registry, inputs)
    const report =
      request.mode === 'verify'
        ? await verify(name, request.receipts, registry, loaded, runtime)
        : await move(name, request, inputs.evidence ?? [], registry, loaded, runtime)
    annotateFindings(runtime, report.findings)
    const directory = reportDirectory(inputs['report-dir'], name, definition.name)
    await publishReport(report, runtime, { directory, comment: 'off' })
    return { ok: report.verdict !== 'fail', message: report.headline }
  })
}

async function verify(
  model: string,
  receipts: Extract<Request, { readonly mode: 'verify' }>['receipts'],
  registry: OpenRegistry,
  loaded: LoadedPolicy,
  runtime: Runtime,
): Promise<Report> {
  const audit = await runtime.log.group(`Auditing ${registry.store.name}`, () =>
    auditRegistry(registry, { deep: model, receipts }),
  )
  return auditReport({
    model,
    audit,
    receipts: receipts.length,
    place: registry.store.name,
    subject: policySubject(loaded),
    provenance: provenanceOf(runtime, definition.name),
  })
}

async function move(
  model: string,
  request: Exclude<Request, { readonly mode: 'verify' }>,
  evidence: readonly string[],
  registry: OpenRegistry,
  loaded: LoadedPolicy,
  runtime: Runtime,
): Promise<Report> {
  const origin = originOf(runtime.github)
  for (const { evidence: report } of await readEvidence(runtime.files, evidence)) {
    // What comes with a rollback speaks of the version that is taken away, so the report itself says which.
    const version = request.mode === 'promote' ? request.version : (report.modelDigest ?? '')
    await attachEvidence(registry, { model, version, evidence: [report], origin })
  }
  const common = {
    model,
    policyDigest: loaded.digest,
    origin,
    ...(request.expect && { expect: request.expect }),
  }
  const moved =
    request.mode === 'promote'
      ? await promoteVersion(registry, {
          ...common,
          version: request.version,
          stage: request.stage,
          override: request.override,
          ...(request.reason !== undefined && { reason: request.reason }),
        })
      : await rollBack(registry, {
          ...common,
          stage: request.stage.name,
          reason: request.reason,
          ...(request.version !== undefined && { version: request.version }),
        })
  await setOutputs(moved, runtime)
  return moveReport({
    model,
    request,
    move: { ...moved, findings: located(moved.findings, loaded.policy, model, request.stage.name) },
    subject: policySubject(loaded),
    provenance: provenanceOf(runtime, definition.name),
  })
}

function policySubject({ location, digest }: LoadedPolicy) {
  return { ...location, digest }
}

async function setOutputs(
  { kind, current, previous, event }: StageMove,
  { outputs }: Runtime,
): Promise<void> {
  await outputs.set('changed', String(kind === 'moved'))
  const known = {
    version: current && String(current.version),
    digest: current?.modelDigest,
    'previous-version': previous && String(previous.version),
    'previous-digest': previous?.modelDigest,
    event,
  }
  for (const [name, value] of Object.entries(known)) if (value !== undefined) await outputs.set(name, value)
}
