import { outlookOf, rareRateEvidence, refuseHopeless } from '@mlops-actions/rollout'
import { seededRandom } from '@mlops-actions/stats'
import { describe, expect, it } from 'vitest'
import { planOf } from './traffic.ts'

describe('the outlook before any traffic moves', () => {
  const busy = { kpi0: { requestsPerMinute: 3000, rate: 0.01 } }

  it('says a step how long it takes to tell', () => {
    const outlook = outlookOf(planOf(), busy)
    expect(outlook.map(({ percent }) => percent)).toEqual([5, 10, 25, 50])
    // Section 5h of the reference: ratio 3 at 5 %, 10 % and 50 % takes 3.7, 2.0 and 0.8 minutes.
    expect(outlook[0]?.seeGrossHarm).toBeCloseTo(3.7, 1)
    expect(outlook[1]?.seeGrossHarm).toBeCloseTo(2.0, 1)
    expect(outlook[3]?.seeGrossHarm).toBeCloseTo(0.8, 1)
  })

  it('accepts a plan that can decide', () => {
    const plan = planOf()
    expect(() => refuseHopeless(plan, outlookOf(plan, busy))).not.toThrow()
  })

  it('refuses a plan that cannot see three times the errors in its time', () => {
    const plan = planOf({ steps: [1, 2, 100] })
    const outlook = outlookOf(plan, { kpi0: { requestsPerMinute: 20, rate: 0.001 } })
    expect(() => refuseHopeless(plan, outlook)).toThrow(
      expect.objectContaining({ code: 'undetectable', message: expect.stringContaining('3 times as bad') }),
    )
  })

  it('refuses a plan that could never promote', () => {
    const plan = planOf({ kpis: [{ margin_ratio: 1.001 }] })
    expect(() => refuseHopeless(plan, outlookOf(plan, busy))).toThrow(
      expect.objectContaining({ code: 'undetectable', message: expect.stringContaining('a good canary') }),
    )
  })

  it('refuses a service without errors, unless a negligible rate is named', () => {
    const silent = { kpi0: { requestsPerMinute: 3000, rate: 0 } }
    const plan = planOf()
    expect(() => refuseHopeless(plan, outlookOf(plan, silent))).toThrow(
      expect.objectContaining({ code: 'undetectable' }),
    )
    const rare = planOf({ kpis: [{ negligible_rate: 0.001 }] })
    expect(() => refuseHopeless(rare, outlookOf(rare, silent))).not.toThrow()
  })

  it('refuses when a KPI has no baseline at all', () => {
    const plan = planOf()
    expect(() => refuseHopeless(plan, outlookOf(plan, {}))).toThrow(
      expect.objectContaining({ code: 'undetectable' }),
    )
  })
})

describe('rareRateEvidence', () => {
  it('is no evidence without requests', () => {
    expect(rareRateEvidence(0, 0, 0.01)).toBeCloseTo(0, 12)
  })

  it('equals a direct sum in plain arithmetic', () => {
    const grid = Array.from({ length: 60 }, (_, i) => 0.05 * (i + 1))
    const weights = grid.map((d) => Math.exp(-d / 0.7))
    const total = weights.reduce((a, b) => a + b, 0)
    const direct = grid.reduce((sum, d, j) => {
      const p = 0.02 * Math.exp(-d)
      return sum + ((weights[j] ?? 0) / total) * (p / 0.02) ** 3 * ((1 - p) / 0.98) ** 397
    }, 0)
    expect(rareRateEvidence(3, 400, 0.02)).toBeCloseTo(Math.log(direct), 10)
  })

  it('crosses log 20 in at most 5 % of the runs at the bound itself, looked at after every request', () => {
    const random = seededRandom(11)
    let crossed = 0
    for (let run = 0; run < 400; run++) {
      let events = 0
      for (let n = 1; n <= 1500; n++) {
        if (random.next() < 0.02) events++
        if (n % 10 === 0 && rareRateEvidence(events, n, 0.02) >= Math.log(20)) {
          crossed++
          break
        }
      }
    }
    expect(crossed / 400).toBeLessThanOrEqual(0.05)
  })
})
