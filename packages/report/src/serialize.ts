import { z } from 'zod'
import type { Report } from './document.ts'
import { ReportError } from './error.ts'
import { firstIssue } from './format/field-path.ts'
import { reportSchema } from './schema/report.ts'

/**
 * Writes a report as JSON with two-space indentation and a final newline, keys in the schema's order, slice keys sorted:
 * the same report gives the same bytes. NaN and the infinities are written as strings and come back as numbers from
 * `parseReport`; -0 is written as 0.
 *
 * @throws {ReportError} `wrong-schema` if the report is not one, so that no reader meets it first.
 */
export function serializeReport(report: Report): string {
  const encoded = z.safeEncode(reportSchema, report as z.output<typeof reportSchema>)
  if (!encoded.success) {
    const { path, message } = firstIssue(encoded.error.issues)
    throw new ReportError('wrong-schema', `the report cannot be written: ${message}`, { path })
  }
  const findings = encoded.data.findings.map((finding) =>
    finding.slice ? { ...finding, slice: sortedKeys(finding.slice) } : finding,
  )
  return `${JSON.stringify({ ...encoded.data, findings }, null, 2)}\n`
}

function sortedKeys(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
