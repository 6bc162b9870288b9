import type { Finding } from '@mlops-actions/policy'
import { verdictOf } from '@mlops-actions/policy'
import type { Report } from '../document.ts'
import { sliceLabel } from '../format/findings.ts'
import { formatMeasurement } from '../format/number.ts'
import { type Sides, sidesOf } from '../format/sides.ts'
import { lookOf } from '../format/status.ts'
import { plainText } from '../format/text.ts'

/**
 * The report as JUnit XML, one test case a finding, for the test views of GitLab, Jenkins and Azure. JUnit knows no
 * warning: what the policy lets through without being a pass is `skipped` with its reason, so it is seen. A verdict
 * worse than the findings, or a report without any, gets a case of its own: the file is never greener than the job.
 */
export function renderJunit(report: Report): string {
  const cases = report.findings.map((finding) => ({ finding, result: resultOf(finding) }))
  const sides = sidesOf(report.kind)
  const judged = cases.map(({ finding, result }) => testCase(finding, result, sides))
  const beyond = verdictCase(report)
  const count = (tag: Result['tag']) => cases.filter(({ result }) => result?.tag === tag).length
  const totals = attributes({
    tests: String(judged.length + (beyond === '' ? 0 : 1)),
    failures: String(count('failure') + (beyond === '' ? 0 : 1)),
    errors: String(count('error')),
    skipped: String(count('skipped')),
  })
  const { model, version } = report.subject
  const name = attributes({ name: version === undefined ? model : `${model} ${version}` })
  const properties = Object.entries({
    verdict: report.verdict,
    headline: report.headline,
    commit: report.provenance.commit,
    modelDigest: report.subject.modelDigest,
    policyDigest: report.subject.policy?.digest,
  }).flatMap(([key, value]) =>
    value === undefined ? [] : [`      <property${attributes({ name: key, value })}/>\n`],
  )
  const stamp = attributes({ timestamp: report.provenance.createdAt })
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<testsuites${attributes({ name: `mlops-actions ${report.kind}` })}${totals}>\n` +
    `  <testsuite${name}${totals}${stamp}>\n` +
    `    <properties>\n${properties.join('')}    </properties>\n` +
    `${judged.join('')}${beyond}  </testsuite>\n</testsuites>\n`
  )
}

interface Result {
  readonly tag: 'failure' | 'error' | 'skipped'
  readonly message: string
}

function resultOf({ status, outcome, reason }: Finding): Result | undefined {
  const { word } = lookOf(status)
  if (outcome === 'fail') {
    const broken = status === 'error' || status === 'incomparable'
    return { tag: broken ? 'error' : 'failure', message: `${word}: ${reason}` }
  }
  return status === 'pass' && outcome === 'pass'
    ? undefined
    : { tag: 'skipped', message: `${word}: ${reason}` }
}

function testCase(finding: Finding, result: Result | undefined, sides: Sides): string {
  const slice = sliceLabel(finding)
  const where = finding.source ? { file: finding.source.file, line: String(finding.source.line) } : {}
  const open = `    <testcase${attributes({
    classname: finding.kind,
    name: slice === '' ? finding.title : `${finding.title} [${slice}]`,
    ...where,
  })}`
  if (result === undefined) return `${open}/>\n`
  const { tag, message } = result
  const opening = `      <${tag}${attributes({ message, ...(tag === 'skipped' ? {} : { type: finding.status }) })}`
  return tag === 'skipped'
    ? `${open}>\n${opening}/>\n    </testcase>\n`
    : `${open}>\n${opening}>${details(finding, sides)}</${tag}>\n    </testcase>\n`
}

function details(finding: Finding, sides: Sides): string {
  const { candidate, baseline, improvement, required, remedy, source } = finding
  const lines = [
    [sides.candidate.toLowerCase(), candidate && formatMeasurement(candidate)],
    [sides.baseline.toLowerCase(), baseline && formatMeasurement(baseline)],
    ['improvement', improvement && formatMeasurement(improvement, true)],
    ['required', required],
    ['remedy', remedy],
    ['policy', source && `${source.file}:${source.line}`],
  ].flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${escapeXml(value)}`]))
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`
}

function verdictCase({ findings, verdict, headline }: Report): string {
  if (verdict !== 'fail' || (findings.length > 0 && verdictOf(findings) === 'fail')) return ''
  const message = findings.length === 0 ? `no rule was judged: ${headline}` : headline
  return (
    `    <testcase${attributes({ classname: 'verdict', name: 'verdict' })}>\n` +
    `      <failure${attributes({ message, type: 'verdict' })}></failure>\n    </testcase>\n`
  )
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    .join('')
}

/** `plainText` has removed what XML 1.0 cannot hold even as an entity. */
function escapeXml(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
