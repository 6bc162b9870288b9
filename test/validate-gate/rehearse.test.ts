import { describe, expect, it } from 'vitest'
import { files, inputs, policy, predictions, run } from './gate.ts'

const asked = (mode: string, rules: string, more: Readonly<Record<string, string>> = {}) =>
  run({ files: { ...files, 'mlops.yml': policy(rules), ...more }, inputs: { ...inputs, mode } })

describe('plan', () => {
  it('says of each rule its test, its chance to pass and the margin it could prove', async () => {
    const ran = await asked(
      'plan',
      '{ metric: accuracy, versus: baseline, margin: 0.05 }, { metric: accuracy, versus: baseline, margin: 0.001, id: hopeless }, { metric: roc_auc, min: 0.6 }',
    )
    const { summary, outputs } = ran.runtime.recorded
    expect(ran.conclusion).toEqual({
      ok: true,
      message: 'late: 3 checks planned, 1 with less than 80 % chance to pass, 0 without an interval',
    })
    expect(summary).toContain('tango')
    expect(summary).toContain('delong')
    expect(summary).toMatch(/hopeless.*\| \d %|hopeless[^|]*\|[^|]*\|[^|]*\| 1?\d % \|/)
    expect(outputs.get('verdict')).toBe('warn')
  })

  it('leaves no evidence: no report, no comment', async () => {
    const ran = await asked('plan', '{ metric: roc_auc, min: 0.6 }')
    expect([...ran.runtime.recorded.outputs.keys()]).toEqual(['verdict'])
    expect(await ran.runtime.files.stat('mlops-report')).toBeUndefined()
  })

  it('of more rows proves a smaller margin', async () => {
    const margin = async (rows: number): Promise<number> => {
      const rule = '{ metric: accuracy, versus: baseline, margin: 0.05 }'
      const ran = await asked('plan', rule, {
        'candidate.csv': predictions(rows, 10),
        'baseline.csv': predictions(rows, 9),
      })
      return Number(/(0\.\d+) \|\n$/.exec(ran.runtime.recorded.summary.trimEnd() + '\n')![1])
    }
    const [few, many] = [await margin(900), await margin(14_400)]
    // A sixteenfold sample halves the error twice.
    expect(few / many).toBeGreaterThan(3.5)
    expect(few / many).toBeLessThan(4.5)
  })
})

describe('self-test', () => {
  it('passes a policy that can fail, and does not fail a model beside itself', async () => {
    const ran = await asked(
      'self-test',
      '{ metric: roc_auc, min: 0.7 }, { metric: accuracy, versus: baseline, margin: 0.05 }',
    )
    expect(ran.conclusion).toEqual({ ok: true, message: 'late: all 2 checks are alive' })
    expect(ran.runtime.recorded.summary).toContain('Shuffled answers')
  })

  it('finds the rule that cannot fail', async () => {
    // A third of the rows is positive: answers without any knowledge are right in more than four of ten.
    const ran = await asked(
      'self-test',
      '{ metric: accuracy, min: 0.4 }, { metric: accuracy, versus: baseline, margin: 0.9, id: wide }, { metric: roc_auc, min: 0.7 }',
    )
    expect(ran.conclusion).toEqual({
      ok: false,
      message: 'late: 2 of 3 checks guard nothing: accuracy.min, wide',
    })
    expect(ran.runtime.recorded.summary).toContain('**cannot fail**')
  })

  it('does not ask rules that shuffling says nothing of, and fails when none is left', async () => {
    const ran = await asked('self-test', '{ fairness: demographic_parity_difference, by: g, max: 0.2 }')
    expect(ran.conclusion).toEqual({
      ok: false,
      message: 'late cannot be tested: no rule about a metric of predictions',
    })
  })
})
