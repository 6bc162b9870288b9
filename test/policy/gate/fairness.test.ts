import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { measureFacts, measureIds } from '@mlops-actions/policy'
import type { GateAnswer } from '@mlops-actions/policy'
import { columnsOf, judge } from './gate.ts'

const golden = new URL('../../golden/fairness/', import.meta.url)
const rows = readFileSync(new URL('rows.csv', golden), 'utf8')
const expected = JSON.parse(readFileSync(new URL('expected.json', golden), 'utf8')) as Record<string, unknown>

/** What a library said: a number, or numbers by name. */
function numbersOf(name: string): Record<string, number> {
  return expected[name] as Record<string, number>
}

async function judged(rules: readonly string[], csv = rows, data = ''): Promise<GateAnswer> {
  const model = `
task: binary
data: { id: id, label: y, score: score${data} }
gate:
  rules:
${rules.map((rule) => `    - { ${rule} }`).join('\n')}`
  return judge({ model, candidate: await columnsOf(csv) })
}

async function valueOf(rule: string): Promise<number> {
  const { findings } = await judged([`${rule}, min_support: 1`])
  expect(findings).toHaveLength(1)
  expect(findings[0]!.candidate, findings[0]!.reason).toBeDefined()
  return findings[0]!.candidate!.value
}

const boundFor = (id: string): string => (/ratio|group_min/.test(id) ? 'min: 0.1' : 'max: 0.9')

describe('the values of Fairlearn', () => {
  for (const column of ['sex', 'region']) {
    for (const against of ['between_groups', 'to_overall']) {
      const numbers = numbersOf(`fairlearn ${column} ${against}`)
      for (const [id, value] of Object.entries(numbers)) {
        it(`${id} by ${column}, ${against}`, async () => {
          const rule = `fairness: ${id}, by: ${column}, against: ${against}, ${boundFor(id)}`
          expect(await valueOf(rule)).toBeCloseTo(value, 12)
        })
      }
    }
    for (const [id, value] of Object.entries(numbersOf(`fairlearn ${column} group`))) {
      it(`${id} by ${column}`, async () => {
        expect(await valueOf(`fairness: ${id}, by: ${column}, ${boundFor(id)}`)).toBeCloseTo(value, 12)
      })
    }
    it(`the mean of the odds by ${column}`, async () => {
      const value = await valueOf(`fairness: equalized_odds_mean_difference, by: ${column}, max: 0.9`)
      expect(value).toBeCloseTo(expected[`fairlearn ${column} mean odds`] as number, 12)
    })
    const other = column === 'sex' ? 'region' : 'sex'
    it(`selection rates by ${column} within ${other}, its control feature`, async () => {
      const { findings } = await judged([
        `fairness: demographic_parity_difference, by: ${column}, slices: { ${other}: '*' }, max: 0.5, min_support: 1`,
      ])
      const values = Object.fromEntries(
        findings.map(({ slice, candidate }) => [slice![other], candidate!.value]),
      )
      const theirs = numbersOf(`fairlearn ${column} within ${other}`)
      expect(Object.keys(values).toSorted()).toEqual(Object.keys(theirs).toSorted())
      for (const [stratum, value] of Object.entries(theirs)) {
        expect(values[stratum]).toBeCloseTo(value, 12)
      }
    })
  }
})

describe('the values of AIF360, with its signs folded away', () => {
  const numbers = numbersOf('aif360 F against M')
  const reference = 'by: sex, against: vs_reference, reference: M'
  it.each([
    ['demographic_parity_difference', 'statistical_parity_difference'],
    ['equal_opportunity_difference', 'equal_opportunity_difference'],
    ['average_odds_difference', 'average_odds_difference'],
    ['equalized_odds_mean_difference', 'average_odds_error'],
  ])('%s is the size of %s', async (id, theirs) => {
    expect(await valueOf(`fairness: ${id}, ${reference}, max: 0.9`)).toBeCloseTo(
      Math.abs(numbers[theirs]!),
      12,
    )
  })
  it('demographic_parity_ratio is its disparate impact ratio', async () => {
    const value = await valueOf(`fairness: demographic_parity_ratio, ${reference}, min: 0.1`)
    const theirs = numbers['disparate_impact_ratio']!
    expect(value).toBeCloseTo(Math.min(theirs, 1 / theirs), 12)
  })
  it.each(['theil_index', 'generalized_entropy_index'])('%s', async (id) => {
    const theirs = numbersOf('aif360 individual')[id]!
    expect(await valueOf(`fairness: ${id}, max: 0.9`)).toBeCloseTo(theirs, 12)
  })
})

