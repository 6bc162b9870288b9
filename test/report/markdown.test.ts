import type { Finding, Status } from '@mlops-actions/policy'
import type { Report } from '@mlops-actions/report'
import { MIN_MARKDOWN_BYTES, renderMarkdown } from '@mlops-actions/report'
import { describe, expect, it } from 'vitest'
import { finding } from './samples/common.ts'
import { hostile } from './samples/hostile.ts'
import { samples } from './samples/index.ts'

const bytes = (text: string) => new TextEncoder().encode(text).byteLength
const comment = (report: Report, budgetBytes = 60_000) =>
  renderMarkdown(report, { budgetBytes, surface: 'comment' })

function withFindings(findings: readonly Finding[], over: Partial<Report> = {}): Report {
  return { ...samples.passing, verdict: 'fail', findings, ...over }
}

function failing(count: number): readonly Finding[] {
  return Array.from({ length: count }, (_, index) =>
    finding({
      id: `rule-${index}`,
      title: `rule number ${index}`,
      status: 'fail',
      outcome: 'fail',
      reason: `It failed, case ${index}.`,
    }),
  )
}

describe('the verdict', () => {
  it.each([
    ['pass', '### ✅ Pass: '],
    ['warn', '### ⚠️ Pass with warnings: '],
    ['fail', '### ❌ Fail: '],
  ] as const)('%s is the first line', (verdict, start) => {
    expect(comment({ ...samples.passing, verdict })).toMatch(new RegExp(`^${start}`))
  })

  it('of nothing judged says so', () => {
    expect(comment(samples.poor)).toContain('no rule was judged')
  })
})

describe('the table of rules to look at', () => {
  it.each([
    ['fail', 'fail', '❌&nbsp;fail'],
    ['error', 'fail', '⛔&nbsp;not measured<br><sub>counts as a failure</sub>'],
    ['incomparable', 'warn', '↔️&nbsp;not comparable<br><sub>counts as a warning</sub>'],
    ['inconclusive', 'pass', '❔&nbsp;inconclusive<br><sub>lets the job pass</sub>'],
    ['warn', 'warn', '⚠️&nbsp;warning'],
    ['waived', 'warn', '➖&nbsp;waived<br><sub>counts as a warning</sub>'],
    ['pass', 'fail', '✅&nbsp;pass<br><sub>counts as a failure</sub>'],
  ] as const)('has a %s that the policy makes a %s', (status, outcome, cell) => {
    const [table] = comment(withFindings([finding({ status, outcome })])).split('<details>')
    expect(table).toContain('| Rule |')
    expect(table).toContain(cell)
  })

  it.each(['pass', 'waived'] as const)('has no accepted %s', (status) => {
    const [head] = comment(withFindings([finding({ status, outcome: 'pass' })])).split('<details>')
    expect(head).not.toContain('| Rule |')
  })

  it('is ordered by outcome, then by status', () => {
    const order: readonly [Status, Finding['outcome']][] = [
      ['warn', 'warn'],
      ['inconclusive', 'pass'],
      ['error', 'warn'],
      ['inconclusive', 'fail'],
      ['fail', 'fail'],
    ]
    const findings = order.map(([status, outcome], index) =>
      finding({ id: `${index}`, title: `number ${index}`, status, outcome }),
    )
    const [table = ''] = comment(withFindings(findings)).split('<details>')
    expect([...table.matchAll(/number (\d)/g)].map(([, index]) => index)).toEqual(['4', '3', '2', '0', '1'])
  })

  it('has fifteen rows at most and says how many more there are', () => {
    const [table = ''] = comment(withFindings(failing(40))).split('<details>')
    expect(table.match(/^\| <b>rule/gm)).toHaveLength(15)
    expect(table).toContain('…and 25 more rules to look at.')
  })

  it('has no column without content', () => {
    const [table] = comment(withFindings(failing(1))).split('<details>')
    expect(table).toContain('| Rule | Verdict |')
  })
})

