import { describe, expect, it } from 'vitest'
import { columnsOf, finding, judge } from './gate.ts'

const data = 'task: binary\ndata: { id: id, label: y, score: p }\n'

/** `n` positives and as many negatives; each side is wrong on the rows its test names. */
function predictions(
  n: number,
  wrong: (i: number) => boolean,
  slice: (i: number) => string = () => 'all',
): string {
  const lines = Array.from({ length: 2 * n }, (_, i) => {
    const y = i % 2
    return `${i},${y},${wrong(i) ? 1 - y : y},${slice(i)}`
  })
  return `id,y,p,g\n${lines.join('\n')}\n`
}

async function versus(candidate: string, baseline: string, rule: string, gate = '') {
  return judge({
    model: `${data}gate: { ${gate} rules: [${rule}] }`,
    candidate: await columnsOf(candidate),
    baseline: await columnsOf(baseline),
  })
}

describe('verdict words', () => {
  const rule = '{ metric: accuracy, versus: baseline, margin: 0.02 }'
  const base = predictions(1000, (i) => i % 10 === 0)

  it.each([
    ['better', predictions(1000, (i) => i % 20 === 0), 'pass', /^better: improvement \+0\.05 \[/],
    ['not worse', base, 'pass', /^not worse: improvement 0 \[.*\] stays above -0.02$/],
    [
      'slightly worse',
      predictions(1000, (i) => i % 10 === 0 || i < 15),
      'pass',
      /^slightly worse, within the margin of 0.02/,
    ],
    [
      'worse',
      predictions(1000, (i) => i % 10 === 0 || i % 10 === 3),
      'fail',
      /^worse: improvement -0\.1 \[.*\] lies below -0\.02$/,
    ],
    [
      'worse by its estimate, with harm proven',
      predictions(1000, (i) => i % 10 === 0 || i < 48),
      'fail',
      /^worse: improvement -0\.021\d* \[.*\] lies below 0, and its estimate beyond the margin of 0\.02$/,
    ],
    [
      'inconclusive',
      predictions(1000, (i) => i % 10 === 0 || i < 40),
      'inconclusive',
      /^inconclusive: improvement -0.018 .* straddles -0.02$/,
    ],
  ])('%s', async (_, candidate, status, reason) => {
    const [one] = (await versus(candidate, base, rule)).findings
    expect(one?.reason).toMatch(reason)
    expect(one?.status).toBe(status)
    expect(one?.source).toMatchObject({ file: 'mlops.yml', line: 6 })
  })

  it('counts the rows that are missing for a proof', async () => {
    const small = predictions(60, (i) => i % 10 === 0)
    const [one] = (await versus(small, small, rule)).findings
    expect(one?.status).toBe('inconclusive')
    const rows = Number(
      /About ([\d,]+) rows would settle it \(now 120\)/.exec(one?.remedy ?? '')?.[1]?.replace(',', ''),
    )
    expect(rows).toBeGreaterThan(120)
    // The promise is kept: with so many rows the same models pass.
    const enough = predictions(Math.ceil(rows / 2), (i) => i % 10 === 0)
    expect((await versus(enough, enough, rule)).verdict).toBe('pass')
  })

  it('asks for superiority when the margin is 0: an equal model proves nothing', async () => {
    const equal = await versus(base, base, '{ metric: accuracy, versus: baseline, margin: 0 }')
    expect(equal.findings[0]?.status).toBe('inconclusive')
    const better = await versus(
      predictions(1000, (i) => i % 20 === 0),
      base,
      '{ metric: accuracy, versus: baseline, margin: 0 }',
    )
    expect(better.findings[0]?.status).toBe('pass')
  })

  it('reads a loss upside down: less is an improvement', async () => {
    const answer = await versus(
      predictions(1000, (i) => i % 20 === 0),
      base,
      '{ metric: error_rate, versus: baseline, margin: 0.02 }',
    )
    expect(answer.findings[0]?.improvement?.value).toBeCloseTo(0.05, 12)
    expect(answer.findings[0]?.status).toBe('pass')
  })

  it('does not take perfection on a few rows for certainty', async () => {
    const perfect = predictions(20, () => false)
    const answer = await versus(
      perfect,
      perfect,
      '{ metric: roc_auc, versus: baseline, margin: 0.01 }, { metric: roc_auc, min: 0.99 }, { metric: f1, versus: baseline, margin: 0.01 }',
    )
    expect(answer.findings.map(({ status }) => status)).toEqual([
      'inconclusive',
      'inconclusive',
      'inconclusive',
    ])
    const many = predictions(5000, () => false)
    const sure = await versus(
      many,
      many,
      '{ metric: roc_auc, versus: baseline, margin: 0.01 }, { metric: roc_auc, min: 0.99 }, { metric: f1, versus: baseline, margin: 0.01 }',
    )
    expect(sure.verdict).toBe('pass')
  })
})

describe('thresholds', () => {
  const base = predictions(100, (i) => i % 10 === 0)
  it('are held against the bound of the interval, or the point where the policy says so', async () => {
    const rules = '{ metric: accuracy, min: 0.88 }, { id: point, metric: accuracy, min: 0.88, use: point }'
    const answer = await versus(base, base, rules)
    expect(finding(answer, 'accuracy.min')).toMatchObject({ status: 'inconclusive', required: '>= 0.88' })
    expect(finding(answer, 'point')).toMatchObject({
      status: 'pass',
      reason: '0.9 is at least 0.88 (judged by the point)',
    })
  })

  it('fail when the whole interval is on the wrong side', async () => {
    const answer = await versus(
      base,
      base,
      '{ metric: accuracy, min: 0.99 }, { metric: error_rate, max: 0.01 }',
    )
    expect(answer.findings.map(({ status }) => status)).toEqual(['fail', 'fail'])
    expect(answer.findings[1]?.reason).toMatch(/^0\.1 \[.*\] lies above 0\.01$/)
  })

  it('hold on both sides', async () => {
    const answer = await versus(
      base,
      base,
      '{ metric: accuracy, min: 0.8, max: 0.99 }, { id: leak, metric: accuracy, min: 0.8, max: 0.85 }',
    )
    expect(answer.findings.map(({ status }) => status)).toEqual(['pass', 'fail'])
  })
})

describe('slices', () => {
  const groups = (i: number): string => ['north', 'south'][Math.floor(i / 2) % 2]!
  const good = predictions(1000, (i) => i % 10 === 0, groups)
  const broken = predictions(
    1000,
    (i) =>
      i % 10 === 0 && groups(i) === 'south' ? false : i % 10 === 0 || (groups(i) === 'south' && i % 7 === 0),
    groups,
  )

  it('one slice that breaks is found under a whole that holds', async () => {
    const rules =
      "{ metric: accuracy, versus: baseline, margin: 0.05 }, { metric: accuracy, versus: baseline, margin: 0.02, slices: { g: '*' } }"
    const answer = await versus(broken, good, rules)
    expect(finding(answer, 'accuracy.not-worse').status).toBe('pass')
    expect(finding(answer, 'accuracy.not-worse[g=north]').status).toBe('pass')
    expect(finding(answer, 'accuracy.not-worse[g=south]')).toMatchObject({ slice: { g: 'south' } })
    expect(finding(answer, 'accuracy.not-worse[g=south]').status).not.toBe('pass')
    expect(answer.verdict).toBe('fail')
  })

  it('quote a value that could pass for something else', async () => {
    const hostile = predictions(
      100,
      () => false,
      () => '"::error::x ](http://e)"',
    )
    const answer = judge({
      model: `${data}gate: { rules: [{ metric: accuracy, min: 0.5, slices: { g: '*' } }] }`,
      candidate: await columnsOf(hostile),
    })
    expect(answer.findings[0]?.id).toBe('accuracy.min[g="::error::x ](http://e)"]')
  })

  it('named twice, or alike in their first letters, keep names of their own', async () => {
    const long = 'x'.repeat(80)
    const alike = predictions(
      100,
      () => false,
      (i) => (i % 4 < 2 ? `${long}1` : `${long}2`),
    )
    const rules = `{ metric: accuracy, min: 0.5, slices: { g: '*' } }, { id: twice, metric: accuracy, min: 0.5, slices: { g: [${long}1, ${long}1] } }`
    const answer = judge({ model: `${data}gate: { rules: [${rules}] }`, candidate: await columnsOf(alike) })
    expect(answer.findings).toHaveLength(3)
    expect(new Set(answer.findings.map(({ id }) => id)).size).toBe(3)
  })

  it('cross several columns', async () => {
    const csv = `id,y,p,g,h\n${Array.from({ length: 400 }, (_, i) => `${i},${i % 2},${i % 2},${i % 4 < 2 ? 'a' : 'b'},${i % 8 < 4}`).join('\n')}\n`
    const answer = judge({
      model: `${data}gate: { rules: [{ metric: accuracy, min: 0.5, slices: { g: [a, b], h: '*' } }] }`,
      candidate: await columnsOf(csv),
    })
    expect(answer.findings.map(({ id }) => id)).toEqual([
      'accuracy.min[g=a,h=false]',
      'accuracy.min[g=a,h=true]',
      'accuracy.min[g=b,h=false]',
      'accuracy.min[g=b,h=true]',
    ])
  })
})

describe('severity, defaults and waivers', () => {
  const [good, bad] = [predictions(500, (i) => i % 10 === 0), predictions(500, (i) => i % 3 === 0)]
  const rule = (more = ''): string => `{ metric: accuracy, versus: baseline, margin: 0.02${more} }`
  const waiver = (until: string): string =>
    `waivers: [{ rule: accuracy.not-worse, until: '${until}', owner: '@ana', reason: known }],`

  it('a rule that only warns', async () => {
    const answer = await versus(bad, good, rule(', severity: warn'))
    expect(answer).toMatchObject({ verdict: 'warn', findings: [{ status: 'warn', outcome: 'warn' }] })
  })

  it('what is inconclusive does what the policy says', async () => {
    const small = predictions(40, (i) => i % 10 === 0)
    expect((await versus(small, small, rule())).verdict).toBe('fail')
    expect((await versus(small, small, rule(), 'defaults: { inconclusive: warn },')).verdict).toBe('warn')
  })

  it('a waiver excuses until the end of its day', async () => {
    const answer = await versus(bad, good, rule(), waiver('2026-01-01'))
    expect(answer).toMatchObject({ verdict: 'pass', findings: [{ status: 'waived', outcome: 'pass' }] })
    expect(answer.findings[0]?.reason).toMatch(/waived by @ana, until 2026-01-01: known$/)
  })

  it('an expired waiver fails and says so', async () => {
    const answer = await versus(bad, good, rule(), waiver('2025-12-31'))
    expect(answer).toMatchObject({ verdict: 'fail', findings: [{ status: 'fail' }] })
    expect(answer.findings[0]?.reason).toMatch(/its waiver has expired \(@ana, until 2025-12-31: known\)$/)
  })

  it('a waiver never excuses a comparison that was not made', async () => {
    const answer = judge({
      model: `${data}gate: { ${waiver('2026-12-31')} rules: [${rule()}] }`,
      candidate: await columnsOf(good),
    })
    expect(answer).toMatchObject({ verdict: 'fail', findings: [{ status: 'error' }] })
  })

  it('a waiver that is no longer needed is told', async () => {
    expect((await versus(good, good, rule(), waiver('2026-12-31'))).notes).toEqual([
      'the waiver of accuracy.not-worse is no longer needed',
    ])
  })
})

describe('rows with weights', () => {
  it('count by their weight', async () => {
    // Right on 900 rows of weight 1, wrong on 100 of weight 9: half of the weight.
    const csv = `id,y,p,w\n${Array.from({ length: 1000 }, (_, i) => `${i},${i % 2},${i < 900 ? i % 2 : 1 - (i % 2)},${i < 900 ? 1 : 9}`).join('\n')}\n`
    const weighted = data.replace('score: p', 'score: p, weight: w')
    const answer = judge({
      model: `${weighted}gate: { rules: [{ metric: accuracy, min: 0.4 }, { metric: f1, min: 0.4 }, { metric: roc_auc, min: 0.4 }, { metric: brier, max: 0.6 }] }`,
      candidate: await columnsOf(csv),
    })
    expect(answer.findings.map(({ candidate }) => Number(candidate?.value.toFixed(6)))).toEqual([
      0.5, 0.5, 0.5, 0.5,
    ])
    expect(answer.verdict).toBe('pass')
  })
})
