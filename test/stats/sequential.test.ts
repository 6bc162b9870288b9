import * as stats from '@mlops-actions/stats'
import { describe, expect, it } from 'vitest'

/** confseq 0.0.11, its own unit tests: v_opt 100, alpha_opt 0.05. */
describe('the numbers of confseq', () => {
  it('scale and two-sided normal mixture', () => {
    const rho = stats.mixtureScale(100, 0.05)
    expect(rho).toBeCloseTo(12.60056, 5)
    const mixture = stats.normalMixture(rho, 'two-sided')
    expect(mixture.logE({ sum: 10, variance: 100 })).toBeCloseTo(-0.6510052, 7)
    expect(mixture.bound(100, 0.05)).toBeCloseTo(30.35209, 5)
  })

  it('one-sided normal mixture', () => {
    const mixture = stats.normalMixture(stats.mixtureScale(100, 0.1), 'greater')
    expect(mixture.logE({ sum: 10, variance: 100 })).toBeCloseTo(-0.06502391, 8)
    expect(mixture.bound(100, 0.05)).toBeCloseTo(27.66071, 5)
  })

  it('beta-binomial mixture, both ways', () => {
    const plan = { below: 0.2, above: 0.8, at: 100, alpha: 0.05 }
    const both = stats.betaBinomialMixture({ ...plan, side: 'two-sided' })
    expect(both.logE({ sum: 10, variance: 100 })).toBeCloseTo(-0.6941012, 7)
    expect(both.bound(100, 0.05)).toBeCloseTo(31.4308, 4)
    const one = stats.betaBinomialMixture({ ...plan, side: 'greater' })
    expect(one.logE({ sum: 10, variance: 100 })).toBeCloseTo(-0.07134019, 8)
    expect(one.bound(100, 0.05)).toBeCloseTo(28.41238, 5)
  })

  it('stitched bound, band of the distribution function, rate', () => {
    expect(stats.stitchedBound(100, 0.05, 10, 3)).toBeCloseTo(64.48755, 5)
    expect(stats.distributionBand(1_000, 0.05, 100)).toBeCloseTo(0.08204769, 6)
    const { low, high } = stats.rateConfidenceSequence(700, 1_000, 0.05, 100)
    expect(low).toBeCloseTo(0.651629, 5)
    expect(high).toBeCloseTo(0.745949, 5)
  })

  it("the band's constant at three levels", () => {
    const constant = (alpha: number) => (stats.distributionBand(1_000, alpha, 1_000) / 0.85) ** 2 * 1_000
    expect(constant(0.05)).toBeCloseTo(8.1227, 4)
    expect(constant(0.025)).toBeCloseTo(8.6226, 4)
    expect(constant(0.01)).toBeCloseTo(9.2835, 4)
  })
})

it('savvi, InhomogeneousPoissonProcess (seed 1): counts 148 and 62 of shares 0.8 and 0.2', () => {
  const { logE } = stats.sampleRatioTest({ counts: [148, 62], expected: [0.8, 0.2] })
  expect(stats.sequentialPValue([0, logE, -1])).toBeCloseTo(0.045579631759249686, 12)
})

