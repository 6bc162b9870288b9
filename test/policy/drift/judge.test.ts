import type { Column } from '@mlops-actions/data'
import { type ColumnSample, type DriftSpec, judgeDrift, sampleOf } from '@mlops-actions/policy'
import { normalQuantile, seededRandom } from '@mlops-actions/stats'
import { describe, expect, it } from 'vitest'

const ROWS = 1_000

function numbers(name: string, values: readonly number[]): Column {
  return {
    kind: 'number',
    name,
    length: values.length,
    nullCount: 0,
    values: Float64Array.from(values),
    integer: false,
  }
}

/** undefined is a null. */
function text(name: string, values: readonly (string | undefined)[]): Column {
  const dictionary = [...new Set(values.filter((value) => value !== undefined))]
  const codes = Uint32Array.from(values, (value) =>
    value === undefined ? 0xffffffff : dictionary.indexOf(value),
  )
  const nullCount = values.filter((value) => value === undefined).length
  const validity = new Uint8Array((values.length + 7) >> 3)
  values.forEach((value, row) => {
    if (value !== undefined) validity[row >> 3]! |= 1 << (row & 7)
  })
  return { kind: 'text', name, length: values.length, nullCount, codes, dictionary, validity }
}

function gaussian(seed: number, shift = 0, rows = ROWS): number[] {
  const random = seededRandom(seed)
  return Array.from({ length: rows }, () => shift + normalQuantile(Math.max(1e-15, random.next())))
}

function choices(seed: number, weights: Readonly<Record<string, number>>, rows = ROWS): string[] {
  const random = seededRandom(seed)
  const entries = Object.entries(weights)
  return Array.from({ length: rows }, () => {
    let rest = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    return entries.find(([, weight]) => (rest -= weight) < 0)?.[0] ?? entries[0]![0]
  })
}

function judge(reference: readonly Column[], current: readonly Column[], spec: DriftSpec = {}) {
  const sample = (column: Column): ColumnSample => sampleOf(column, spec.columns?.[column.name]?.kind)
  const answer = judgeDrift({ spec, reference: reference.map(sample), current: current.map(sample) })
  return { ...answer, find: (id: string) => answer.findings.find((finding) => finding.id === id) }
}

