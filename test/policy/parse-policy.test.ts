import { parsePolicy, PolicyError } from '@mlops-actions/policy'
import { describe, expect, it } from 'vitest'

function problemsOf(text: string): readonly string[] {
  try {
    parsePolicy(text, 'mlops.yml')
  } catch (error) {
    if (error instanceof PolicyError) return error.message.split('\n')
    throw error
  }
  return []
}

const model = (body: string): string =>
  `version: 1\nmodels:\n  delay:\n    task: binary\n    data: { id: id, label: late, score: p }\n${body}`
const rules = (...lines: string[]): string =>
  model(`    gate:\n      rules:\n${lines.map((line) => `        - ${line}`).join('\n')}\n`)

describe('a policy that is right', () => {
  const text = rules('{ metric: roc_auc, min: 0.9 }', '{ metric: recall, versus: baseline, margin: 0.02 }')

  it('comes back as a document that knows its lines', () => {
    const policy = parsePolicy(text, 'mlops.yml')
    expect(policy.document.models['delay']?.gate?.rules).toHaveLength(2)
    expect(policy.locate(['models', 'delay', 'gate', 'rules', 1])).toEqual({
      file: 'mlops.yml',
      line: 9,
      column: 11,
    })
    expect(policy.locate(['models', 'delay', 'gate', 'waivers', 3])).toEqual({
      file: 'mlops.yml',
      line: 7,
      column: 7,
    })
  })

  it('gives its only model without a name, and names the choices otherwise', () => {
    const one = parsePolicy(text, 'mlops.yml')
    expect(one.model().name).toBe('delay')
    expect(() => one.model('dely')).toThrow(
      'mlops.yml:2:1: there is no model "dely", expected one of delay; did you mean `delay`?',
    )
    expect(() => one.model('__proto__')).toThrow('there is no model "__proto__"')
    const two = parsePolicy(`${text}  fraud: { task: binary }\n`, 'mlops.yml')
    expect(() => two.model()).toThrow(
      'the policy has 2 models and none was chosen, expected one of delay, fraud',
    )
    expect(two.model('fraud').policy.task).toBe('binary')
  })
})

describe('form', () => {
  it('reports every problem at once, in the order of the file', () => {
    const text = [
      'version: 1',
      'models:',
      '  delay:',
      '    task: binry',
      '    data: { id: id, label: y, score: p, treshold: 0.5 }',
      '    gate:',
      '      alpha: 0.7',
      '      rules:',
      '        - { metric: roc_auc, versus: baseline, marign: 0.01 }',
      '        - { metric: roc_auc, min: high }',
      '        - { metric: recall, slices: { origin: 5 }, min: 0.2 }',
      '        - 7',
      '    registry: { bytes: { oci_layuot: x } }',
      '  Big: { task: binary }',
      '  empty:',
    ].join('\n')
    expect(problemsOf(text)).toEqual([
      'mlops.yml:4:11: found "binry", expected one of `binary`, `multiclass`, `regression`; did you mean `binary`?',
      'mlops.yml:5:41: unknown key `treshold`; did you mean `threshold`?',
      'mlops.yml:7:14: found 0.7, expected at most 0.5',
      'mlops.yml:9:11: missing key `margin`, expected a number (read as a non-inferiority rule)',
      'mlops.yml:9:48: unknown key `marign`; did you mean `margin`? (read as a non-inferiority rule)',
      'mlops.yml:10:35: found "high", expected a number (read as a threshold rule)',
      'mlops.yml:11:47: found 5, expected `*` or a list (read as a threshold rule)',
      'mlops.yml:12:11: found 7, expected a rule (a mapping)',
      'mlops.yml:13:24: missing key `oci_layout`, expected a text',
      'mlops.yml:13:26: unknown key `oci_layuot`; did you mean `oci_layout`?',
      'mlops.yml:14:3: found the name "Big", expected lower-case letters, digits, . _ -',
      'mlops.yml:15:9: found nothing, expected a mapping',
    ])
  })

  it.each([
    ['', 'mlops.yml:1:1: found nothing, expected a mapping'],
    ['- a', 'mlops.yml:1:1: found a list, expected a mapping'],
    ['version: 1', 'mlops.yml:1:1: missing key `models`, expected a mapping'],
    ['version: 2\nmodels: { a: { task: binary } }', 'mlops.yml:1:10: found 2, expected `1`'],
    ['version: 1\nmodels: {}', 'mlops.yml:2:9: `models`: there must be at least one model'],
    [
      'version: 1\nmodels: { a: { task: binary, gate: { rules: [{ metric: accuracy, min: 0.5 }] } } }',
      'mlops.yml:2:36: `gate`: needs `data` beside it, to know which columns hold the id, the label and the score',
    ],
    [model('    gate: { rules: [] }\n'), 'mlops.yml:6:20: found a list of 0, expected at least 1'],
  ])('%j', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem])
  })
})

