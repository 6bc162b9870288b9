import { readFile } from 'node:fs/promises'
import { parsePolicy } from '@mlops-actions/policy'
import { expect, it } from 'vitest'
import { action } from '@mlops-actions/drift-check'
import { parse } from 'yaml'

const readme = await readFile(new URL('../../actions/drift-check/README.md', import.meta.url), 'utf8')
const blocks = [...readme.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text)

it('its policy is a policy', () => {
  const policies = blocks.filter((text) => text.startsWith('version: 1'))
  expect(policies).toHaveLength(1)
  expect(parsePolicy(policies[0]!, 'mlops.yml').model().policy.drift?.retrain).toEqual({
    workflow: 'train.yml',
    cooldown: '24h',
  })
})

it('its workflows use inputs and outputs that exist, and grant what the action asks for', () => {
  const workflows = blocks.filter((text) => text.includes('drift-check@'))
  expect(workflows).toHaveLength(2)
  const inputs = Object.keys(action.definition.inputs)
  const outputs = Object.keys(action.definition.outputs)
  for (const text of workflows) {
    const { jobs } = parse(text) as { jobs: { drift: { steps: { uses?: string; with?: object }[] } } }
    const step = jobs.drift.steps.find(({ uses }) => uses?.includes('/drift-check@') === true)
    for (const name of Object.keys(step!.with!)) expect(inputs).toContain(name)
    for (const [, name] of text.matchAll(/steps\.drift\.outputs\.([a-z-]+)/g)) expect(outputs).toContain(name)
  }
  const full = parse(workflows[1]!) as { permissions: Record<string, string> }
  expect(full.permissions).toEqual(
    Object.fromEntries(action.definition.permissions.map(({ scope, access }) => [scope, access])),
  )
})