describe('numeric columns', () => {
  it.each([1e-200, 1e200, 1e306])('whose squares no double holds (%s) are measured all the same', (unit) => {
    const scaled = (seed: number, shift: number) => gaussian(seed, shift).map((value) => value * unit)
    const moved = judge([numbers('x', scaled(1, 0))], [numbers('x', scaled(2, 3))])
    expect(moved.verdict).toBe('fail')
    expect(moved.columns[0]!.effect!.value).toBeCloseTo(3, 0)
    expect(moved.find('drift[x]')!.reason).not.toMatch(/not a number|infinity/)
    expect(judge([numbers('x', scaled(1, 0))], [numbers('x', scaled(2, 0))]).verdict).toBe('pass')
  })

  it('the same distribution passes, and says how far it is', () => {
    const { verdict, find, columns } = judge([numbers('delay', gaussian(1))], [numbers('delay', gaussian(2))])
    expect(verdict).toBe('pass')
    expect(find('drift[delay]')).toMatchObject({ status: 'pass', outcome: 'pass' })
    expect(columns[0]).toMatchObject({ name: 'delay', drifted: false })
    expect(columns[0]!.effect!.value).toBeLessThan(0.1)
  })

  it('a shift of half a deviation fails, with what moved before and after', () => {
    const { verdict, find, columns } = judge(
      [numbers('delay', gaussian(1))],
      [numbers('delay', gaussian(2, 0.5))],
    )
    expect(verdict).toBe('fail')
    const finding = find('drift[delay]')!
    expect(finding).toMatchObject({ status: 'fail', outcome: 'fail', required: 'moved by less than 0.1 sd' })
    expect(finding.reason).toMatch(
      /^it moved by 0\.[45]\d* sd: mean -?0\.0\d+ -> 0\.[45]\d*, median .* share at or below/,
    )
    expect(finding.adjustedPValue).toBeLessThan(1e-10)
    expect(finding.remedy).toBeDefined()
    expect(columns[0]!.distribution!.before.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    expect(columns[0]!.distribution!.after.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  })

  it('a provable shift too small to matter passes: a p-value alone misleads', () => {
    const { find } = judge([numbers('x', gaussian(1, 0, 60_000))], [numbers('x', gaussian(2, 0.05, 60_000))])
    expect(find('drift[x]')).toMatchObject({ status: 'pass' })
    expect(find('drift[x]')!.adjustedPValue).toBeLessThan(1e-6)
    expect(find('drift[x]')!.reason).toMatch(/too small to matter/)
  })

  it('a large effect in few rows passes: it may be chance', () => {
    const spec = { min_rows: 20 }
    const { find } = judge([numbers('x', gaussian(1, 0, 30))], [numbers('x', gaussian(5, 0.1, 30))], spec)
    expect(find('drift[x]')!.reason).toMatch(/it may be chance/)
    expect(find('drift[x]')).toMatchObject({ status: 'pass' })
  })

  it('a constant stays, or leaves its value', () => {
    const constant = numbers(
      'flag',
      gaussian(1).map(() => 0.1),
    )
    expect(judge([constant], [constant]).find('drift[flag]')!.reason).toMatch(/every value is 0\.1/)
    const moved = numbers(
      'flag',
      gaussian(1).map((_, i) => (i % 4 === 0 ? 3 : 0.1)),
    )
    expect(judge([constant], [moved]).find('drift[flag]')).toMatchObject({
      status: 'fail',
      reason: expect.stringMatching(/every value was 0\.1; now 25 % are not, from 0\.1 to 3/),
    })
  })

  it('NaN and infinite values are missing values, not a crash', () => {
    const broken = gaussian(2).map((value, i) => (i % 5 === 0 ? Number.NaN : i % 7 === 0 ? Infinity : value))
    const { find } = judge([numbers('x', gaussian(1))], [numbers('x', broken)])
    expect(find('missing[x]')).toMatchObject({ status: 'fail', candidate: { n: ROWS } })
    expect(find('missing[x]')!.reason).toMatch(/from 0 % to 31\.4 %/)
    expect(find('drift[x]')).toMatchObject({ status: 'pass' })
  })
})

describe('categorical columns', () => {
  const before = { ORD: 30, ATL: 40, DFW: 30 }

  it('changed shares fail, and the report names the categories', () => {
    const { find } = judge(
      [text('origin', choices(1, before))],
      [text('origin', choices(2, { ORD: 60, ATL: 20, DFW: 20 }))],
    )
    expect(find('drift[origin]')).toMatchObject({ status: 'fail' })
    expect(find('drift[origin]')!.reason).toMatch(
      /Jensen-Shannon distance 0\.\d+: "ORD" \d+(\.\d)? % -> \d+(\.\d)? %/,
    )
  })

  it('a long tail of rare categories is pooled and is no drift', () => {
    const tail = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`c${i}`, 1]))
    const { find, verdict } = judge(
      [text('tail', choices(1, { common: 800, ...tail }))],
      [text('tail', choices(2, { common: 800, ...tail }))],
    )
    expect(find('drift[tail]')).toMatchObject({ status: 'pass' })
    // New categories of a long tail are expected, as Good and Turing reckon.
    expect(find('unseen[tail]')).toMatchObject({ status: 'pass' })
    expect(verdict).toBe('pass')
  })

  it('a category nobody has seen fails once it carries enough rows', () => {
    const { find } = judge(
      [text('origin', choices(1, before))],
      [text('origin', choices(2, { ...before, XXX: 6 }))],
    )
    expect(find('unseen[origin]')).toMatchObject({ status: 'fail', kind: 'unseen-categories' })
    expect(find('unseen[origin]')!.reason).toMatch(/"XXX" \(\d/)
  })

  it('one new row is not news', () => {
    const { find } = judge(
      [text('origin', choices(1, before))],
      [text('origin', [...choices(2, before), 'XXX'])],
    )
    expect(find('unseen[origin]')).toMatchObject({ status: 'pass' })
  })

  it('hostile categories are quoted', () => {
    const evil = '\u001b[31m::error::pwned\n<script>'
    const { find } = judge(
      [text('o', choices(1, before))],
      [text('o', choices(2, { ...before, [evil]: 50 }))],
    )
    expect(find('unseen[o]')!.reason).toContain('\\u001b[31m')
    expect(find('unseen[o]')!.reason).not.toContain('\u001b')
  })

  it('numbers compared as categories on request, booleans always', () => {
    const coded = (seed: number, weights: Record<string, number>) =>
      numbers('code', choices(seed, weights).map(Number))
    const spec: DriftSpec = { columns: { code: { kind: 'categorical' } } }
    const { find } = judge([coded(1, { 1: 50, 2: 50 })], [coded(2, { 1: 20, 2: 80 })], spec)
    expect(find('drift[code]')!.reason).toMatch(/"1" \d+/)
    const flag = (every: number): Column => ({
      kind: 'boolean',
      name: 'ok',
      length: ROWS,
      nullCount: 0,
      values: Uint8Array.from({ length: ROWS }, (_, i) => (i % every === 0 ? 1 : 0)),
    })
    expect(judge([flag(2)], [flag(10)]).find('drift[ok]')).toMatchObject({ status: 'fail' })
  })
})

