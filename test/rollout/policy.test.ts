import { parsePolicy } from '@mlops-actions/policy'
import { describe, expect, it } from 'vitest'

const rollout = (changes: string) => `
version: 1
models:
  m:
    task: binary
    rollout:
      arms: { stable: blue, canary: green }
      steps: [5, 100]
      kpis:
        - { name: errors, kind: ratio, events: 'e{v="{{arm}}"}', total: 't{v="{{arm}}"}' }
${changes}`

describe('the rollout section of the policy', () => {
  it('takes the shortest plan', () => {
    expect(parsePolicy(rollout(''), 'mlops.yml').model().policy.rollout?.steps).toEqual([5, 100])
  })

  it.each([
    ['steps that fall', 'steps: [5, 100]', 'steps: [50, 5, 100]', 'must rise'],
    ['steps that do not end at 100', 'steps: [5, 100]', 'steps: [5, 50]', 'must end at 100'],
    ['a single step', 'steps: [5, 100]', 'steps: [100]', 'at least 2'],
    ['one arm twice', 'canary: green', 'canary: blue', 'must differ'],
    ['a selector without the arm', `total: 't{v="{{arm}}"}'`, "total: 't'", '{{arm}}'],
    [
      'a margin below the acceptable ratio',
      'kind: ratio,',
      'kind: ratio, max_ratio: 2,',
      'larger than max_ratio',
    ],
    [
      'a name twice',
      'kpis:\n',
      `kpis:\n        - { name: errors, kind: ratio, events: '{{arm}}', total: '{{arm}}' }\n`,
      'unique',
    ],
    ['a rate above 1', 'kind: ratio,', 'kind: ratio, negligible_rate: 2,', 'less than 1'],
    ['a misspelt key', 'kind: ratio,', 'kind: ratio, max_ration: 2,', 'max_ratio'],
  ])('refuses %s, and says where', (_, from, to, words) => {
    const text = rollout('')
    expect(text).toContain(from)
    expect(() => parsePolicy(text.replace(from, to), 'mlops.yml')).toThrow(
      expect.objectContaining({ code: 'policy-invalid', message: expect.stringContaining(words) }),
    )
    expect(() => parsePolicy(text.replace(from, to), 'mlops.yml')).toThrow(/mlops\.yml:\d+:\d+: /)
  })
})
