import { judge, type Look, type Looks } from '@mlops-actions/rollout'
import { rateRatioTest } from '@mlops-actions/stats'
import { describe, expect, it } from 'vitest'
import { planOf } from './traffic.ts'

const MINUTE = 60_000

function looksOf(...counts: readonly (readonly [number, number, number, number])[]): readonly Look[] {
  return counts.map((look, i) => [(i + 1) * MINUTE, ...look] as Look)
}

/** Ten equal minutes at 10 %. */
function tenMinutes(canaryErrors: number, stableErrors: number, canary = 300, stable = 2700): Looks {
  return {
    kpi0: looksOf(...Array.from({ length: 10 }, () => [canaryErrors, canary, stableErrors, stable] as const)),
  }
}

const atTen = [[0, 10]] as const

describe('judge', () => {
  it('says nothing without data', () => {
    expect(judge(planOf(), {}, []).kind).toBe('insufficient-evidence')
    expect(judge(planOf(), { kpi0: [] }, []).kind).toBe('insufficient-evidence')
    expect(judge(planOf(), tenMinutes(0, 0, 0, 0), atTen)).toMatchObject({
      kind: 'insufficient-evidence',
      reason: 'the canary has served no request yet',
    })
  })

  it('rolls back on harm, with the numbers in the reason', () => {
    const judged = judge(planOf(), tenMinutes(12, 27), atTen)
    expect(judged.kind).toBe('rollback')
    expect(judged.reason).toContain('120 of 3,000 on the canary, 270 of 27,000 on stable (4.00 times')
  })

  it('rolls back on harm before min_requests are reached: harm needs no patience', () => {
    const judged = judge(planOf({ min_requests: 1_000_000 }), tenMinutes(12, 27), atTen)
    expect(judged.kind).toBe('rollback')
  })

  it('promotes an equal canary once the margin is proven', () => {
    expect(judge(planOf({ min_requests: 3000 }), tenMinutes(30, 270), atTen).kind).toBe('promote')
  })

  it('waits for min_requests whatever the evidence', () => {
    const judged = judge(planOf({ min_requests: 3001 }), tenMinutes(30, 270), atTen)
    expect(judged).toMatchObject({
      kind: 'insufficient-evidence',
      reason: 'the canary has served 3,000 of the 3,001 requests a decision takes',
    })
  })

  it('lets a step be left when gross harm is ruled out but the margin is not', () => {
    expect(judge(planOf(), tenMinutes(2, 18), atTen).kind).toBe('advance')
    expect(judge(planOf({ step_ratio: 1.2 }), tenMinutes(2, 18), atTen).kind).toBe('insufficient-evidence')
  })

  it('uses exactly the evidence of the statistics package', () => {
    const plan = planOf()
    const looks = tenMinutes(5, 41)
    const counts = (looks['kpi0'] ?? []).map(([, canaryEvents, canaryTotal, stableEvents, stableTotal]) => ({
      canaryEvents,
      canaryTotal,
      stableEvents,
      stableTotal,
    }))
    const [kpi] = judge(plan, looks, atTen).kpis
    expect(kpi?.harm.log).toBe(rateRatioTest({ looks: counts, nullRatio: 1, direction: 'greater' }).logE)
    expect(kpi?.promote.log).toBe(rateRatioTest({ looks: counts, nullRatio: 1.5, direction: 'less' }).logE)
    expect(kpi?.harm.needed).toBeCloseTo(Math.log(100), 12)
    expect(kpi?.promote.needed).toBeCloseTo(Math.log(20), 12)
  })

  it('splits alpha over the KPIs, and one harmed KPI is enough', () => {
    const plan = planOf({ kpis: [{}, {}] })
    const good = tenMinutes(30, 270)['kpi0'] ?? []
    const bad = tenMinutes(12, 27)['kpi0'] ?? []
    const judged = judge(plan, { kpi0: good, kpi1: bad }, atTen)
    expect(judged.kind).toBe('rollback')
    expect(judged.reason).toContain('kpi1')
    expect(judged.kpis[0]?.harm.needed).toBeCloseTo(Math.log(200), 12)
  })

  it('promotes only when every KPI is proven', () => {
    const plan = planOf({ kpis: [{}, {}] })
    const proven = tenMinutes(30, 270)['kpi0'] ?? []
    const open = tenMinutes(2, 18)['kpi0'] ?? []
    expect(judge(plan, { kpi0: proven, kpi1: proven }, atTen).kind).toBe('promote')
    expect(judge(plan, { kpi0: proven, kpi1: open }, atTen).kind).toBe('advance')
    expect(judge(plan, { kpi0: proven }, atTen).kind).toBe('insufficient-evidence')
  })

  it('allows the rise that max_ratio allows', () => {
    const plan = planOf({ kpis: [{ max_ratio: 4, margin_ratio: 6 }] })
    expect(judge(plan, tenMinutes(12, 27), atTen).kind).not.toBe('rollback')
  })

  it('holds when traffic is not split as configured, even with proof of equality', () => {
    const judged = judge(planOf(), tenMinutes(30, 270, 300, 2700), [[0, 50]])
    expect(judged.kind).toBe('hold')
    expect(judged.reason).toContain('the canary got 10.0 % of the requests where 50.0 % was configured')
  })

  describe('a service without errors', () => {
    const silent = tenMinutes(0, 0)
    it('proves nothing by a ratio', () => {
      const judged = judge(planOf(), silent, atTen)
      expect(judged.kind).toBe('insufficient-evidence')
      expect(judged.reason).toContain('negligible_rate')
    })

    it('proves a negligible rate', () => {
      expect(judge(planOf({ kpis: [{ negligible_rate: 0.01 }] }), silent, atTen).kind).toBe('promote')
      expect(judge(planOf({ kpis: [{ negligible_rate: 0.0005 }] }), silent, atTen).kind).toBe(
        'insufficient-evidence',
      )
    })

    it('is still rolled back by the canary alone having errors', () => {
      const plan = planOf({ kpis: [{ negligible_rate: 0.2 }] })
      expect(judge(plan, tenMinutes(2, 0), atTen).kind).toBe('rollback')
    })
  })

  it('gives each look its own place on the path, so that a picture needs nothing else', () => {
    const [kpi] = judge(planOf(), tenMinutes(5, 41), atTen).kpis
    expect(kpi?.harm.path).toHaveLength(10)
    expect(kpi?.harm.path.at(-1)).toBe(kpi?.harm.log)
    expect(kpi?.promote.path.at(-1)).toBe(kpi?.promote.log)
  })
})
