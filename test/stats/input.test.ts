import * as stats from '@mlops-actions/stats'
import { describe, expect, it } from 'vitest'

const looks = [{ canaryEvents: 1, canaryTotal: 10, stableEvents: 2, stableTotal: 90 }]

/** What must be refused, and a piece of the message that says what and where. */
const refused: readonly (readonly [name: string, call: () => unknown, message: RegExp])[] = [
  ['no rows', () => stats.accuracy([], []), /accuracy: labels is empty/],
  ['labels that are not 0 or 1', () => stats.rocAuc([0, 2], [0.1, 0.2]), /labels\[1\] must be 0 or 1, got 2/],
  ['a NaN score', () => stats.rocAuc([0, 1], [0.1, Number.NaN]), /scores\[1\] must be finite, got NaN/],
  ['an infinite score', () => stats.presort([1, Infinity]), /scores\[1\] must be finite/],
  ['rows that do not pair up', () => stats.rocAuc([0, 1], [0.1]), /labels has 2 values but scores has 1/],
  ['negative weights', () => stats.brier([0, 1], [0, 1], [1, -1]), /weights\[1\] must not be negative/],
  ['too few weights', () => stats.brier([0, 1], [0, 1], [1]), /1 weights for 2 rows/],
  ['a probability of 1.2', () => stats.logLoss([1], [1.2]), /probabilities\[0\] must be from 0 to 1/],
  ['half a class', () => stats.macroF1([0, 0.5], [0, 1]), /labels\[1\] must be a whole number/],
  [
    'a class beyond those named',
    () => stats.multiclassConfusion([0, 3], [0, 1], { classes: 3 }),
    /at least 4/,
  ],
  ['more successes than rows', () => stats.wilsonInterval(8, 7, 0.95), /8 successes of 7/],
  [
    'no rows in an interval',
    () => stats.wilsonInterval(0, 0, 0.95),
    /n must be a whole number of at least 1/,
  ],
  ['a level in percent', () => stats.clopperPearsonInterval(1, 7, 95), /level must be between 0 and 1/],
  ['a NaN level', () => stats.tangoInterval({ b: 1, c: 1, n: 9 }, Number.NaN), /level .* got NaN/],
  ['more differing rows than rows', () => stats.tangoPValue({ b: 5, c: 5, n: 9 }, 0.1), /of only n = 9/],
  ['a margin of 5 for "5 %"', () => stats.tangoPValue({ b: 1, c: 1, n: 9 }, 5), /margin must be between/],
  ['half a row', () => stats.mcnemar(0.5, 1), /b must be a whole number/],
  ['one difference', () => stats.pairedTInterval([1], 0.9), /at least 2 value/],
  ['one positive row', () => stats.delong([1, 0, 0], [[1, 2, 3]]), /got 1 positive and 2 negative/],
  ['no score', () => stats.delong([1, 1, 0, 0], []), /no scores/],
  ['a p of 2', () => stats.holm([0.1, 2]), /p\[1\] must be from 0 to 1/],
  ['a NaN p', () => stats.benjaminiHochberg([Number.NaN]), /p\[0\]/],
  ['no values', () => stats.kolmogorovSmirnov([], [1]), /reference needs at least 1/],
  ['a NaN value', () => stats.wasserstein1([1], [Number.NaN]), /current\[0\] must be finite/],
  ['a side without rows', () => stats.chiSquareContingency([0, 0], [1, 2]), /a side has no rows/],
  ['a negative count', () => stats.jensenShannonDistance([1, -1], [1, 1]), /p\[1\] must not be negative/],
  ['categories that differ', () => stats.totalVariation([1, 1], [1]), /p has 2 values but q has 1/],
  [
    'no replicates',
    () => stats.pairedBootstrap({ n: 3, replicates: 0, seed: 1, statistic: () => [0] }),
    /replicates/,
  ],
  [
    'a statistic that changes its mind',
    () => {
      let calls = 0
      stats.pairedBootstrap({ n: 3, replicates: 2, seed: 1, statistic: () => (calls++ === 0 ? [0] : [0, 1]) })
    },
    /replicate 1 gave 2 values/,
  ],
  [
    'a replicate without a value',
    () => stats.percentileInterval(new Float64Array([1, Number.NaN]), 0.9),
    /replicates\[1\]/,
  ],
  [
    'an estimate outside its replicates',
    () => stats.bcaInterval(new Float64Array([1, 2]), 3, new Float64Array([1, 2]), 0.9),
    /outside all 2 replicates/,
  ],
  ['a seed that is not whole', () => stats.seededRandom(1.5), /seed must be a whole number/],
  ['a bound of 0', () => stats.seededRandom(1).integer(0), /bound must be/],
  [
    'more events than requests',
    () =>
      stats.rateRatioTest({
        looks: [{ ...looks[0]!, canaryEvents: 11 }],
        nullRatio: 1,
        direction: 'greater',
      }),
    /looks\[0\] has more events than requests/,
  ],
  [
    'negative counts',
    () => stats.rateRatioConfidenceSequence([{ ...looks[0]!, stableEvents: -1 }], 0.05),
    /looks\[0\]\.stableEvents/,
  ],
  ['a null ratio of 0', () => stats.rateRatioTest({ looks, nullRatio: 0, direction: 'less' }), /nullRatio/],
  [
    'shares that do not sum to 1',
    () => stats.sampleRatioTest({ counts: [1, 2], expected: [0.5, 0.4] }),
    /sum to 0\.9/,
  ],
  ['a quantile of nothing', () => stats.quantile([], 0.5), /no values/],
]

