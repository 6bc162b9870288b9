import type { Report } from '@mlops-actions/report'
import { finding, provenance } from './common.ts'

/** The commonest report: all is well, in few words. */
export const passing: Report = {
  schema: 'mlops-actions/report/v1',
  kind: 'promotion',
  verdict: 'pass',
  headline: 'churn 7.0.0 is now production',
  subject: { model: 'churn', version: '7.0.0', data: [] },
  findings: [
    finding({
      id: 'evidence.validation',
      kind: 'evidence',
      title: 'a passing validation exists',
      reason: 'Run 41 is it.',
    }),
    finding({
      id: 'evidence.age',
      kind: 'evidence',
      title: 'it is at most 14 days old',
      reason: 'It is 2 days old.',
    }),
  ],
  charts: [],
  facts: [{ label: 'Before', value: 'churn 6.2.1' }],
  next: [],
  provenance: provenance('promote-model'),
}
