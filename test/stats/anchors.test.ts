import {
  kolmogorovSmirnov,
  mcnemar,
  miettinenNurminenInterval,
  miettinenNurminenPValue,
  minutesToDecision,
  newcombePairedInterval,
  normalQuantile,
  pairedMeanRows,
  pairedProportionRows,
  tangoInterval,
} from '@mlops-actions/stats'
import { describe, expect, it } from 'vitest'

function near(low: number, high: number, digits: number) {
  return { low: expect.closeTo(low, digits), high: expect.closeTo(high, digits) }
}

describe('published numbers', () => {
  it('Tango 1998: 36 both right, 12 and 2 apart, 0 neither', () => {
    expect(tangoInterval({ b: 12, c: 2, n: 50 }, 0.95)).toEqual(near(0.0611, 0.3447, 4))
  })

  it('Newcombe 1998, paired method 10, on the same table', () => {
    expect(newcombePairedInterval({ b: 12, c: 2, n: 50, both: 36 }, 0.95)).toEqual(near(0.0569, 0.3404, 4))
  })

  it('the paired intervals of 400 rows', () => {
    const counts = { b: 43, c: 4, n: 400, both: 335 }
    expect(tangoInterval(counts, 0.95)).toEqual(near(0.067550723, 0.132907317, 9))
    expect(newcombePairedInterval(counts, 0.95)).toEqual(near(0.065870814, 0.132299152, 9))
  })

  it('Miettinen and Nurminen, 83/88 against 69/76, margin 0.10 (statsmodels 0.14 says z = 2.9026: its issue 10269)', () => {
    const counts = { x1: 83, n1: 88, x2: 69, n2: 76 }
    expect(miettinenNurminenPValue(counts, 0.1)).toBeCloseTo(0.00159855543, 11)
    expect(-normalQuantile(miettinenNurminenPValue(counts, 0.1))).toBeCloseTo(2.9481217868, 9)
    expect(miettinenNurminenInterval(counts, 0.95)).toEqual(near(-0.04837942, 0.12889912, 8))
  })

  it('Miettinen and Nurminen with a zero cell (statsmodels says [0, 0])', () => {
    expect(miettinenNurminenInterval({ x1: 0, n1: 7, x2: 12, n2: 56 }, 0.95)).toEqual(
      near(-0.33929, 0.15395, 4),
    )
  })

  it('McNemar: exact and mid-p of the small tables', () => {
    expect(mcnemar(0, 5).exact).toBeCloseTo(0.0625, 14)
    expect(mcnemar(0, 5).midP).toBeCloseTo(0.03125, 14)
    expect(mcnemar(6, 16).exact).toBeCloseTo(0.052478790283203125, 15)
    expect(mcnemar(6, 16).midP).toBeCloseTo(0.0346896648, 10)
    expect(mcnemar(0, 0)).toEqual({ exact: 1, midP: 1 })
  })

  it('the loss that 400 rows can rule out: 3.0 points at 6 % disagreement, 3.9 at 10 %', () => {
    const plan = { alpha: 0.05, power: 0.8 }
    const rows = (discordance: number, margin: number) =>
      pairedProportionRows({ ...plan, discordance, margin })
    expect(rows(0.06, 0.03046)).toBe(400)
    expect(rows(0.1, 0.03932)).toBe(400)
    expect(rows(0.1, 0.022)).toBeLessThan(1_319)
    expect(pairedProportionRows({ ...plan, discordance: 0.1, margin: 0.02, difference: -0.02 })).toBe(
      Infinity,
    )
  })

  it('rows for a paired mean: 27 at half an sd (statsmodels TTestPower one-sided: 26.1)', () => {
    expect(pairedMeanRows({ sd: 1, margin: 0.5, alpha: 0.05, power: 0.8 })).toBe(27)
    expect(pairedMeanRows({ sd: 1, margin: 0, alpha: 0.05, power: 0.8 })).toBe(Infinity)
  })

  it('minutes until a canary decides: 3000 requests a minute, 1 % errors, alpha 1 %', () => {
    const minutes = (canaryShare: number, trueRatio: number) =>
      minutesToDecision({ requestsPerMinute: 3_000, baseRate: 0.01, alpha: 0.01, canaryShare, trueRatio })
    expect(minutes(0.05, 1.5)).toBeCloseTo(43, 0)
    expect(minutes(0.05, 2)).toBeCloseTo(12.2, 1)
    expect(minutes(0.1, 3)).toBeCloseTo(2.0, 1)
    expect(minutes(0.5, 1.5)).toBeCloseTo(8.7, 1)
    expect(minutes(0.5, 1)).toBe(Infinity)
    expect(
      minutesToDecision({
        requestsPerMinute: 0,
        baseRate: 0.01,
        alpha: 0.01,
        canaryShare: 0.5,
        trueRatio: 2,
      }),
    ).toBe(Infinity)
  })

  it('says where the distributions part', () => {
    const ks = kolmogorovSmirnov([1, 2, 3, 4], [3, 4, 5, 6])
    expect(ks).toMatchObject({ statistic: 0.5, location: 2 })
    // 12 of the 70 orderings are at least as far apart on one side, both counted: 2 * C(8,2)/C(8,4) by reflection.
    expect(ks.pValue).toBeCloseTo((2 * 28 - 2) / 70, 12)
  })
})
