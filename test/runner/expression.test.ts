import { expect, it } from 'vitest'
import { evaluateTemplate } from '../../packages/runner/src/expression.ts'
import { postRuns } from '../../packages/runner/src/post-condition.ts'

const contexts = {
  github: { token: 't0ken', repository: 'octo/repo', event: { inputs: { model: 'credit' }, number: 0 } },
  runner: { os: 'Linux' },
}

it.each([
  ['plain', 'plain'],
  ['${{ github.token }}', 't0ken'],
  ['${{github.Token}}', 't0ken'],
  ['${{ github.repository }}@${{ runner.os }}', 'octo/repo@Linux'],
  ['${{ github.event.inputs.model }}', 'credit'],
  ['${{ github.event.inputs }}', 'Object'],
  ['${{ github.nothing.at.all }}', ''],
  ["${{ github.nothing || 'it''s' }}", "it's"],
  ['${{ github.event.number || 7 }}', '7'],
  ['${{ github.token && true }}', 'true'],
  ['${{ github.constructor }}', ''],
])('evaluates %s', (template, expected) => {
  expect(evaluateTemplate(template, contexts)).toBe(expected)
})

it.each([
  'secrets.KEY',
  'matrix.os',
  "hashFiles('**')",
  'github',
  'github.a == 1',
  '',
  'a ||',
  "'open",
  '!true',
])('refuses %s by name', (body) => {
  expect(() => evaluateTemplate(`\${{ ${body} }}`, contexts)).toThrow(
    `cannot evaluate \${{ ${body.trim()} }}`,
  )
})

it.each([
  ['always()', 'cancelled', true],
  ['${{ success() }}', 'failure', false],
  ['success()', 'success', true],
  ['failure()', 'failure', true],
  ['failure()', 'cancelled', false],
  ['!cancelled()', 'cancelled', false],
  ['cancelled()', 'cancelled', true],
] as const)('post-if %s after %s', (condition, status, runs) => {
  expect(postRuns(condition, status)).toBe(runs)
})

it('refuses a post-if it cannot evaluate', () => {
  expect(() => postRuns("github.ref == 'x'", 'success')).toThrow(/cannot evaluate post-if/)
})
