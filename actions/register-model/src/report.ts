import { type Finding, verdictOf } from '@mlops-actions/policy'
import { hexOf, type Lineage, type Registered } from '@mlops-actions/registry'
import type { EvidenceFile } from '@mlops-actions/adapters'
import type { Provenance, Report, Subject } from '@mlops-actions/report'

export interface RegistrationFacts {
  readonly registered: Registered
  readonly evidence: readonly EvidenceFile[]
  /** What looking into the files found. */
  readonly inspected: readonly Finding[]
  readonly policy: NonNullable<Subject['policy']>
  readonly uri: string
  readonly provenance: Provenance
}

/** The registration as a report: what was recorded, and how much it is worth. */
export function registrationReport(facts: RegistrationFacts): Report {
  const { registered, evidence, inspected, policy, uri, provenance } = facts
  const { record, created } = registered
  const findings = [
    bytesFinding(registered),
    ...evidenceFindings(evidence),
    lineageFinding(record.lineage),
    ...codeFindings(record.lineage),
    ...inspected,
  ]
  const name = `${record.model} version ${record.version}`
  return {
    schema: 'mlops-actions/report/v1',
    kind: 'registration',
    verdict: verdictOf(findings),
    headline: created
      ? `${name} is registered`
      : `${name} was registered before, with the same bytes and lineage`,
    subject: {
      model: record.model,
      version: String(record.version),
      modelDigest: record.modelDigest,
      policy,
      data: record.lineage.data.flatMap(({ name, digest }) =>
        digest === undefined ? [] : [{ name, digest }],
      ),
    },
    findings,
    charts: [],
    facts: [
      { label: 'Version', value: String(record.version) },
      { label: 'Model digest', value: record.modelDigest },
      { label: 'Record digest', value: registered.recordDigest },
      { label: 'Record', value: uri },
      { label: 'Files', value: filesText(registered) },
      { label: 'Bytes in', value: record.bytes.kind },
      ...(record.sameContentAs === undefined
        ? []
        : [{ label: 'Same bytes as', value: `version ${record.sameContentAs}, made otherwise` }]),
      ...lineageFacts(record.lineage),
      { label: 'Event', value: registered.event },
    ],
    next: nextSteps(registered, evidence),
    provenance,
  }
}

function bytesFinding({ record }: Registered): Finding {
  return {
    id: 'bytes',
    kind: 'bytes',
    title: 'the bytes are stored under their digest and read back',
    status: 'pass',
    outcome: 'pass',
    reason: `${record.files.length} of ${record.files.length} files in ${record.bytes.kind}`,
  }
}

/** A failed report is history and is kept; that the version will not get far is said here, not only at promotion. */
function evidenceFindings(evidence: readonly EvidenceFile[]): readonly Finding[] {
  if (evidence.length === 0) {
    return [
      {
        id: 'evidence',
        kind: 'evidence',
        title: 'evidence is attached',
        status: 'warn',
        outcome: 'warn',
        reason: 'no report was given: stages that require evidence will refuse this version',
        remedy: 'Give the report.json of validate-gate as `report`.',
      },
    ]
  }
  return evidence.map(({ path, evidence: { kind, verdict, headline, digest } }) => ({
    id: `evidence.${kind}.${hexOf(digest).slice(0, 12)}`,
    kind: 'evidence',
    title: `${path} speaks of exactly these files`,
    status: verdict === 'pass' ? 'pass' : 'warn',
    outcome: verdict === 'pass' ? 'pass' : 'warn',
    reason: `its verdict is ${verdict}: ${headline}`,
    ...(verdict === 'pass'
      ? {}
      : { remedy: 'A stage that requires a better verdict will refuse this version.' }),
  }))
}

/** How well the version could be made again. Nothing is required: what is missing is named. */
function lineageFinding({ data, params, code, lock, image }: Lineage): Finding {
  const parts = { data: data.length > 0, params, code, lock, image }
  const missing = Object.entries(parts)
    .filter(([, part]) => part === undefined || part === false)
    .map(([name]) => name)
  const common = { id: 'lineage', kind: 'lineage', title: 'what made the model is recorded' }
  return missing.length === 0
    ? { ...common, status: 'pass', outcome: 'pass', reason: 'data, parameters, code, lock file and image' }
    : {
        ...common,
        status: 'pass',
        outcome: 'pass',
        reason: `not recorded: ${missing.join(', ')}`,
        remedy: 'The inputs of the same names record them; without them the model cannot be made again.',
      }
}

/** Code nobody committed cannot be looked at again. */
function codeFindings({ code }: Lineage): readonly Finding[] {
  if (code?.dirty !== true) return []
  return [
    {
      id: 'code',
      kind: 'lineage',
      title: 'the code that made it is committed',
      status: 'warn',
      outcome: 'warn',
      reason: `tracked files differ from ${code.commit}`,
      remedy: 'Commit the changes and train from the commit.',
    },
  ]
}

function lineageFacts({ data, code, lock, image }: Lineage): Report['facts'] {
  return [
    ...(code
      ? [
          {
            label: 'Code',
            value: `${code.repository ?? ''}@${code.commit}${code.dirty ? ' with changes' : ''}`,
          },
        ]
      : []),
    ...data.map((item) => ({ label: `Data ${item.name}`, value: 'id' in item ? item.id : item.digest })),
    ...(lock ? [{ label: `Lock ${lock.path}`, value: lockText(lock) }] : []),
    ...(image ? [{ label: 'Image', value: `${image.name}@${image.digest}` }] : []),
  ]
}

function filesText({ record }: Registered): string {
  const bytes = record.files.reduce((sum, { byteLength }) => sum + byteLength, 0)
  return `${record.files.length}, ${bytes} bytes`
}

function nextSteps({ record }: Registered, evidence: readonly EvidenceFile[]): readonly string[] {
  const promote = `Promote it: promote-model with version ${record.version}.`
  return evidence.length === 0
    ? [`Validate these files and attach the report: stages can require it.`, promote]
    : [promote]
}

function lockText({ digest, packages, pinned }: NonNullable<Lineage['lock']>): string {
  return packages === undefined ? digest : `${digest}, ${pinned} of ${packages} packages pinned`
}
