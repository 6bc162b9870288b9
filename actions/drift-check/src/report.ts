import { provenanceOf } from '@mlops-actions/core'
import type { DriftAnswer, Finding } from '@mlops-actions/policy'
import type { Report } from '@mlops-actions/report'
import { chartsOf } from './charts.ts'
import type { Checked } from './checked.ts'
import { driftedColumns } from './drifted.ts'
import { definition } from './inputs.ts'
import type { Side } from './read-side.ts'

const NEXT_STEPS = 5
/** Names a headline has room for. */
const NAMED_COLUMNS = 3

/** All that was found, as the one document everything is rendered from. */
export function buildReport(checked: Checked): Report {
  const { model, version, reference, current, answer, runtime } = checked
  return {
    schema: 'mlops-actions/report/v1',
    kind: 'drift',
    verdict: answer.verdict,
    headline: headline(model, answer),
    subject: {
      model,
      policy: {
        path: version.location.path,
        digest: version.digest,
        ...(version.location.ref === undefined ? {} : { ref: version.location.ref }),
      },
      data: [dataOf('reference', reference), dataOf('current', current)],
    },
    findings: answer.findings,
    charts: chartsOf(answer),
    facts: factsOf(checked),
    next: nextSteps(answer.findings),
    provenance: provenanceOf(runtime, definition.name),
  }
}

function headline(model: string, answer: DriftAnswer): string {
  const { columns, verdict, findings } = answer
  const drifted = driftedColumns(answer)
  if (drifted.length > 0) {
    const named = drifted.slice(0, NAMED_COLUMNS).map(({ name }) => name)
    const more = drifted.length > NAMED_COLUMNS ? ` and ${drifted.length - NAMED_COLUMNS} more` : ''
    return `${model}: ${drifted.length} of ${columns.length} columns drifted (${named.join(', ')}${more})`
  }
  const compared = columns.filter(({ effect }) => effect !== undefined).length
  if (compared === 0) return `${model}: no column could be compared`
  const words =
    verdict === 'pass'
      ? ''
      : `, but ${findings.filter(({ outcome }) => outcome !== 'pass').length} checks need a look`
  return `${model}: none of ${compared} compared columns drifted${words}`
}

function dataOf(name: string, { path, digest, rows }: Side): Report['subject']['data'][number] {
  return { name, path, digest, rows }
}

function factsOf({ reference, current, answer, notes }: Checked): Report['facts'] {
  const rows = (side: Side) => side.rows.toLocaleString('en')
  const facts: [string, string][] = [
    ['Rows', `${rows(reference)} in the reference, ${rows(current)} now`],
    ['Columns', `${answer.columns.length} of ${reference.names.length} compared`],
    ['False alarms', answer.falseAlarms],
    ...answer.skipped.map(({ reason }): [string, string] => ['Not compared', reason]),
    ...notes.map((note): [string, string] => ['Note', note]),
  ]
  return facts.map(([label, value]) => ({ label, value }))
}

/** Failures before warnings, each remedy once, with the checks it is for. */
function nextSteps(findings: readonly Finding[]): readonly string[] {
  const order = { fail: 0, warn: 1, pass: 2 } as const
  const open = findings
    .filter(({ outcome, remedy }) => outcome !== 'pass' && remedy !== undefined)
    .toSorted((a, b) => order[a.outcome] - order[b.outcome])
  const byRemedy = new Map<string, string[]>()
  for (const { id, remedy } of open) byRemedy.set(remedy!, [...(byRemedy.get(remedy!) ?? []), id])
  return [...byRemedy]
    .slice(0, NEXT_STEPS)
    .map(
      ([remedy, ids]) => `${ids.length > NAMED_COLUMNS ? `${ids.length} checks` : ids.join(', ')}: ${remedy}`,
    )
}
