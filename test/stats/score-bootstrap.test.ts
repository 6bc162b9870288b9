import * as stats from '@mlops-actions/stats'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowDraw } from '../../packages/stats/src/bootstrap/row-draw.ts'
import { rankLayout } from '../../packages/stats/src/metric/rank-layout.ts'
import { rankMetrics } from '../../packages/stats/src/metric/rank-metrics.ts'

const rows = fc
  .array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 3 })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((drawn) => ({
    labels: drawn.map(([label]) => Number(label)),
    scores: drawn.map(([, score]) => score / 8),
    weights: drawn.map(([, , weight]) => weight),
  }))

function alike(actual: number, wanted: number) {
  expect(actual).toSatisfy((value: number) => Object.is(value, wanted) || Math.abs(value - wanted) < 1e-12)
}

describe('rank metrics over a layout', () => {
  it('are those of the weighted rows, ties and rows of weight 0 included', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 10 }), ({ labels, scores, weights }, eighths) => {
        const layout = rankLayout(labels, scores)
        const above = new Uint32Array(labels.length + 1)
        layout.rows.forEach((row, place) => {
          above[place + 1] = above[place]! + weights[row]!
        })
        const threshold = eighths / 8
        const called = scores.map((score) => Number(score >= threshold))
        const cut = called.reduce((sum, one) => sum + one, 0)
        const { rocAuc, averagePrecision, f1 } = rankMetrics(layout, above, cut)
        const sorted = stats.presort(scores)
        alike(rocAuc, stats.weightedRocAuc(sorted, labels, weights))
        alike(averagePrecision, stats.weightedAveragePrecision(sorted, labels, weights))
        alike(f1, stats.f1(labels, called, weights))
      }),
    )
  })
})

describe('scoreBootstrap', () => {
  const random = stats.seededRandom(3)
  const labels = Uint8Array.from({ length: 400 }, (_, i) => (i % 3 === 0 ? 1 : 0))
  const scores = Float64Array.from(labels, (label) => Math.round(50 * (0.4 * label + random.next())) / 50)
  const plan = { labels, replicates: 400, seed: 9 }

  it('shows every model the same draws: a score turned round has the AUC turned round, replicate by replicate', () => {
    const models = [
      { scores, threshold: 0.7 },
      { scores: scores.map((score) => -score), threshold: 0 },
      { scores, threshold: 0.7 },
    ]
    const [first, turned, again] = stats.scoreBootstrap({ ...plan, models })
    first!.rocAuc.forEach((auc, run) => expect(turned!.rocAuc[run]).toBeCloseTo(1 - auc, 12))
    expect(again).toEqual(first)
    expect(stats.scoreBootstrap({ ...plan, models })).toEqual([first, turned, again])
  })

  it.each(['multinomial', 'poisson'] as const)(
    '%s: centred on the metric, as wide as DeLong says',
    (scheme) => {
      const replicates = 2_000
      const models = [{ scores, threshold: 0.7 }]
      const [found] = stats.scoreBootstrap({ ...plan, models, replicates, scheme })
      const { auc, covariance } = stats.delong(labels, [scores])
      const { mean, variance } = stats.moments(found!.rocAuc)
      expect(Math.abs(mean - auc[0]!)).toBeLessThan(4 * Math.sqrt(variance / replicates))
      expect(Math.sqrt(variance / covariance[0]![0]!)).toBeGreaterThan(0.9)
      expect(Math.sqrt(variance / covariance[0]![0]!)).toBeLessThan(1.1)
      const called = Array.from(scores, (score) => Number(score >= 0.7))
      const f1 = stats.f1(labels, called)
      expect(stats.mean(found!.f1)).toBeCloseTo(f1, 2)
      expect(stats.mean(found!.averagePrecision)).toBeCloseTo(stats.averagePrecision(labels, scores), 2)
    },
  )

  it('is NaN where a replicate lacks a class, and refuses what it cannot judge', () => {
    const one = stats.scoreBootstrap({ ...plan, labels: [1, 1], models: [{ scores: [1, 2], threshold: 1 }] })
    expect(one[0]!.rocAuc.every(Number.isNaN)).toBe(true)
    const models = [{ scores: [1, Number.NaN], threshold: 1 }]
    expect(() => stats.scoreBootstrap({ ...plan, labels: [1, 0], models })).toThrow(/models\[0\].scores\[1\]/)
    expect(() => stats.scoreBootstrap({ ...plan, labels: [1, 0], models: [] })).toThrow(/models/)
    expect(() =>
      stats.scoreBootstrap({ ...plan, labels: [1], models: [{ scores: [1, 2], threshold: 0 }] }),
    ).toThrow(/labels has 1 values/)
  })
})

describe('the draws', () => {
  const n = 1_003
  const runs = 2_000
  const tally = (scheme: 'multinomial' | 'poisson') => {
    const draw = rowDraw(scheme, stats.seededRandom(4))
    const counts = new Uint8Array(n)
    const seen = [0, 0, 0, 0, 0, 0]
    const [sums, first, last]: number[][] = [[], [], []]
    for (let run = 0; run < runs; run++) {
      draw(counts)
      for (const count of counts) seen[Math.min(count, 5)]!++
      sums!.push(counts.reduce((sum, count) => sum + count, 0))
      first!.push(counts[0]!)
      last!.push(counts[n - 1]!)
    }
    return { seen, sums: sums!, first: first!, last: last! }
  }
  const goodness = (seen: readonly number[], shares: readonly number[]) => {
    const total = seen.reduce((sum, count) => sum + count, 0)
    const square = seen.reduce(
      (sum, count, k) => sum + (count - total * shares[k]!) ** 2 / (total * shares[k]!),
      0,
    )
    return stats.chiSquareSurvival(square, shares.length - 1)
  }

  it('multinomial: exactly n rows, each row binomial', () => {
    const { seen, sums } = tally('multinomial')
    expect(new Set(sums)).toEqual(new Set([n]))
    const shares = [0, 1, 2, 3, 4].map((k) => stats.binomialPmf(k, n, 1 / n))
    expect(goodness(seen, [...shares, stats.binomialUpperTail(5, n, 1 / n)])).toBeGreaterThan(1e-3)
  })

  it('poisson: each row by itself, the law with mean 1', () => {
    const { seen, sums, first, last } = tally('poisson')
    const shares = [1, 1, 1 / 2, 1 / 6, 1 / 24].map((share) => share * Math.exp(-1))
    const rest = 1 - shares.reduce((sum, share) => sum + share, 0)
    expect(goodness(seen, [...shares, rest])).toBeGreaterThan(1e-3)
    expect(stats.moments(sums).variance / n).toBeCloseTo(1, 0)
    const product = first.map((count, run) => (count - 1) * (last[run]! - 1))
    expect(Math.abs(stats.mean(product))).toBeLessThan(4 / Math.sqrt(runs))
  })
})
