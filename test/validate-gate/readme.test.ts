import { readFile } from 'node:fs/promises'
import { parsePolicy } from '@mlops-actions/policy'
import { action } from '@mlops-actions/validate-gate'
import { expect, it } from 'vitest'
import { parse } from 'yaml'

const readme = await readFile(new URL('../../actions/validate-gate/README.md', import.meta.url), 'utf8')
const blocks = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text!)

it('shows policies that parse', () => {
  const policies = blocks.filter((text) => text.startsWith('version:'))
  expect(policies).toHaveLength(2)
  for (const text of policies) expect(parsePolicy(text, 'README.md').model().policy.gate).toBeDefined()
})

it('shows parts of policies that parse too', () => {
  const head = 'version: 1\nmodels:\n  m:\n    task: binary\n    data: { id: i, label: y, score: p }\n'
  const indented = (text: string, by: number): string => text.replaceAll(/^(?=.)/gm, ' '.repeat(by))
  const gates = blocks.filter((text) => text.startsWith('gate:')).map((text) => head + indented(text, 4))
  const rules = blocks
    .filter((text) => text.startsWith('rules:'))
    .map((text) => `${head}    gate:\n${indented(text, 6)}`)
  expect(gates.length + rules.length).toBe(3)
  for (const text of [...gates, ...rules]) {
    expect(parsePolicy(text, 'README.md').model().policy.gate).toBeDefined()
  }
})

it('shows steps whose inputs exist', () => {
  const steps = blocks
    .filter((text) => text.includes('validate-gate@'))
    .flatMap((text) => (text.startsWith('on:') ? parse(text).jobs.gate.steps : parse(text)))
    .filter(({ uses }: { uses?: string }) => uses?.includes('/validate-gate@'))
  expect(steps).toHaveLength(4)
  for (const { with: given } of steps) {
    expect(Object.keys(action.definition.inputs)).toEqual(expect.arrayContaining(Object.keys(given)))
  }
})

it('names every metric', async () => {
  const { metricsFor } = await import('@mlops-actions/policy')
  for (const task of ['binary', 'multiclass', 'regression'] as const) {
    for (const { id } of metricsFor(task)) expect(readme).toContain(id)
  }
})