describe('YAML', () => {
  const laughs = ['a: &a [x,x,x,x,x,x,x,x,x]']
  for (const [name, last] of ['b a', 'c b', 'd c', 'e d', 'f e'].map((pair) => pair.split(' '))) {
    laughs.push(`${name}: &${name} [${Array(9).fill(`*${last}`).join(',')}]`)
  }

  it.each([
    ['a duplicate key', 'version: 1\nversion: 1', 'mlops.yml:2:1: not valid YAML: Map keys must be unique'],
    ['a tab', '\tx: 1', 'mlops.yml:1:1: not valid YAML: Tabs are not allowed as indentation'],
    [
      'a second document',
      'a: 1\n---\nb: 2\n',
      'mlops.yml:2:1: not valid YAML: a second document (---), expected one',
    ],
    ['a custom tag', 'a: !!python/object:os.system x', 'mlops.yml:1:4: not valid YAML: Unresolved tag'],
    ['an alias bomb', laughs.join('\n'), 'mlops.yml:1:1: aliases (*name) expand to too much'],
    ['a very deep nest', '['.repeat(200_000), 'not valid YAML: nested too deeply'],
  ])('refuses %s', (_, text, problem) => {
    expect(problemsOf(text)[0]).toContain(problem)
  })

  it.each([
    ['{ ocii: ghcr.io/a/b }', 'unknown key `ocii`; did you mean `oci`?'],
    ['{ s3: a/b, regin: x }', 'unknown key `regin`; did you mean `region`?'],
    ['[inline, { s3: 5 }]', 'found 5, expected a text'],
    ['nowhere', 'found "nowhere", expected `inline` or a mapping or a list'],
  ])('of several mappings, speaks of the one that was meant: %s', (bytes, problem) => {
    const text = `version: 1\nmodels: { a: { task: binary, registry: { bytes: ${bytes} } } }`
    expect(problemsOf(text).join('\n')).toContain(problem)
  })

  it('refuses more than 1 MiB before parsing it', () => {
    const [problem] = problemsOf(`# ${'x'.repeat(1_048_575)}`)
    expect(problem).toBe('mlops.yml:1:1: the file has 1048577 bytes, expected at most 1048576 (1 MiB)')
  })

  it('reads an alias as its anchor, with a place of its own', () => {
    const text = 'version: 1\nmodels:\n  a: &a { task: binary }\n  b: *a\n'
    const policy = parsePolicy(text, 'mlops.yml')
    expect(policy.document.models['b']).toEqual({ task: 'binary' })
    expect(policy.locate(['models', 'b']).line).toBe(4)
  })

  it('reads `on`, `yes` and 0o17 as YAML 1.2 does', () => {
    const [problem] = problemsOf('version: 1\nmodels: { a: { task: yes } }')
    expect(problem).toContain('found "yes"')
  })

  it('never lets a key reach a prototype', () => {
    const problems = problemsOf('version: 1\n__proto__: { polluted: 1 }\nmodels: { a: { task: binary } }')
    expect(problems).toEqual(['mlops.yml:2:1: unknown key `__proto__`'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('prints control characters of the file escaped', () => {
    const [problem] = problemsOf('version: 1\nmodels: { a: { task: "x\\e[31m\\n::error::boo" } }')
    expect(problem).toContain(String.raw`found "x\u001b[31m\n::error::boo"`)
  })
})

describe('meaning', () => {
  it.each([
    [
      '{ metric: auc, min: 0.9 }',
      /^mlops.yml:8:21: unknown metric "auc", expected one of .*; did you mean `roc_auc`\?$/,
    ],
    ['{ metric: recal, min: 0.9 }', /unknown metric "recal".*did you mean `recall`\?/],
    ['{ metric: mae, max: 5 }', /8:21: `mae` is a metric of regression models, expected one of roc_auc/],
    ['{ metric: recall, min: 92 }', /8:34: found 92, expected a number from 0 to 1, .*did you mean 0.92\?/],
    ['{ metric: recall }', /8:11: a threshold rule needs `min` or `max`/],
    ['{ metric: recall, min: 0.7, max: 0.5 }', /found `min` 0.7 above `max` 0.5/],
    [
      '{ metric: accuracy, versus: baseline, margin: 2 }',
      /found 2, expected less than 1.*did you mean 0.02\?/,
    ],
    ['{ metric: recall, min: 0.5, slices: {} }', /found no column, expected at least one/],
    ['{ metric: recall, min: 0.5, slices: { id: "*" } }', /the id column names single rows/],
  ])('%s', (rule, problem) => {
    const problems = problemsOf(rules(rule))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(problem)
  })

  it('wants names that tell rules apart, unless the slices do', () => {
    expect(problemsOf(rules('{ metric: recall, min: 0.5 }', '{ metric: recall, min: 0.6 }'))).toEqual([
      'mlops.yml:9:11: rule 2 has the name of rule 1, "recall.min"; give one of them an `id`',
    ])
    expect(
      problemsOf(rules('{ metric: recall, min: 0.5 }', '{ metric: recall, min: 0.6, slices: { a: "*" } }')),
    ).toEqual([])
  })

  it('wants waivers for rules that exist and days that exist', () => {
    const waivers =
      '      waivers:\n' +
      '        - { rule: "recal.min[a=b]", until: "2026-12-31", owner: me, reason: r }\n' +
      '        - { rule: recall.min, until: "2026-02-30", owner: me, reason: r }\n'
    expect(problemsOf(rules('{ metric: recall, min: 0.5 }') + waivers)).toEqual([
      'mlops.yml:10:19: there is no rule "recal.min" to waive; did you mean `recall.min`?',
      'mlops.yml:11:38: found "2026-02-30", expected a day that exists',
    ])
  })

  it('wants the column a metric is computed from', () => {
    const text = rules('{ metric: roc_auc, min: 0.5 }').replace('score: p', 'prediction: p')
    expect(problemsOf(text)).toEqual([
      'mlops.yml:8:21: `roc_auc` is computed from the column `data.score`, which is not declared',
    ])
    expect(problemsOf(rules('{ metric: accuracy, min: 0.5 }').replace(', score: p', ''))).toEqual([
      'mlops.yml:5:5: missing key `score` (or `prediction`): the column with what the model said',
      'mlops.yml:8:21: `accuracy` is computed from the column `data.score`, which is not declared',
    ])
  })

  it('wants one role a column: a label scored against itself always passes', () => {
    expect(problemsOf(rules('{ metric: roc_auc, min: 0.5 }').replace('score: p', 'score: late'))).toEqual([
      'mlops.yml:5:41: the column "late" is already the `label`',
    ])
  })

  it('refuses binary settings for a regression', () => {
    const text =
      'version: 1\nmodels:\n  a:\n    task: regression\n    data: { id: id, label: y, prediction: p, threshold: 0.5 }\n' +
      '    gate: { rules: [{ metric: mean_error, versus: baseline, margin: 1 }] }\n'
    expect(problemsOf(text)).toEqual([
      'mlops.yml:5:46: `threshold` means something for binary models only; the task is regression',
      'mlops.yml:6:31: `mean_error` has no better side and cannot be compared; bound it with `min` and `max`',
    ])
  })

  it('follows `after` from stage to stage', () => {
    const stages =
      '    stages: [{ name: dev, after: prod }, { name: prod, after: dev }, { name: x, after: deev }, { name: x }]\n'
    expect(problemsOf(model(stages))).toEqual([
      'mlops.yml:6:34: `dev` waits for itself through its `after`',
      'mlops.yml:6:63: `prod` waits for itself through its `after`',
      'mlops.yml:6:88: there is no stage "deev", expected one of dev, prod, x; did you mean `dev`?',
      'mlops.yml:6:104: a second stage called `x`',
    ])
  })
})