describe('paired means, look by look', () => {
  const random = stats.seededRandom(23)
  const normal = () => stats.normalQuantile(Math.max(1e-15, random.next()))
  const series = (looks: number, carry: number, shift: number) => {
    let state = normal()
    return Float64Array.from({ length: looks }, () => {
      state = carry * state + Math.sqrt(1 - carry * carry) * normal()
      return shift + 0.05 * state
    })
  }

  it('ten looks are needed', () => {
    expect(stats.pairedMeanSequence([], { alpha: 0.05 })).toEqual({
      kind: 'too-few-looks',
      looks: 0,
      needed: 10,
    })
    expect(stats.pairedMeanSequence(series(9, 0, 0), { alpha: 0.05 })).toMatchObject({
      kind: 'too-few-looks',
    })
  })

  it('refuses looks that repeat each other', () => {
    expect(stats.pairedMeanSequence(series(400, 0.8, 0), { alpha: 0.05 })).toMatchObject({
      kind: 'autocorrelated',
    })
  })

  it('the formula, written out', () => {
    const values = series(40, 0, 0.02)
    const verdict = stats.pairedMeanSequence(values, { alpha: 0.01, tightestAt: 30 })
    if (verdict.kind !== 'sequence') throw new Error(verdict.kind)
    const t = 40
    const mean = values.reduce((sum, value) => sum + value, 0) / t
    const gamma = (lag: number) =>
      values.reduce(
        (sum, value, i) => (i < lag ? sum : sum + (value - mean) * (values[i - lag]! - mean)),
        0,
      ) / t
    const lags = 7
    const longRun = [1, 2, 3, 4, 5, 6, 7].reduce((sum, l) => sum + 2 * (1 - l / 8) * gamma(l), gamma(0))
    const lag1 = gamma(1) / gamma(0)
    const carry = lag1 + (1 + 3 * lag1) / t
    expect(verdict.lag1).toBeCloseTo(carry, 13)
    const plain = (gamma(0) * t) / (t - 1)
    const variance = Math.max(plain, longRun, (plain * (1 + carry)) / (1 - carry)) * (1 + (2 * lags) / t)
    const square = (2 * Math.log(100) + Math.log(1 + 2 * Math.log(100))) / 30
    const half = Math.sqrt(
      ((variance * 2 * (t * square + 1)) / (t * t * square)) * Math.log(Math.sqrt(t * square + 1) / 0.01),
    )
    expect(verdict.estimate).toBeCloseTo(mean, 14)
    expect(verdict.high - verdict.low).toBeCloseTo(2 * half, 13)
  })

  it('no spread is a point, not a NaN', () => {
    expect(stats.pairedMeanSequence(Array(12).fill(0), { alpha: 0.05 })).toMatchObject({
      low: 0,
      high: 0,
      lag1: 0,
    })
  })

  it('finds a slowdown of 10 % under noise of 5 % within 20 looks', () => {
    const found = Array.from({ length: 100 }, () => {
      const values = series(20, 0, Math.log(1.1))
      const verdict = stats.pairedMeanSequence(values, { alpha: 0.01 })
      return verdict.kind === 'sequence' && verdict.low > 0
    })
    expect(found.filter(Boolean).length).toBeGreaterThan(95)
  })
})

describe('quantiles one watches', () => {
  const random = stats.seededRandom(31)
  const values = Array.from({ length: 300 }, () => Math.round(-200 * Math.log(1 - random.next())) / 10)

  it('holds the very values that the evidence does not refute', () => {
    const [p, alpha, tightestAt] = [0.9, 0.05, 200]
    const { low, high } = stats.quantileConfidenceSequence(values, p, alpha, tightestAt)
    const mixture = stats.betaBinomialMixture({
      below: p,
      above: 1 - p,
      at: tightestAt * p * (1 - p),
      alpha,
      side: 'two-sided',
    })
    const evidence = (count: number) =>
      mixture.logE({ sum: count - values.length * p, variance: values.length * p * (1 - p) })
    const possible = [...new Set(values)].filter((value) => {
      const upTo = values.filter((one) => one <= value).length
      const below = values.filter((one) => one < value).length
      const neutral = Math.min(Math.max(values.length * p, below), upTo)
      return evidence(neutral) < Math.log(1 / alpha)
    })
    expect(Math.min(...possible)).toBe(low)
    expect(Math.max(...possible)).toBe(high)
    expect(low).toBeLessThan(stats.quantileInterval(values, p, 1 - alpha).low)
    expect(high).toBeGreaterThan(stats.quantileInterval(values, p, 1 - alpha).high)
  })

  it('few values bound nothing above, none nothing at all; timeouts count as infinite', () => {
    expect(stats.quantileConfidenceSequence([], 0.5, 0.05, 10)).toEqual({ low: -Infinity, high: Infinity })
    expect(stats.quantileConfidenceSequence([1, 2, 3], 0.5, 0.05, 10)).toEqual({
      low: -Infinity,
      high: Infinity,
    })
    const ended = [...values.slice(0, 200), ...Array<number>(100).fill(Infinity)]
    expect(stats.quantileConfidenceSequence(ended, 0.9, 0.05, 200).high).toBe(Infinity)
    expect(stats.quantileConfidenceSequence(ended, 0.3, 0.05, 200).high).toBeLessThan(Infinity)
    expect(() => stats.quantileConfidenceSequence([Number.NaN], 0.5, 0.05, 10)).toThrow(/values\[0\]/)
  })

  it('compares streams: nothing against itself, evidence against a slower one, in both orders', () => {
    const options = { p: 0.5, tightestAt: 300 }
    const slower = values.map((value) => 1.6 * value + 1)
    expect(stats.quantileComparison(values, values, options).pValue).toBe(1)
    const { logE } = stats.quantileComparison(values, slower, options)
    expect(logE).toBeGreaterThan(Math.log(100))
    expect(stats.quantileComparison(slower, values, options).logE).toBeCloseTo(logE, 9)
    expect(() => stats.quantileComparison([], values, options)).toThrow(/first is empty/)
  })
})

