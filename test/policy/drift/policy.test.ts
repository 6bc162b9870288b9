import { parsePolicy } from '@mlops-actions/policy'
import { expect, it } from 'vitest'

const parse = (drift: string) =>
  parsePolicy(`version: 1\nmodels:\n  delay:\n    task: binary\n    drift:\n${drift}`, 'mlops.yml')

it.each([
  [
    'a column both wanted and not',
    '      include: [a, b]\n      exclude: [b]\n',
    /mlops\.yml:6:\d+: column "b" is also under `exclude`/,
  ],
  [
    'settings of an excluded column',
    '      exclude: [b]\n      columns:\n        b: { threshold: 0.2 }\n',
    /mlops\.yml:8:\d+: column "b" is under `exclude`, so its settings have no effect/,
  ],
  [
    'settings of a column left out',
    '      include: [a]\n      columns: { b: { importance: 2 } }\n',
    /column "b" is not under `include`/,
  ],
  ['a threshold of nothing', '      numeric_threshold: 0\n', /mlops\.yml:6/],
  ['a distance no categories have', '      categorical_threshold: 1.5\n', /mlops\.yml:6.*at most 1/],
  [
    'such a distance for one column',
    '      columns: { b: { kind: categorical, threshold: 2 } }\n',
    /mlops\.yml:6.*found 2, expected at most 1/,
  ],
  ['a share in percent', '      drifted_share: 20\n', /mlops\.yml:6/],
  ['a cooldown without a unit', '      retrain: { workflow: train.yml, cooldown: 24 }\n', /mlops\.yml:6/],
  [
    'a workflow by its path',
    '      retrain: { workflow: .github/workflows/train.yml }\n',
    /mlops\.yml:6.*train\.yml/,
  ],
  ['an unknown correction', '      correction: bonferroni\n', /mlops\.yml:6/],
])('%s is refused with its line', (_, drift, message) => {
  expect(() => parse(drift)).toThrow(message)
})

it('accepts all that the section can say', () => {
  const drift = `      alpha: 0.05
      correction: by
      numeric_threshold: 0.2
      categorical_threshold: 0.15
      null_threshold: 0.05
      unseen_threshold: 0.02
      min_rows: 500
      include: [a, b]
      columns: { a: { kind: categorical, threshold: 0.3, importance: 2 } }
      new_column: pass
      severity: warn
      drifted_share: 0.2
      insufficient: fail
      retrain: { workflow: train.yml, ref: main, cooldown: 12h }
`
  expect(parse(drift).model().policy.drift).toMatchObject({ alpha: 0.05, include: ['a', 'b'] })
})

it.each(['.inf', '-.inf', '.nan'])('a threshold of %s is called by its name', (bound) => {
  const named = { '.inf': 'Infinity', '-.inf': '-Infinity', '.nan': 'NaN' }[bound]
  expect(() => parse(`      numeric_threshold: ${bound}\n`)).toThrow(`found ${named}, expected`)
})