describe('the values of Aequitas against a reference group', () => {
  const numbers = expected['aequitas against north'] as Record<string, Record<string, number>>
  it.each([
    ['selection_share_ratio', 'ppr_disparity'],
    ['demographic_parity_ratio', 'pprev_disparity'],
    ['true_positive_rate_ratio', 'tpr_disparity'],
    ['false_positive_rate_ratio', 'fpr_disparity'],
    ['false_negative_rate_ratio', 'fnr_disparity'],
    ['false_omission_rate_ratio', 'for_disparity'],
    ['false_discovery_rate_ratio', 'fdr_disparity'],
    ['negative_predictive_value_ratio', 'npv_disparity'],
    ['predictive_parity_ratio', 'precision_disparity'],
  ])('%s is the worst %s, folded to at most 1', async (id, theirs) => {
    const value = await valueOf(
      `fairness: ${id}, by: region, against: vs_reference, reference: north, min: 0.01`,
    )
    const folded = ['south', 'west'].map((group) => {
      const disparity = numbers[group]![theirs]!
      return Math.min(disparity, 1 / disparity)
    })
    expect(value).toBeCloseTo(Math.min(...folded), 12)
  })
})

it('conditional demographic disparity is the worst group of the definition', async () => {
  const numbers = Object.values(numbersOf('cdd by sex within region'))
  const value = await valueOf(
    'fairness: conditional_demographic_disparity, by: sex, strata: region, max: 0.9',
  )
  expect(value).toBeCloseTo(Math.max(...numbers), 12)
})

it('treatment equality compares missed positives by false alarms', async () => {
  const value = await valueOf('fairness: treatment_equality_difference, by: sex, max: 9')
  expect(value).toBeCloseTo(expected['treatment equality by sex'] as number, 12)
})

it("of two groups the interval is Newcombe's, as statsmodels gives it", async () => {
  const { findings } = await judged(['fairness: demographic_parity_difference, by: sex, max: 0.3'])
  const { low, high } = numbersOf('newcombe selection M - F 90 %')
  const { interval } = findings[0]!.candidate!
  expect(interval!.high).toBeCloseTo(high!, 10)
  // The lower end has to hold for either order of the two groups.
  expect(interval!.low).toBeLessThan(low!)
})

describe('a verdict', () => {
  it('passes when the gap is proven to be small, fails when it is proven to be large', async () => {
    const { findings } = await judged([
      'fairness: demographic_parity_difference, by: sex, max: 0.25',
      'id: strict, fairness: demographic_parity_difference, by: sex, max: 0.01',
      'id: between, fairness: demographic_parity_difference, by: sex, max: 0.15',
    ])
    expect(findings.map(({ status }) => status)).toEqual(['pass', 'fail', 'inconclusive'])
    expect(findings[2]!.remedy).toMatch(/About [\d,]+ rows would settle it/)
  })

  it('agrees with its own p-value at every bound', async () => {
    for (let max = 0.02; max < 0.4; max += 0.02) {
      const { findings } = await judged([
        `fairness: equalized_odds_difference, by: region, max: ${max.toFixed(2)}`,
      ])
      const [{ status, pValue, candidate }] = findings as [GateAnswer['findings'][number]]
      expect(status === 'pass').toBe(pValue! <= 0.05)
      expect(status === 'pass').toBe(candidate!.interval!.high < max)
    }
  })

  it('shows no gap below 0 and no folded ratio above 1', async () => {
    const { findings } = await judged([
      'fairness: equalized_odds_difference, by: sex, max: 0.1',
      'fairness: demographic_parity_ratio, by: region, min: 0.8',
    ])
    expect(findings[0]!.candidate!.interval!.low).toBe(0)
    expect(findings[1]!.candidate!.interval!.high).toBe(1)
  })

  it('shows each group behind it', async () => {
    const answer = await judged(['fairness: equalized_odds_difference, by: sex, max: 0.3'])
    const groups = answer.breakdowns.get('equalized_odds_difference.sex')!
    expect(groups.map(({ label, of }) => `${of} ${label}`)).toEqual([
      'true_positive_rate M',
      'true_positive_rate F',
      'false_positive_rate M',
      'false_positive_rate F',
    ])
  })

  it('is the same for unit weights as for none, but for the method of the interval', async () => {
    const csv = rows.replaceAll(/,[\d.]+$/gm, ',1')
    const rule = 'fairness: demographic_parity_difference, by: sex, max: 0.25'
    const [plain, weighted] = [await judged([rule]), await judged([rule], csv, ', weight: weight')]
    expect(weighted.findings[0]!.candidate!.value).toBeCloseTo(plain.findings[0]!.candidate!.value, 12)
    expect(weighted.findings[0]!.status).toBe('pass')
  })
})

