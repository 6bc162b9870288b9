import { describe, expect, it } from 'vitest'
import { columnsOf, finding, judge } from './gate.ts'

/** Rows of a binary model: every third positive, scores that rank well. */
function csv(
  n: number,
  row: (i: number) => readonly (string | number)[] = plainRow,
  header = 'id,y,p,g',
): string {
  return `${header}\n${Array.from({ length: n }, (_, i) => row(i).join(',')).join('\n')}\n`
}
const truth = (i: number): number => (i % 3 === 0 ? 1 : 0)
const score = (i: number): number => (truth(i) === 1 ? 0.55 : 0.3) + ((i * 7) % 10) / 40
const plainRow = (i: number): readonly (string | number)[] => [i, truth(i), score(i), i % 2 === 0 ? 'a' : 'b']

const model = (rules: string, more = ''): string =>
  `task: binary\ndata: { id: id, label: y, score: p }\ngate:\n  rules: [${rules}]\n${more}`
const versus = '{ metric: accuracy, versus: baseline, margin: 0.2 }'

/** Every way that other gates are known to pass silently. None of these may be green. */
describe('a comparison that was not made is never a pass', () => {
  it('baseline missing', async () => {
    const answer = judge({ model: model(versus), candidate: await columnsOf(csv(300)) })
    expect(answer.verdict).toBe('fail')
    expect(answer.findings[0]).toMatchObject({
      status: 'error',
      reason: 'there is no baseline to compare with',
    })
  })

  it('baseline missing, and the policy says it may be (a first model)', async () => {
    const first = model(versus, '  defaults: { missing_baseline: pass }')
    const answer = judge({ model: first, candidate: await columnsOf(csv(300)) })
    expect(answer.verdict).toBe('pass')
    expect(answer.findings[0]).toMatchObject({ status: 'error', outcome: 'pass' })
  })

  it('a column that the metric needs missing in the baseline', async () => {
    const candidate = await columnsOf(csv(300))
    const baseline = await columnsOf(csv(300, (i) => [i, truth(i)], 'id,y'))
    const answer = judge({ model: model(versus), candidate, baseline })
    expect(answer).toMatchObject({ verdict: 'fail', findings: [{ status: 'error' }] })
    expect(answer.findings[0]?.reason).toBe('baseline.csv: there is no column "p"')
  })

  it('a slice of the policy absent from the data', async () => {
    const rule = '{ metric: accuracy, min: 0.1, slices: { g: [a, zz] } }'
    const answer = judge({ model: model(rule), candidate: await columnsOf(csv(300)) })
    expect(finding(answer, 'accuracy.min[g=a]').status).toBe('pass')
    expect(finding(answer, 'accuracy.min[g=zz]')).toMatchObject({
      status: 'error',
      outcome: 'fail',
      reason: 'no row has g=zz',
    })
  })

  it('the column of a slice absent from the data', async () => {
    const rule = "{ metric: accuracy, min: 0.1, slices: { nowhere: '*' } }"
    const answer = judge({ model: model(rule), candidate: await columnsOf(csv(300)) })
    expect(answer).toMatchObject({ verdict: 'fail', findings: [{ status: 'error' }] })
    expect(answer.findings[0]?.reason).toContain('no column "nowhere"')
  })

  it('too few rows in a slice', async () => {
    const rule = '{ metric: accuracy, min: 0.1, slices: { g: [a] }, min_support: 200 }'
    const answer = judge({ model: model(rule), candidate: await columnsOf(csv(300)) })
    expect(answer.findings[0]).toMatchObject({
      status: 'inconclusive',
      outcome: 'fail',
      reason: '150 rows are too few, 200 are needed',
    })
  })

  it('too few rows in every slice of `*`', async () => {
    const rule = "{ metric: accuracy, min: 0.1, slices: { g: '*' }, min_support: 200 }"
    const answer = judge({ model: model(rule), candidate: await columnsOf(csv(300)) })
    expect(answer).toMatchObject({ verdict: 'fail', findings: [{ status: 'inconclusive' }] })
  })

  it('small slices of `*` are told, not judged', async () => {
    const candidate = await columnsOf(csv(300, (i) => [i, truth(i), score(i), i < 5 ? 'rare' : 'common']))
    const rule = "{ metric: accuracy, min: 0.1, slices: { g: '*' } }"
    const answer = judge({ model: model(rule), candidate })
    expect(answer.findings.map(({ id }) => id)).toEqual(['accuracy.min[g=common]'])
    expect(answer.notes).toEqual([
      'accuracy.min: not judged for having fewer than 30 rows: 1 of the slices by g (5 rows in all)',
    ])
  })

  it.each(['nan', 'NaN', '', 'inf'])('a score that is %j', async (bad) => {
    const candidate = await columnsOf(
      csv(300, (i) => [i, truth(i), i === 7 || i === 8 ? bad : score(i), 'a']),
    )
    const answer = judge({
      model: model(`${versus}, { metric: brier, max: 0.9 }`),
      candidate,
      baseline: await columnsOf(csv(300)),
    })
    expect(answer.verdict).toBe('fail')
    for (const { status, reason } of answer.findings) {
      expect(status).toBe('error')
      expect(reason).toMatch(
        /^candidate.csv: the score column "p" (is not a number in 2 rows \(id "7", "8"\)|holds text values, expected numbers)$/,
      )
    }
  })

  it('a label that is missing', async () => {
    const candidate = await columnsOf(csv(300, (i) => [i, i === 4 ? '' : truth(i), score(i), 'a']))
    const answer = judge({ model: model('{ metric: brier, max: 0.9 }'), candidate })
    expect(answer.findings[0]).toMatchObject({ status: 'error', outcome: 'fail' })
    expect(answer.findings[0]?.reason).toContain('the label column "y" is empty in 1 row (id "4")')
  })

  it('evaluation sets that differ', async () => {
    const [candidate, baseline] = [await columnsOf(csv(300)), await columnsOf(csv(299))]
    const answer = judge({ model: model(versus), candidate, baseline })
    expect(answer.findings[0]).toMatchObject({ status: 'incomparable', outcome: 'fail' })
    expect(answer.findings[0]?.reason).toBe('1 ids of candidate.csv are not in baseline.csv ("299")')
    const other = await columnsOf(csv(300, (i) => [i + 5, truth(i + 5), score(i + 5), 'a']))
    const shifted = judge({ model: model(versus), candidate, baseline: other })
    expect(shifted.findings[0]?.reason).toBe(
      '5 ids of candidate.csv are not in baseline.csv ("0", "1", "2", ...); 5 ids of baseline.csv are not in candidate.csv ("300", "301", "302", ...)',
    )
  })

  it('labels that differ', async () => {
    const baseline = await columnsOf(csv(300, (i) => [i, i === 3 ? 0 : truth(i), score(i), 'a']))
    const answer = judge({ model: model(versus), candidate: await columnsOf(csv(300)), baseline })
    expect(answer.findings[0]).toMatchObject({ status: 'incomparable', outcome: 'fail' })
    expect(answer.findings[0]?.reason).toBe(
      'the label "y" differs between candidate.csv and baseline.csv in 1 row (id "3")',
    )
  })

  it('ids that stand on two rows', async () => {
    const candidate = await columnsOf(csv(300, (i) => [i === 9 ? 8 : i, truth(i), score(i), 'a']))
    const answer = judge({ model: model('{ metric: brier, max: 0.9 }'), candidate })
    expect(answer.findings[0]).toMatchObject({
      status: 'error',
      reason: 'candidate.csv: the id "8" stands on more than one row',
    })
  })

  it('a label that is constant, where ranking means nothing', async () => {
    const candidate = await columnsOf(csv(300, (i) => [i, 0, score(i), 'a']))
    const answer = judge({
      model: model('{ metric: roc_auc, min: 0.1 }, { metric: recall, min: 0.1 }'),
      candidate,
    })
    expect(answer.verdict).toBe('fail')
    expect(finding(answer, 'roc_auc.min').reason).toBe(
      'it needs at least 2 rows of each class, there are 0 of 1 and 300 of 0',
    )
    expect(finding(answer, 'recall.min')).toMatchObject({
      status: 'error',
      reason: 'there are no positive rows',
    })
  })

  it('scores that are no probabilities', async () => {
    const candidate = await columnsOf(csv(300, (i) => [i, truth(i), score(i) * 10, 'a']))
    const answer = judge({
      model: model('{ metric: log_loss, max: 9 }, { metric: roc_auc, min: 0.5 }'),
      candidate,
    })
    expect(finding(answer, 'log_loss.max')).toMatchObject({ status: 'error', outcome: 'fail' })
    expect(finding(answer, 'roc_auc.min').status).toBe('pass')
  })

  it('a slice that is called as missing values are', async () => {
    const group = (i: number): string => ['', '(no value)', 'a'][i % 3]!
    const rows = csv(300, (i) => [i, i % 2, group(i) === '(no value)' ? 1 - (i % 2) : i % 2, group(i)])
    const rule = "{ metric: accuracy, min: 0.6, slices: { g: '*' } }"
    const answer = judge({ model: model(rule), candidate: await columnsOf(rows) })
    expect(answer.findings.map(({ candidate }) => candidate?.n)).toEqual([200, 100])
    expect(answer.verdict).toBe('fail')
  })

  it('no rows at all', async () => {
    const answer = judge({
      model: model('{ metric: brier, max: 0.9 }'),
      candidate: await columnsOf('id,y,p,g\n'),
    })
    expect(answer.findings[0]).toMatchObject({ status: 'error', reason: 'candidate.csv: there are no rows' })
  })

  it('a label with a third value, or without a positive one', async () => {
    const three = await columnsOf(csv(300, (i) => [i, i % 3, score(i), 'a']))
    expect(judge({ model: model('{ metric: brier, max: 0.9 }'), candidate: three }).findings[0]?.reason).toBe(
      'candidate.csv: the label column "y" has 3 distinct values ("0", "1", "2"), expected two',
    )
    const words = await columnsOf(csv(300, (i) => [i, truth(i) === 1 ? 'late' : 'fine', score(i), 'a']))
    const [unnamed] = judge({ model: model('{ metric: brier, max: 0.9 }'), candidate: words }).findings
    expect(unnamed?.reason).toContain('never holds "1" or "true"')
    const named = model('{ metric: brier, max: 0.9 }').replace('score: p', 'score: p, positive: late')
    expect(judge({ model: named, candidate: words }).verdict).toBe('pass')
  })
})
