import * as stats from '@mlops-actions/stats'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('what is undefined is NaN, not a number that pleases', () => {
  it('queries without anything relevant are left out; with none left there is no value', () => {
    expect(stats.ndcg([0, 0, 1, 0], [1, 2, 2, 1], [0, 0, 1, 1])).toBe(1)
    expect(stats.ndcg([0, 0], [1, 2], [0, 0])).toBeNaN()
    expect(stats.meanAveragePrecision([0, 0], [1, 2], [0, 0])).toBeNaN()
    expect(stats.meanReciprocalRank([0, 0], [1, 2], [0, 0])).toBeNaN()
  })

  it('a class without rows', () => {
    const scores = [
      [0.5, 0.2],
      [0.3, 0.5],
      [0.2, 0.3],
    ]
    for (const strategy of ['ovr', 'ovo'] as const) {
      expect(stats.multiclassRocAuc([0, 1], scores, { strategy })).toBeNaN()
    }
  })

  it('kappa of one class', () => {
    expect(stats.weightedKappa([1, 1], [1, 1], 'linear')).toBeNaN()
  })

  it('a group without positives has no true positive rate, and no gap hides it', () => {
    const groups = stats.groupRates([1, 0, 0, 0], [1, 0, 1, 0], [0, 0, 1, 1])
    expect(groups[1]).toMatchObject({ positives: 0, truePositiveRate: Number.NaN, falsePositiveRate: 0.5 })
    expect(stats.equalizedOdds(groups)).toEqual({ difference: Number.NaN, ratio: Number.NaN })
    expect(stats.rateGap(groups.map(({ selectionRate }) => selectionRate))).toEqual({
      difference: 0,
      ratio: 1,
    })
  })

  it('a code nobody has', () => {
    expect(stats.groupRates([1], [1], [1])[0]).toMatchObject({ rows: 0, selectionRate: Number.NaN })
  })

  it('strata where all are selected', () => {
    expect(stats.conditionalDemographicDisparity([1, 1], [0, 1], [0, 0])).toBeNaN()
  })
})

describe('a constant score earns nothing', () => {
  it('in ranks', () => {
    expect(stats.meanReciprocalRank([1, 0, 0], [5, 5, 5], [0, 0, 0])).toBeCloseTo(1 / 3, 15)
    expect(
      stats.topKAccuracy(
        [0, 1],
        [
          [0.5, 0.5],
          [0.5, 0.5],
        ],
        1,
      ),
    ).toBe(0)
    expect(
      stats.multiclassRocAuc(
        [0, 1],
        [
          [0.5, 0.5],
          [0.5, 0.5],
        ],
      ),
    ).toBe(0.5)
  })
})

describe('properties', () => {
  const rows = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 9 }), fc.double({ min: -9, max: 9, noNaN: true })),
    {
      minLength: 1,
      maxLength: 60,
    },
  )

  it('isotonic rises, keeps the mean, and changes nothing that rises already', () => {
    fc.assert(
      fc.property(rows, (points) => {
        const [x, y] = [points.map(([a]) => a), points.map(([, b]) => b)]
        const curve = stats.isotonic(x, y)
        for (let i = 1; i < curve.y.length; i++) expect(curve.y[i]!).toBeGreaterThanOrEqual(curve.y[i - 1]!)
        const fitted = x.reduce((sum, value) => sum + stats.isotonicAt(curve, value), 0)
        expect(fitted).toBeCloseTo(
          y.reduce((sum, value) => sum + value, 0),
          8,
        )
        const again = stats.isotonic(curve.x, curve.y)
        expect([...again.y].map((value) => value.toFixed(9))).toEqual(
          [...curve.y].map((value) => value.toFixed(9)),
        )
      }),
    )
  })

  it('NDCG lies in 0..1 and is 1 for the relevance itself', () => {
    fc.assert(
      fc.property(rows, (points) => {
        const [relevance, scores] = [points.map(([a]) => a), points.map(([, b]) => b)]
        const queries = points.map((_, i) => i % 3)
        const value = stats.ndcg(relevance, scores, queries)
        if (relevance.every((gain) => gain === 0)) {
          expect(value).toBeNaN()
          return
        }
        expect(value).toBeGreaterThan(0)
        expect(value).toBeLessThanOrEqual(1 + 1e-12)
        expect(stats.ndcg(relevance, relevance, queries)).toBeCloseTo(1, 12)
      }),
    )
  })

  it('a gap is as large as the largest signed gap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 }),
        (rates) => {
          const { difference, ratio } = stats.rateGap(rates)
          const signed = rates.flatMap((a) => rates.map((b) => stats.signedGap(a, b)))
          expect(difference).toBe(Math.max(...signed.map((gap) => gap.difference)))
          expect(ratio).toBe(Math.min(...signed.map((gap) => gap.ratio)))
        },
      ),
    )
  })
})

describe('refused', () => {
  it.each([
    ['negative relevance', () => stats.ndcg([-1], [1], [0]), /must not be negative/],
    ['a NaN score', () => stats.meanReciprocalRank([1], [Number.NaN], [0]), /scores\[0\]/],
    ['a class without a column', () => stats.topKAccuracy([2], [[1], [0]], 1), /scores of 2 classes/],
    ['rows that do not sum to one', () => stats.multiclassLogLoss([0], [[0.5], [0.2]]), /sums to 0\.7/],
    ['columns that do not pair', () => stats.hammingLoss([[1]], []), /1 label columns and 0/],
    ['a prediction of no events', () => stats.poissonDeviance([1], [0]), /must be above 0/],
    ['no weight', () => stats.isotonic([1], [1], [0]), /no row has a weight/],
    ['one group', () => stats.rateGap([0.5]), /two groups/],
    ['a quantile of 2', () => stats.pinballLoss([1], [1], 2), /quantile/],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message)
  })
})
