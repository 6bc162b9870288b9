import * as stats from '@mlops-actions/stats'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('signed ranks at the edges', () => {
  it('nothing but zeros proves nothing', () => {
    expect(stats.wilcoxonSignedRank([0, -0, 0])).toEqual({ positive: 0, negative: 0, rows: 0, pValue: 1 })
  })

  it('one row: both signs are as likely', () => {
    expect(stats.wilcoxonSignedRank([3]).pValue).toBe(1)
    expect(stats.wilcoxonSignedRank([3], { alternative: 'greater' }).pValue).toBe(0.5)
  })

  it('all equal: the chance of one sign throughout', () => {
    expect(stats.wilcoxonSignedRank(Array(10).fill(2), { alternative: 'greater' }).pValue).toBe(2 ** -10)
  })

  it('95 % takes six rows', () => {
    expect(stats.hodgesLehmannInterval([1, 2, 3, 4, 5], 0.95)).toMatchObject({
      low: -Infinity,
      high: Infinity,
    })
    expect(stats.hodgesLehmannInterval([1, 2, 3, 4, 5, 6], 0.95)).toEqual({ estimate: 3.5, low: 1, high: 6 })
  })

  it('the interval holds zero exactly when the test does not reject, without ties', () => {
    const rows = fc.uniqueArray(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 6, maxLength: 30 })
    fc.assert(
      fc.property(rows, (values) => {
        fc.pre(new Set(values.map(Math.abs)).size === values.length && !values.includes(0))
        const { low, high } = stats.hodgesLehmannInterval(values, 0.9)
        const rejected = stats.wilcoxonSignedRank(values).pValue <= 0.1
        // An end of exactly 0 is a tie of two means at 0: rounding of x + (-x), left out.
        if (low === 0 || high === 0) return
        expect(low > 0 || high < 0).toBe(rejected)
      }),
    )
  })

  it('half a million rows need no half a million squared', () => {
    const random = stats.seededRandom(3)
    const values = Float64Array.from({ length: 500_000 }, () => random.next() - 0.4)
    const { estimate, low, high } = stats.hodgesLehmannInterval(values, 0.95)
    expect(estimate).toBeCloseTo(0.1, 2)
    expect(high - low).toBeLessThan(0.01)
  })
})

describe('quantiles by rank', () => {
  it('a request that never ended counts as the slowest', () => {
    const values = [...Array.from({ length: 99 }, (_, i) => i), Infinity]
    expect(stats.quantileInterval(values, 0.5, 0.9).estimate).toBe(49)
    expect(stats.quantileInterval(values, 0.99, 0.9).high).toBe(Infinity)
  })

  it('one value bounds nothing', () => {
    expect(stats.quantileInterval([7], 0.5, 0.95)).toEqual({ estimate: 7, low: -Infinity, high: Infinity })
  })
})

describe('what depends on its neighbours', () => {
  /** A series whose rows repeat eight times: 8 times the variance of the mean. */
  const random = stats.seededRandom(8)
  const level = Float64Array.from({ length: 100 }, () => random.next())
  const series = Float64Array.from({ length: 800 }, (_, i) => level[i >> 3]!)
  const spread = (blockLength: number, scheme: 'moving' | 'circular') => {
    const [means] = stats.blockBootstrap({
      n: 800,
      blockLength,
      scheme,
      replicates: 400,
      seed: 1,
      statistic: (weights) => [series.reduce((sum, value, i) => sum + value * weights[i]!, 0) / 800],
    })
    return stats.standardDeviation(means!)
  }

  it.each(['moving', 'circular'] as const)('%s blocks see it, single rows do not', (scheme) => {
    const truth = stats.standardDeviation(level) / 10
    expect(spread(1, scheme) / truth).toBeLessThan(0.5)
    expect(spread(40, scheme) / truth).toBeGreaterThan(0.8)
    expect(spread(40, scheme) / truth).toBeLessThan(1.2)
  })

  it('every replicate draws exactly n rows; a block as long as the rows draws each once', () => {
    for (const blockLength of [1, 7, 10]) {
      stats.blockBootstrap({
        n: 10,
        blockLength,
        replicates: 20,
        seed: 2,
        statistic: (weights) => {
          expect(weights.reduce((sum, count) => sum + count, 0)).toBe(10)
          if (blockLength === 10) expect([...weights]).toEqual(Array(10).fill(1))
          return [0]
        },
      })
    }
  })
})

describe('power, margin and rows are one equation', () => {
  const designs: readonly stats.Design[] = [
    { kind: 'paired-means', sd: 0.4 },
    { kind: 'paired-proportions', discordance: 0.1 },
    { kind: 'two-means', sd1: 1, sd2: 2, ratio: 0.5 },
    { kind: 'two-proportions', p1: 0.88, p2: 0.88 },
  ]

  it.each(designs)('$kind', (design) => {
    const margin = stats.detectableMargin(design, { rows: 700, alpha: 0.05, power: 0.8 })
    expect(stats.powerOf(design, { margin, rows: 700, alpha: 0.05 })).toBeCloseTo(0.8, 10)
    const needed = stats.rowsNeeded(design, { margin: margin * 1.000001, alpha: 0.05, power: 0.8 })
    expect(needed).toBe(700)
    expect(stats.rowsNeeded(design, { margin: 0, alpha: 0.05, power: 0.8 })).toBe(Infinity)
  })

  it('agrees with the rows of the older functions', () => {
    const plan = { margin: 0.1, alpha: 0.05, power: 0.9 }
    expect(stats.rowsNeeded(designs[0]!, plan)).toBe(stats.pairedMeanRows({ ...plan, sd: 0.4 }))
    expect(stats.rowsNeeded(designs[1]!, plan)).toBe(
      stats.pairedProportionRows({ ...plan, discordance: 0.1 }),
    )
  })
})

describe('refused', () => {
  it.each([
    ['no differences', () => stats.wilcoxonSignedRank([]), /needs at least 1/],
    ['a NaN difference', () => stats.hodgesLehmannInterval([1, Number.NaN], 0.9), /differences\[1\]/],
    ['a NaN latency', () => stats.quantileInterval([1, Number.NaN], 0.5, 0.9), /values\[1\]/],
    ['no latency', () => stats.quantileInterval([], 0.5, 0.9), /is empty/],
    ['a p of 2', () => stats.hommel([2]), /p\[0\]/],
    ['one fold', () => stats.correctedResampledT([1], 0.1), /at least 2/],
    [
      'a replicate without spread',
      () =>
        stats.studentisedInterval(
          { replicates: Float64Array.of(1, 2), errors: Float64Array.of(1, 0) },
          1,
          1,
          0.9,
        ),
      /above 0, got 0/,
    ],
    [
      'blocks longer than the rows',
      () => stats.blockBootstrap({ n: 3, blockLength: 4, replicates: 1, seed: 1, statistic: () => [0] }),
      /blocks of 4 rows of only 3/,
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message)
  })

  it('nothing to adjust', () => {
    expect(stats.hommel([])).toEqual([])
  })
})
