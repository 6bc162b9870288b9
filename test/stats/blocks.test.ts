import * as stats from '@mlops-actions/stats'
import { describe, expect, it } from 'vitest'

describe('thresholds from time blocks', () => {
  it('leaves every run of consecutive blocks out once', () => {
    const seen: string[] = []
    stats.blockNull({
      blocks: 6,
      length: 2,
      statistic: (window, rest) => {
        seen.push(`${window.join('')}|${rest.join('')}`)
        return 1
      },
    })
    expect(seen).toEqual(['01|2345', '12|0345', '23|0145', '34|0125', '45|0123'])
  })

  it('is an order statistic where the rate can be seen, and the rate says which', () => {
    const distances = Float64Array.from({ length: 99 }, (_, i) => (i * 37) % 99)
    expect(stats.blockThreshold(distances, 0.05)).toEqual({ threshold: 94, kind: 'empirical', rate: 0.05 })
    expect(stats.blockThreshold(distances, 0.01)).toEqual({ threshold: 98, kind: 'empirical', rate: 0.01 })
    expect(stats.blockThreshold(distances, 0.057).rate).toBe(0.05)
  })

  it('counts overlapping windows once', () => {
    const distances = Float64Array.from({ length: 99 }, (_, i) => i + 1)
    expect(stats.blockThreshold(distances, 0.05, 10).kind).toBe('extrapolated')
    expect(stats.blockThreshold(distances, 0.1, 10)).toMatchObject({ kind: 'empirical', rate: 1 / 11 })
  })

  it('a rarer alarm lies beyond all distances seen, the more so the rarer', () => {
    const random = stats.seededRandom(1)
    const distances = Float64Array.from({ length: 60 }, () =>
      Math.exp(stats.normalQuantile(0.01 + 0.98 * random.next())),
    )
    const rare = stats.blockThreshold(distances, 1 / 180)
    expect(rare.kind).toBe('extrapolated')
    expect(stats.blockThreshold(distances, 1 / 1_000).threshold).toBeGreaterThan(rare.threshold)
    const { mean, variance } = stats.moments(distances.map(Math.log))
    const bound = mean + stats.studentTQuantile(1 - 1 / 180, 59) * Math.sqrt(variance * (1 + 1 / 60))
    expect(rare.threshold).toBeCloseTo(Math.exp(bound), 12)
    // Distances of 0 have no logs.
    const flat = stats.blockThreshold(new Float64Array(10), 0.01)
    expect(flat).toEqual({ threshold: 0, kind: 'extrapolated', rate: 0.01 })
  })

  it('days that differ need a wider threshold than rows drawn one by one', () => {
    const random = stats.seededRandom(2)
    const normal = () => stats.normalQuantile(Math.max(1e-15, random.next()))
    const days = Array.from({ length: 40 }, () => {
      const level = 0.3 * normal()
      return Array.from({ length: 50 }, () => level + normal())
    })
    const pool = (list: readonly number[]) => list.flatMap((day) => days[day]!)
    const distance = (a: readonly number[], b: readonly number[]) => stats.wasserstein1(a, b)
    const blocks = stats.blockNull({
      blocks: 40,
      statistic: (window, rest) => distance(pool(window), pool(rest)),
    })
    const everything = days.flat()
    const rows = Float64Array.from({ length: 40 }, () => {
      const drawn = Array.from({ length: 50 }, () => everything[random.integer(2_000)]!)
      return distance(drawn, everything)
    })
    expect(stats.blockThreshold(blocks, 0.05).threshold).toBeGreaterThan(
      1.5 * stats.blockThreshold(rows, 0.05).threshold,
    )
  })

  it.each([
    ['two blocks', () => stats.blockNull({ blocks: 2, statistic: () => 0 }), /blocks/],
    ['a NaN distance', () => stats.blockNull({ blocks: 3, statistic: () => Number.NaN }), /statistic\[0\]/],
    ['two distances', () => stats.blockThreshold(Float64Array.of(1, 2), 0.1), /at least 3/],
    ['a rate of 5', () => stats.blockThreshold(new Float64Array(9), 5), /rate/],
  ])('refuses %s', (_, call, message) => {
    expect(call).toThrow(message)
  })
})

describe('a bootstrap within strata', () => {
  it('keeps the rows of every stratum, and draws within each as without strata', () => {
    const strata = [2, 0, 2, 5, 0, 2]
    const sums = (weights: Uint32Array) =>
      [0, 2, 5].map((code) =>
        weights.reduce((sum, weight, row) => sum + (strata[row] === code ? weight : 0), 0),
      )
    const found = stats.pairedBootstrap({ n: 6, replicates: 50, seed: 1, strata, statistic: sums })
    expect(found.map((values) => [...new Set(values)])).toEqual([[2], [3], [1]])
    const one = { n: 6, replicates: 5, seed: 3, statistic: (weights: Uint32Array) => [...weights] }
    expect(stats.pairedBootstrap({ ...one, strata: Array(6).fill(4) })).toEqual(stats.pairedBootstrap(one))
    expect(() => stats.pairedBootstrap({ ...one, strata: [1] })).toThrow(/1 stratum codes for 6 rows/)
    expect(() => stats.pairedBootstrap({ ...one, strata, clusters: strata })).toThrow(/not supported/)
  })
})

describe('rows in clusters and rows that flip', () => {
  it('clusters of one row are plain rows', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6]
    const own = values.map((_, i) => i)
    expect(stats.clusterMeanInterval(values, own, 0.9)).toMatchObject(stats.meanInterval(values, 0.9))
    expect(stats.clusterMeanInterval([1, 1, 1], [0, 1, 1], 0.9)).toMatchObject({ low: 1, high: 1 })
    expect(() => stats.clusterMeanInterval([1, 2], [3, 3], 0.9)).toThrow(/needs two clusters, got 1/)
    const labels = [0, 1, 0, 1, 1, 0]
    const scores = [[1, 2, 3, 4, 5, 4]]
    const plain = stats.delong(labels, scores)
    const clustered = stats.clusterDelong(labels, scores, [9, 8, 7, 6, 5, 4])
    expect(clustered.auc).toEqual(plain.auc)
    expect(clustered.covariance[0]![0]).toBeCloseTo(plain.covariance[0]![0]!, 14)
    expect(() => stats.clusterDelong(labels, scores, [1, 2, 1, 2, 2, 1])).toThrow(
      /two clusters with each class/,
    )
  })

  it('a model beside itself breaks nothing, and that is not certain', () => {
    const labels = [0, 1, 2, 1]
    const same = stats.negativeFlipInterval(labels, [0, 1, 1, 1], [0, 1, 1, 1], 0.9)
    expect(same).toMatchObject({ broken: 0, mended: 0, rate: 0, low: 0 })
    expect(same.high).toBeGreaterThan(0.3)
    expect(stats.negativeFlipInterval(labels, labels, labels, 0.9).relative).toBeNaN()
    expect(() => stats.negativeFlipInterval(labels, [0], labels, 0.9)).toThrow(/candidate has 1/)
  })

  it('a group without rows has no errors, one without spread no R squared', () => {
    const [first, none, last] = stats.groupErrors([1, 1, 5], [1, 2, 5], [0, 0, 2])
    expect(first).toMatchObject({ rows: 2, meanAbsoluteError: 0.5, meanResidual: 0.5, r2: Number.NaN })
    expect(none).toMatchObject({ rows: 0, meanAbsoluteError: Number.NaN })
    expect(last!.rows).toBe(1)
  })
})
