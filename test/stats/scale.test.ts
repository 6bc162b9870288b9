import * as stats from '@mlops-actions/stats'
import { expect, it } from 'vitest'

/** Bounds are many times what a slow machine takes: they catch a square algorithm, not a busy neighbour. */
const ROWS = 300_000
const LIMIT_MS = 20_000

it('300,000 rows: rank metrics, DeLong, KS and Wasserstein stay in O(n log n)', { timeout: 60_000 }, () => {
  const random = stats.seededRandom(5)
  const labels = Uint8Array.from({ length: ROWS }, () => (random.next() < 0.1 ? 1 : 0))
  const scores = Float64Array.from(labels, (label) => label * 0.2 + random.next() - 0.3)
  const other = scores.map((score) => score + 0.05 * random.next())
  const started = performance.now()
  const auc = stats.rocAuc(labels, scores)
  const { auc: both } = stats.delong(labels, [scores, other])
  const ks = stats.kolmogorovSmirnov(scores, other)
  const distance = stats.wasserstein1(scores, other)
  expect(performance.now() - started).toBeLessThan(LIMIT_MS)
  expect(both[0]).toBeCloseTo(auc, 12)
  expect(auc).toBeGreaterThan(0.6)
  expect(distance).toBeCloseTo(0.025, 3)
  expect(ks.pValue).toBeLessThan(1e-50)
})

it('a thousand shared resamples of five thousand rows never sort again', { timeout: 60_000 }, () => {
  const random = stats.seededRandom(6)
  const n = 5_000
  const labels = Uint8Array.from({ length: n }, (_, i) => (i % 4 === 0 ? 1 : 0))
  const [first, second] = [0.5, 0.6].map((gain) =>
    labels.map((label) => Math.round(100 * (label * gain + random.next()))),
  )
  const sorted = [stats.presort(first!), stats.presort(second!)]
  const started = performance.now()
  const [a, b] = stats.pairedBootstrap({
    n,
    replicates: 1_000,
    seed: 1,
    statistic: (weights) => sorted.map((order) => stats.weightedRocAuc(order, labels, weights)),
  })
  expect(performance.now() - started).toBeLessThan(LIMIT_MS)
  const gain = stats.percentileInterval(
    b!.map((value, i) => value - a![i]!),
    0.9,
  )
  const analytic = stats.delongDifference(labels, second!, first!, 0.9).interval
  expect(gain.low).toBeCloseTo(analytic.low, 2)
  expect(gain.high).toBeCloseTo(analytic.high, 2)
})