describe('missing values', () => {
  const missing = (share: number) =>
    choices(3, { a: 1, b: 1 }).map((value, i) => (i % 100 < share ? undefined : value))

  it('a rise beyond the threshold fails; a fall does not', () => {
    expect(judge([text('x', missing(2))], [text('x', missing(12))]).find('missing[x]')).toMatchObject({
      status: 'fail',
    })
    expect(judge([text('x', missing(12))], [text('x', missing(2))]).find('missing[x]')).toMatchObject({
      status: 'pass',
    })
    expect(judge([text('x', missing(2))], [text('x', missing(3))]).find('missing[x]')).toMatchObject({
      status: 'pass',
    })
  })

  it('a column that became empty: missing values fail, the distribution is inconclusive', () => {
    const { find, verdict } = judge([text('x', missing(0))], [text('x', missing(100))])
    expect(find('missing[x]')).toMatchObject({ status: 'fail' })
    expect(find('drift[x]')).toMatchObject({ status: 'inconclusive', outcome: 'warn' })
    expect(verdict).toBe('fail')
  })

  it('a column that was always empty says so and does not pass', () => {
    const { find, verdict } = judge([text('x', missing(100))], [text('x', missing(100))])
    expect(find('drift[x]')).toMatchObject({ status: 'inconclusive' })
    expect(verdict).toBe('warn')
  })
})

describe('what cannot be compared is never green', () => {
  const reference = [numbers('a', gaussian(1)), numbers('b', gaussian(3))]

  it('a column that is gone', () => {
    const { find, verdict, columns } = judge(reference, [numbers('a', gaussian(2))])
    expect(find('drift[b]')).toMatchObject({ status: 'error', outcome: 'fail' })
    expect(verdict).toBe('fail')
    expect(columns.find(({ name }) => name === 'b')).toMatchObject({ drifted: true })
  })

  it('a column that became text names the values that did it', () => {
    const spoiled = text(
      'b',
      gaussian(4).map((value, i) => (i % 50 === 0 ? 'n/a' : String(value))),
    )
    const { find } = judge(reference, [numbers('a', gaussian(2)), spoiled])
    expect(find('drift[b]')).toMatchObject({ status: 'incomparable', outcome: 'fail' })
    expect(find('drift[b]')!.reason).toBe(
      'it was numeric and is now categorical, with values such as "n/a" (2 %)',
    )
  })

  it('a new column warns, or does what the policy says', () => {
    const current = [
      ...reference.map((column) => numbers(column.name, gaussian(8))),
      numbers('c', gaussian(9)),
    ]
    expect(judge(reference, current).find('new[c]')).toMatchObject({
      status: 'incomparable',
      outcome: 'warn',
    })
    expect(judge(reference, current, { new_column: 'fail' }).verdict).toBe('fail')
    expect(judge(reference, current, { exclude: ['c'] }).find('new[c]')).toBeUndefined()
  })

  it('too few rows warn, or do what the policy says', () => {
    const few = [numbers('a', gaussian(1, 0, 50))]
    const { find, verdict } = judge([numbers('a', gaussian(2))], few)
    expect(find('drift[a]')!.reason).toMatch(/the current data have 50 values; 200 are needed/)
    expect(find('dataset')).toMatchObject({ status: 'inconclusive' })
    expect(verdict).toBe('warn')
    expect(judge([numbers('a', gaussian(2))], few, { insufficient: 'fail' }).verdict).toBe('fail')
  })

  it('no rows at all, on either side', () => {
    const none = numbers('a', [])
    expect(judge([none], [numbers('a', gaussian(1))]).verdict).toBe('warn')
    expect(judge([numbers('a', gaussian(1))], [none]).verdict).toBe('warn')
  })

  it('no column to compare fails', () => {
    expect(judge([], []).verdict).toBe('fail')
    expect(judge(reference, reference, { exclude: ['a', 'b'] }).find('dataset')).toMatchObject({
      status: 'error',
    })
    expect(
      judge(reference, reference, { columns: { a: { importance: 0 }, b: { importance: 0 } } }).verdict,
    ).toBe('fail')
  })

  it('a column only the policy knows fails and guesses the name', () => {
    const { find } = judge([numbers('distance', gaussian(1))], [numbers('distance', gaussian(2))], {
      columns: { distanse: { threshold: 0.2 } },
    })
    expect(find('drift[distanse]')).toMatchObject({ status: 'error', outcome: 'fail' })
    expect(find('drift[distanse]')!.remedy).toMatch(/Did you mean distance\?/)
  })

  it('identifiers and instants are left out aloud, and compared when named', () => {
    const ids = text(
      'id',
      Array.from({ length: ROWS }, (_, i) => `row-${i}`),
    )
    const at: Column = { ...numbers('at', gaussian(1)), kind: 'timestamp' } as Column
    const { skipped, find } = judge([...reference, ids, at], [...reference, ids, at])
    expect(skipped.map(({ column }) => column)).toEqual(['id', 'at'])
    expect(find('drift[id]')).toBeUndefined()
    expect(judge([at], [at], { include: ['at'] }).find('drift[at]')).toMatchObject({ status: 'pass' })
  })
})

