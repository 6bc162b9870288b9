import type { Finding, Outcome, Status } from '@mlops-actions/policy'

export interface StatusLook {
  /** For GitHub: a coloured mark of the Basic Multilingual Plane (check runs refuse others). */
  readonly mark: string
  /** For terminals and HTML: a glyph that text fonts have. */
  readonly glyph: string
  readonly word: string
  /** How many of them: `3 inconclusive`, `2 errors`. */
  readonly many: string
}

/** In order of urgency, most urgent first. */
export const STATUSES: readonly Status[] = [
  'fail',
  'error',
  'incomparable',
  'inconclusive',
  'warn',
  'waived',
  'pass',
]

const looks: Readonly<Record<Status, StatusLook>> = {
  fail: { mark: '❌', glyph: '✕', word: 'fail', many: 'fail' },
  error: { mark: '⛔', glyph: '!', word: 'not measured', many: 'not measured' },
  incomparable: { mark: '↔️', glyph: '↔', word: 'not comparable', many: 'not comparable' },
  inconclusive: { mark: '❔', glyph: '?', word: 'inconclusive', many: 'inconclusive' },
  warn: { mark: '⚠️', glyph: '▲', word: 'warning', many: 'with a warning' },
  waived: { mark: '➖', glyph: '–', word: 'waived', many: 'waived' },
  pass: { mark: '✅', glyph: '✓', word: 'pass', many: 'pass' },
}

/** How a status looks, the same in every rendering. */
export function lookOf(status: Status): StatusLook {
  return looks[status]
}

const verdicts: Readonly<Record<Outcome, string>> = {
  pass: 'Pass',
  warn: 'Pass with warnings',
  fail: 'Fail',
}

/** The verdict as a person says it. */
export function verdictWord(verdict: Outcome): string {
  return verdicts[verdict]
}

const expected: Readonly<Partial<Record<Status, Outcome>>> = {
  pass: 'pass',
  warn: 'warn',
  fail: 'fail',
  waived: 'pass',
}

const effects: Readonly<Record<Outcome, string>> = {
  pass: 'lets the job pass',
  warn: 'counts as a warning',
  fail: 'counts as a failure',
}

/** What the policy made of a status, where the status alone does not say: `counts as a failure`. */
export function effectOf({ status, outcome }: Pick<Finding, 'status' | 'outcome'>): string | undefined {
  return expected[status] === outcome ? undefined : effects[outcome]
}