describe('a small group never decides by arithmetic', () => {
  /** Seven rows of a group without positives: Fairlearn gives it a true positive rate of 0. */
  const tiny = Array.from({ length: 7 }, (_, i) => `t${i},0,0.${i},X,north,1`).join('\n')
  const csv = `${rows.trimEnd()}\n${tiny}\n`

  it('is inconclusive, and says which group lacks what', async () => {
    const { findings } = await judged(['fairness: equalized_odds_difference, by: sex, max: 0.3'], csv)
    expect(findings[0]).toMatchObject({ status: 'inconclusive', outcome: 'fail' })
    expect(findings[0]!.reason).toBe('"X" has 0 positive rows; 30 are needed')
  })

  it('is left out by name where the policy says so', async () => {
    const rule = 'fairness: equalized_odds_difference, by: sex, max: 0.3, on_small_group: exclude'
    const { findings, notes } = await judged([rule], csv)
    expect(findings[0]!.candidate!.value).toBeCloseTo(
      numbersOf('fairlearn sex between_groups')['equalized_odds_difference']!,
      12,
    )
    expect(notes.join()).toContain('left out: "X" has 0 positive rows')
  })

  it('fails where the policy says so', async () => {
    const rule = 'fairness: equalized_odds_difference, by: sex, max: 0.3, on_small_group: fail'
    expect((await judged([rule], csv)).findings[0]!.status).toBe('fail')
  })

  it('with a support of one row proves nothing either', async () => {
    const rule = 'fairness: demographic_parity_difference, by: sex, max: 0.3, min_support: 1'
    expect((await judged([rule], csv)).findings[0]!.status).not.toBe('pass')
  })
})

describe('what cannot be asked', () => {
  it('a column that is not there is a missing slice', async () => {
    const { findings } = await judged(['fairness: demographic_parity_difference, by: age, max: 0.3'])
    expect(findings[0]).toMatchObject({ status: 'error', outcome: 'fail' })
    expect(findings[0]!.reason).toContain('no column "age"')
  })

  it('one group alone is nothing to compare', async () => {
    const { findings } = await judged([
      "fairness: demographic_parity_difference, by: sex, max: 0.3, slices: { sex: '*' }",
    ])
    expect(findings.map(({ status }) => status)).toEqual(['inconclusive', 'inconclusive'])
  })

  it('a reference that is no group names those that are', async () => {
    const { findings } = await judged([
      'fairness: demographic_parity_difference, by: sex, against: vs_reference, reference: Q, max: 0.3',
    ])
    expect(findings[0]!.reason).toContain('no group is called "Q"; there are "M", "F"')
  })

  it.each([
    ['fairness: demografic_parity_difference, by: sex, max: 0.1', 'did you mean'],
    ['fairness: demographic_parity_difference, by: sex, min: 0.1', 'give `max`'],
    ['fairness: demographic_parity_ratio, by: sex, max: 0.8', 'give `min`'],
    ['fairness: demographic_parity_difference, max: 0.1', '`by` names their column'],
    ['fairness: demographic_parity_difference, by: sex, max: 10', 'did you mean 0.1?'],
    ['fairness: demographic_parity_difference, by: id, max: 0.1', 'cannot make groups'],
    ['fairness: average_odds_difference, by: sex, max: 0.1', 'against: vs_reference'],
    ['fairness: theil_index, by: sex, max: 0.1', 'has no groups'],
    ['fairness: conditional_demographic_disparity, by: sex, max: 0.1', 'needs `strata`'],
    ['fairness: roc_auc_difference, by: sex, against: to_overall, max: 0.1', "not its groups' mixed"],
    ['fairness: demographic_parity_difference, by: sex, reference: M, max: 0.1', 'vs_reference'],
    ['fairness: mae_difference, by: sex, max: 0.1', 'for a binary model'],
  ])('%s', async (rule, message) => {
    await expect(judged([rule])).rejects.toThrow(message)
  })
})

it('every measure of every task can be asked and gives a number', async () => {
  const bound = (id: string): string => {
    const { bound: side, range } = measureFacts(id, 'binary')!
    return side === 'min' ? `min: ${Math.max(0, range[0])}` : `max: ${Math.min(9, range[1])}`
  }
  const extra = (id: string): string =>
    id === 'average_odds_difference'
      ? ', against: vs_reference, reference: M'
      : id === 'conditional_demographic_disparity'
        ? ', strata: region'
        : ''
  const by = (id: string): string => (id.endsWith('index') ? '' : ', by: sex')
  // Flips are counted against a baseline, which these rows have none of.
  const ids = measureIds('binary').filter((id) => !id.startsWith('negative_flip_rate'))
  const rules = ids.map((id) => `fairness: ${id}${by(id)}${extra(id)}, ${bound(id)}, min_support: 1`)
  const { findings } = await judged(rules)
  expect(findings.filter(({ candidate }) => !Number.isFinite(candidate?.value))).toEqual([])
})
