import { verdictOf } from '@mlops-actions/policy'
import type { Outcome } from '@mlops-actions/policy'
import { z } from 'zod'
import type { Digest, Report } from '../document.ts'
import { chart, unevenLengths } from './chart.ts'
import { finding, outcome } from './finding.ts'
import { count } from './real.ts'

const digest = z.templateLiteral(['sha256:', z.string().regex(/^[0-9a-f]{64}$/)]) satisfies z.ZodType<Digest>

const subject = z.strictObject({
  model: z.string().min(1),
  version: z.exactOptional(z.string()),
  modelDigest: z.exactOptional(digest),
  policy: z.exactOptional(z.strictObject({ path: z.string(), digest, ref: z.exactOptional(z.string()) })),
  data: z.array(
    z.strictObject({
      name: z.string(),
      path: z.exactOptional(z.string()),
      digest,
      rows: z.exactOptional(count),
    }),
  ),
  baseline: z.exactOptional(
    z.strictObject({
      name: z.string(),
      version: z.exactOptional(z.string()),
      digest: z.exactOptional(digest),
    }),
  ),
})

const text = z.exactOptional(z.string())

const provenance = z.strictObject({
  action: z.string(),
  actionVersion: z.string(),
  createdAt: z.iso.datetime({ offset: true }),
  repository: text,
  commit: text,
  ref: text,
  actor: text,
  workflow: text,
  runId: text,
  runAttempt: text,
  runUrl: text,
})

const severity: Readonly<Record<Outcome, number>> = { pass: 0, warn: 1, fail: 2 }

/**
 * The report as it is written: strict, key by key. `parse` reads the written form (non-finite numbers are strings, see
 * {@link real}) and `z.encode` writes it, keys in the order of this file. Beyond the shape it refuses what no honest
 * producer writes: a verdict better than its findings, an id used twice, arrays that do not match.
 */
export const reportSchema = z
  .strictObject({
    schema: z.literal('mlops-actions/report/v1'),
    kind: z.enum(['validation', 'registration', 'promotion', 'rollout', 'drift', 'scaling']),
    verdict: outcome,
    headline: z.string().min(1),
    subject,
    findings: z.array(finding),
    charts: z.array(chart),
    facts: z.array(z.strictObject({ label: z.string(), value: z.string() })),
    next: z.array(z.string()),
    provenance,
  })
  .check(({ value: report, issues }) => {
    const refuse = (path: (string | number)[], message: string) =>
      issues.push({ code: 'custom', path, message, input: undefined })

    const worst = verdictOf(report.findings)
    if (severity[report.verdict] < severity[worst]) {
      refuse(['verdict'], `is "${report.verdict}", but the findings make it "${worst}"`)
    }
    const seen = new Set<string>()
    report.findings.forEach(({ id }, index) => {
      if (seen.has(id))
        refuse(['findings', index, 'id'], 'is used by an earlier finding; ids are unique in a report')
      seen.add(id)
    })
    report.charts.forEach((drawn, index) => {
      const uneven = unevenLengths(drawn)
      if (uneven) refuse(['charts', index, ...uneven[0]], uneven[1])
    })
  }) satisfies z.ZodType<Report>

/** The JSON Schema (draft 2020-12) of a written report; `schema/report.schema.json` is this, serialised. */
export function reportJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(reportSchema, { io: 'input' })
  return {
    $schema,
    $id: 'urn:mlops-actions:report:v1',
    title: 'mlops-actions report',
    description: 'What one action measured and judged. Everything people see is rendered from it.',
    ...rest,
  }
}