describe('two means one watches', () => {
  const flat = { n: 5, mean: 1, variance: 0 }

  it('turns round with its groups, and is wider than a t interval', () => {
    const random = stats.seededRandom(33)
    const [a, b] = [40, 60].map((n) => stats.moments(Float64Array.from({ length: n }, () => random.next())))
    const there = stats.meanDifferenceSequence(a!, b!, { alpha: 0.05 })
    const back = stats.meanDifferenceSequence(b!, a!, { alpha: 0.05 })
    expect(back.low).toBeCloseTo(-there.high, 14)
    expect(back.logE).toBeCloseTo(there.logE, 12)
    const error = Math.sqrt(a!.variance / 40 + b!.variance / 60)
    expect(there.high - there.low).toBeGreaterThan(2 * 1.96 * error)
  })

  it('groups without spread: alike is no evidence, apart is evidence of so many values', () => {
    const same = stats.meanDifferenceSequence(flat, flat, { alpha: 0.05 })
    expect(same.logE).toBeLessThan(0)
    expect(same).toMatchObject({ low: 0, high: 0 })
    const apart = stats.meanDifferenceSequence(flat, { ...flat, mean: 2 }, { alpha: 0.05 })
    expect(apart.logE).toBeGreaterThan(0)
    expect(apart.logE).toBeLessThan(Infinity)
    expect(() => stats.meanDifferenceSequence({ ...flat, n: 1 }, flat, { alpha: 0.05 })).toThrow(
      /two finite values/,
    )
    expect(() => stats.meanDifferenceSequence({ ...flat, mean: Number.NaN }, flat, { alpha: 0.05 })).toThrow(
      /NaN/,
    )
  })
})

describe('means between known ends', () => {
  it('is all there is without values, narrows with them, turns round with them', () => {
    expect(stats.boundedMeanSequence([], 0.05)).toEqual({ low: 0, high: 1 })
    const random = stats.seededRandom(32)
    const values = Float64Array.from({ length: 2_000 }, () => random.next() ** 2)
    const { low, high } = stats.boundedMeanSequence(values, 0.05)
    expect(low).toBeLessThan(1 / 3)
    expect(high).toBeGreaterThan(1 / 3)
    expect(high - low).toBeLessThan(0.08)
    const turned = stats.boundedMeanSequence(
      values.map((value) => 1 - value),
      0.05,
    )
    expect(turned.low).toBeCloseTo(1 - high, 12)
    expect(() => stats.boundedMeanSequence([1.1], 0.05)).toThrow(/values\[0\]/)
  })
})

describe('edges', () => {
  it('nothing seen bounds nothing', () => {
    expect(stats.rateConfidenceSequence(0, 0, 0.05, 100)).toEqual({ low: 0, high: 1 })
    expect(stats.rateConfidenceSequence(0, 50, 0.05, 100).low).toBe(0)
    expect(stats.rateConfidenceSequence(50, 50, 0.05, 100).high).toBe(1)
    expect(stats.distributionBand(9, 0.05, 10)).toBe(Infinity)
    expect(stats.sequentialPValue([])).toBe(1)
  })

  it('is wider than the interval of a single look', () => {
    const always = stats.rateConfidenceSequence(30, 1_000, 0.05, 1_000)
    const once = stats.wilsonInterval(30, 1_000, 0.95)
    expect(always.low).toBeLessThan(once.low)
    expect(always.high).toBeGreaterThan(once.high)
  })

  it.each([
    ['a NaN', () => stats.sequentialPValue([Number.NaN]), /path\[0\]/],
    [
      'a negative variance',
      () => stats.normalMixture(1, 'greater').logE({ sum: 1, variance: -1 }),
      /variance/,
    ],
    ['an infinite look', () => stats.pairedMeanSequence([Infinity], { alpha: 0.1 }), /differences\[0\]/],
    ['more successes than trials', () => stats.rateConfidenceSequence(2, 1, 0.05, 10), /2 successes of 1/],
    ['a negative scale', () => stats.stitchedBound(1, 0.05, 1, -1), /scale/],
  ])('refuses %s', (_, call, message) => {
    expect(call).toThrow(message)
  })
})
