import { parsePolicy, PolicyError } from '@mlops-actions/policy'
import { describe, expect, it } from 'vitest'

const policy = (lines: string) => `version: 1
models:
  m:
    task: binary
    scaling:
      load: { source: prometheus, query: 'sum(rate(requests_total[5m]))' }
      capacity: { per_replica: 40 }
      max: 20
${lines
  .split('\n')
  .map((line) => `      ${line}`)
  .join('\n')}
`

function problems(lines: string): string {
  try {
    parsePolicy(policy(lines), 'mlops.yml')
  } catch (error) {
    if (error instanceof PolicyError) return error.message
    throw error
  }
  return ''
}

describe('the scaling section', () => {
  it('takes what a policy may say', () => {
    const { policy: model } = parsePolicy(
      policy(`min: 2
step: 5m
history: 28d
timezone: Europe/Berlin
ramp: { up: 30, down: 10 }
cost: { replica_hour: 0.4, currency: EUR }
calendar:
  - { name: holiday, days: [2026-12-25, 2026-12-26] }
  - { name: launch, from: 2026-11-27T08:00, to: 2026-11-27T20:00, factor: 2.5 }`),
      'mlops.yml',
    ).model()
    expect(model.scaling?.calendar).toHaveLength(2)
  })

  it.each([
    ['min: 30', 'expected at least `min`, which is 30'],
    ['step: 7m', 'a whole number of them an hour'],
    ['step: 30s', '1m to 1h'],
    ['history: 2d', 'expected 5d to 180d'],
    ['horizon: 90m', 'expected whole hours'],
    ['horizon: 1h\ninterval: 1h\nttl: 2h', '`startup` and two `interval`s'],
    ['ttl: 10m', 'at least two `interval`s'],
    ['timezone: Berlin', 'an IANA time zone'],
    ['calendar: [{ name: x }]', 'either `days`, or `from` and `to`'],
    ['calendar: [{ name: x, from: 2026-01-01T00:00 }]', 'both `from` and `to`'],
    ['calendar: [{ name: x, days: [2026-02-30] }]', 'there is no 2026-02-30'],
    ['calendar: [{ name: x, from: 2026-01-02T00:00, to: 2026-01-01T00:00 }]', '`to` must be later'],
    ['calendar: [{ name: x, days: [2026-01-01], factor: 0 }]', 'expected more than 0'],
    ['utilisation: 1.5', 'expected at most 1'],
    ['level: 1', 'expected at most 0.995'],
    ['spare: 3', 'spare'],
  ])('refuses %s', (lines, message) => {
    expect(problems(lines)).toContain(message)
  })

  it('names the line', () => {
    expect(problems('min: 2\nttl: 1m')).toMatch(/mlops\.yml:10/)
  })
})