describe('the verdict over all columns', () => {
  const names = ['a', 'b', 'c', 'd']
  const reference = names.map((name, i) => numbers(name, gaussian(i + 1)))
  const moved = names.map((name, i) => numbers(name, gaussian(i + 11, name === 'a' ? 1 : 0)))

  it('any column fails by default; under drifted_share only enough importance does', () => {
    expect(judge(reference, moved).verdict).toBe('fail')
    const tolerant = judge(reference, moved, { drifted_share: 0.3 })
    expect(tolerant.find('drift[a]')).toMatchObject({ status: 'fail', outcome: 'warn' })
    expect(tolerant.find('dataset')!.reason).toBe('1 of 4 compared columns drifted, 25 % of the importance')
    expect(tolerant.verdict).toBe('warn')
    const weighty = judge(reference, moved, { drifted_share: 0.3, columns: { a: { importance: 10 } } })
    expect(weighty.verdict).toBe('fail')
  })

  it('severity warn never fails', () => {
    expect(judge(reference, moved, { severity: 'warn' }).verdict).toBe('warn')
  })

  it('a threshold of a column overrides the default', () => {
    expect(judge(reference, moved, { columns: { a: { threshold: 5 } } }).verdict).toBe('pass')
  })

  it('points at the line of the column in the policy', () => {
    const { findings } = judgeDrift({
      spec: {},
      reference: reference.map((column) => sampleOf(column)),
      current: moved.map((column) => sampleOf(column)),
      locate: (keys) => ({ file: 'mlops.yml', line: keys.join('.') === 'columns.a' ? 7 : 1 }),
    })
    expect(findings.find(({ id }) => id === 'drift[a]')!.source).toEqual({ file: 'mlops.yml', line: 7 })
  })
})

describe('false alarms', () => {
  /** 8 numeric columns, 4 categorical ones with a tail, 2 % missing; nothing moves. */
  function sides(seed: number) {
    const side = (offset: number) => [
      ...Array.from({ length: 8 }, (_, i) => numbers(`n${i}`, gaussian(seed * 1_000 + offset + i, 0, 400))),
      ...Array.from({ length: 4 }, (_, i) =>
        text(
          `c${i}`,
          choices(seed * 1_000 + offset + 50 + i, { a: 50, b: 30, c: 10, d: 5, e: 2, f: 2, g: 1 }, 400).map(
            (value, row) => ((row * 7 + seed) % 50 === 0 ? undefined : value),
          ),
        ),
      ),
    ]
    return [side(0), side(500)] as const
  }

  it('data that have not moved alarm in at most 1 run in 100, whatever the thresholds', () => {
    const spec: DriftSpec = {
      numeric_threshold: 1e-9,
      categorical_threshold: 1e-9,
      null_threshold: 1e-9,
      unseen_threshold: 1e-9,
    }
    let alarms = 0
    for (let seed = 1; seed <= 300; seed++) if (judge(...sides(seed), spec).verdict === 'fail') alarms++
    // 300 runs at 1 %: 3 expected at most; 9 would be more than three standard errors above.
    expect(alarms).toBeLessThan(9)
  })

  it('uncorrected it alarms far more often: the correction is what holds the budget', () => {
    const spec: DriftSpec = {
      correction: 'none',
      alpha: 0.05,
      numeric_threshold: 1e-9,
      categorical_threshold: 1e-9,
    }
    let alarms = 0
    for (let seed = 1; seed <= 60; seed++) if (judge(...sides(seed), spec).verdict === 'fail') alarms++
    expect(alarms).toBeGreaterThan(15)
  })

  it('says its budget', () => {
    expect(judge(...sides(1)).falseAlarms).toMatch(
      /^at most 1 run in 100 .*Benjamini-Hochberg over \d+ tests at 0\.01/,
    )
  })
})