describe('input that would make a number a lie is refused', () => {
  it.each(refused)('%s', (_, call, message) => {
    expect(call).toThrow(RangeError)
    expect(call).toThrow(message)
  })
})

describe('edges', () => {
  it('undefined is NaN, not 0: a group without positives has no recall', () => {
    expect(stats.recall([0, 0], [0, 1])).toBeNaN()
    expect(stats.precision([1, 0], [0, 0])).toBeNaN()
    expect(stats.rocAuc([1, 1], [0.2, 0.3])).toBeNaN()
    expect(stats.averagePrecision([0, 0], [0.2, 0.3])).toBeNaN()
    expect(stats.r2([2, 2], [1, 3])).toBeNaN()
    expect(stats.matthews([1, 0], [1, 1])).toBe(0)
  })

  it('all scores equal: AUC one half; perfect: 1; one row of each class', () => {
    expect(stats.rocAuc([0, 1, 1, 0], [3, 3, 3, 3])).toBe(0.5)
    expect(stats.rocAuc([0, 1], [0.1, 0.9])).toBe(1)
    expect(stats.averagePrecision([0, 1, 1, 0], [3, 3, 3, 3])).toBe(0.5)
  })

  it('no disagreement: the interval still has width, and no margin proves nothing', () => {
    const { low, high } = stats.tangoInterval({ b: 0, c: 0, n: 100 }, 0.95)
    expect(high).toBeCloseTo(3.841459 / 103.841459, 6)
    expect(low).toBeCloseTo(-high, 12)
    expect(stats.tangoPValue({ b: 0, c: 0, n: 100 }, 0)).toBe(1)
    expect(stats.tangoPValue({ b: 0, c: 0, n: 1_000 }, 0.02)).toBeLessThan(1e-5)
  })

  it('the candidate right everywhere the baseline is wrong, and the reverse', () => {
    expect(stats.tangoInterval({ b: 9, c: 0, n: 9 }, 0.9).high).toBe(1)
    expect(stats.tangoInterval({ b: 0, c: 9, n: 9 }, 0.9).low).toBe(-1)
  })

  it('two scores that rank alike prove nothing about other rows', () => {
    const labels = [0, 0, 1, 1]
    expect(stats.delongDifference(labels, [1, 2, 3, 4], [1, 2, 3, 4], 0.9)).toMatchObject({ z: 0, pValue: 1 })
    expect(stats.delongPValue(labels, [1, 2, 3, 4], [10, 20, 30, 40], 0.1)).toBe(1)
  })

  it('differences without spread', () => {
    expect(stats.pairedT([0, 0, 0])).toMatchObject({ statistic: 0, pValue: 1 })
    expect(stats.pairedT([2, 2, 2])).toMatchObject({ statistic: Infinity, pValue: 0 })
    expect(stats.pairedTPValue([0, 0, 0], 0)).toBe(1)
  })

  it('one category on both sides is no difference', () => {
    expect(stats.chiSquareContingency([5], [7])).toEqual({ statistic: 0, degreesOfFreedom: 0, pValue: 1 })
    expect(stats.cramersV([5], [7])).toBe(0)
  })

  it('nothing seen: no evidence, every ratio possible', () => {
    expect(stats.rateRatioTest({ looks: [], nullRatio: 1, direction: 'greater' })).toEqual({
      logE: 0,
      dispersion: 1,
      path: [],
    })
    expect(stats.rateRatioConfidenceSequence([], 0.05)).toEqual({
      low: 0,
      high: Infinity,
      estimate: Number.NaN,
    })
    const idle = { canaryEvents: 0, canaryTotal: 0, stableEvents: 0, stableTotal: 0 }
    expect(stats.rateRatioTest({ looks: [idle], nullRatio: 1, direction: 'less' }).logE).toBeCloseTo(0, 12)
  })

  it('all events on one side: the ratio is bounded on the other only', () => {
    const onlyCanary = [{ canaryEvents: 9, canaryTotal: 100, stableEvents: 0, stableTotal: 900 }]
    const range = stats.rateRatioConfidenceSequence(onlyCanary, 0.05)
    expect(range).toMatchObject({ high: Infinity, estimate: Infinity })
    expect(range.low).toBeGreaterThan(1)
  })

  it('no values at all to correct', () => {
    expect(stats.holm([])).toEqual([])
    expect(stats.benjaminiHochberg([])).toEqual([])
  })
})