describe('the budget', () => {
  const huge = withFindings(failing(10_000), { charts: samples.validation.charts })

  it.each([MIN_MARKDOWN_BYTES, 8_000, 20_000, 60_000])(
    'of %d bytes holds for ten thousand findings, and says what was left out',
    (budget) => {
      const text = comment(huge, budget)
      expect(bytes(text)).toBeLessThanOrEqual(budget)
      expect(text).toMatch(/^### ❌ Fail/)
      expect(text).toContain('0 of 10,000 rules pass · 10,000 fail')
      expect(text).toMatch(
        /> \*\*Shortened to fit\.\*\* Left out: .*of 10,000 rules in the list of all rules.*All of it is in the HTML report\./,
      )
    },
  )

  it('is used: more of it shows more rules', () => {
    const shown = (budget: number) => new Set(comment(huge, budget).match(/rule number \d+/g)).size
    expect(shown(20_000)).toBeGreaterThan(shown(8_000))
    expect(shown(60_000)).toBeGreaterThan(100)
    const counted = Number(/([\d,]+) of 10,000 rules in the list/.exec(comment(huge))![1]!.replace(',', ''))
    expect(counted).toBe(
      10_000 -
        comment(huge)
          .split('All 10,000 rules')[1]!
          .match(/rule number/g)!.length,
    )
  })

  it.each([MIN_MARKDOWN_BYTES, 6_000, 10_000, 30_000, 60_000])(
    'of %d bytes holds when every text is an attack',
    (budget) => {
      const text = renderMarkdown(hostile, {
        budgetBytes: budget,
        surface: 'comment',
        links: { html: `https://e.example/${'x'.repeat(5_000)}` },
      })
      expect(bytes(text)).toBeLessThanOrEqual(budget)
      expect(text).toContain('Shortened to fit')
    },
  )

  it('takes reasons before rows', () => {
    const wordy = withFindings(failing(15).map((one) => ({ ...one, reason: 'because '.repeat(45) })))
    const text = comment(wordy, 6_000)
    expect(text.match(/^\| rule number/gm)).toHaveLength(15)
    expect(text).toMatch(/Left out: reasons/)
  })

  it('counts the figures and the drawings that were left out', () => {
    const pictured = {
      ...samples.passing,
      charts: Array.from({ length: 6 }, () => samples.validation.charts[0]!),
    }
    expect(comment(pictured, 6_000)).toMatch(/Left out: (\d drawings?; )?\d figures\./)
  })

  it('is not mentioned when all fits', () => {
    expect(comment(samples.validation)).not.toContain('Shortened')
  })

  it.each([0, MIN_MARKDOWN_BYTES - 1, Number.NaN])('of %d bytes is refused', (budget) => {
    expect(() => comment(samples.passing, budget)).toThrow(RangeError)
  })
})

describe('surfaces and links', () => {
  it('a comment opens its first figure, a summary all of them', () => {
    expect(comment(samples.validation).match(/<details open>/g)).toHaveLength(1)
    const summary = renderMarkdown(samples.validation, { budgetBytes: 900_000, surface: 'summary' })
    expect(summary.match(/<details open>/g)).toHaveLength(samples.validation.charts.length)
    expect(summary).toMatch(/^## /)
  })

  it('links the run only at an address that looks like one', () => {
    const at = (runUrl: string) =>
      comment({ ...samples.passing, provenance: { ...samples.passing.provenance, runUrl } })
    expect(at('https://ghe.example:8443/o/r/actions/runs/5/attempts/2')).toContain(
      '](https://ghe.example:8443/o/r/actions/runs/5/attempts/2)',
    )
    expect(at('https://evil.example/login?next=/o/r/actions/runs/5')).not.toContain('](')
  })

  it('says worse and better in words, and equal too', () => {
    const change = (value: number) =>
      finding({ id: `${value}`, status: 'fail', outcome: 'fail', improvement: { value, n: 1 } })
    const text = comment(withFindings([change(-0.1), change(0.1), change(0), change(Number.NaN)]))
    expect(text).toContain('▼\u00a0worse')
    expect(text).toContain('▲\u00a0better')
    expect(text).toContain('equal')
    expect(text).toContain('not a number')
  })
})
