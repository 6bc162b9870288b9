import * as stats from '@mlops-actions/stats'
import { describe, expect, it } from 'vitest'

/** Rows whose probabilities are true: the label is drawn from them. */
function calibratedRows(n: number, seed: number) {
  const random = stats.seededRandom(seed)
  const probabilities = Float64Array.from({ length: n }, () => random.next() ** 2)
  const labels = Uint8Array.from(probabilities, (p) => (random.next() < p ? 1 : 0))
  const predicted = Uint8Array.from(probabilities, (p) => (p >= 0.5 ? 1 : 0))
  return { probabilities, scores: probabilities, labels, predicted }
}

describe('performance without labels', () => {
  it('comes within four of its sampling errors of what the labels say, metric by metric', () => {
    const reference = calibratedRows(4_000, 1)
    const chunk = calibratedRows(1_000, 2)
    const estimated = stats.estimatedBinaryPerformance(chunk)
    const errors = stats.binarySamplingError(reference, 1_000)
    const { labels, scores, predicted } = chunk
    const realised = {
      rocAuc: stats.rocAuc(labels, scores),
      averagePrecision: stats.averagePrecision(labels, scores),
      f1: stats.f1(labels, predicted),
      precision: stats.precision(labels, predicted),
      recall: stats.recall(labels, predicted),
      specificity: stats.specificity(labels, predicted),
      accuracy: stats.accuracy(labels, predicted),
    }
    for (const metric of Object.keys(realised) as (keyof typeof realised)[]) {
      expect(errors[metric]).toBeGreaterThan(0)
      expect(Math.abs(estimated[metric] - realised[metric]) / errors[metric]).toBeLessThan(4)
    }
  })

  it('with labels for probabilities is the performance itself, ties and all', () => {
    const { labels, predicted, probabilities } = calibratedRows(200, 3)
    const scores = probabilities.map((p) => Math.round(10 * p) / 10)
    const found = stats.estimatedBinaryPerformance({ probabilities: labels, scores, predicted })
    expect(found.rocAuc).toBeCloseTo(stats.rocAuc(labels, scores), 12)
    expect(found.averagePrecision).toBeCloseTo(stats.averagePrecision(labels, scores), 12)
    expect(found.f1).toBeCloseTo(stats.f1(labels, predicted), 12)
  })

  it('of two classes is the binary one from both sides', () => {
    const { probabilities, predicted } = calibratedRows(300, 4)
    const rest = probabilities.map((p) => 1 - p)
    const both = [rest, probabilities]
    const found = stats.estimatedMulticlassPerformance({ probabilities: both, scores: both, predicted })
    const binary = stats.estimatedBinaryPerformance({ probabilities, scores: probabilities, predicted })
    expect(found.accuracy).toBeCloseTo(binary.accuracy, 12)
    expect(found.rocAuc).toBeCloseTo(binary.rocAuc, 12)
    expect(found.recall).toBeCloseTo((binary.recall + binary.specificity) / 2, 12)
  })

  it('says NaN where nothing counts, and refuses nonsense', () => {
    const rows = { probabilities: [0.2, 0.4], scores: [0.2, 0.4], predicted: [0, 0] }
    expect(stats.estimatedBinaryPerformance(rows)).toMatchObject({ precision: Number.NaN, recall: 0, f1: 0 })
    const errors = stats.binarySamplingError(
      { labels: [0, 0, 1], scores: [1, 2, 3], predicted: [0, 0, 0] },
      10,
    )
    expect(errors).toMatchObject({ rocAuc: Number.NaN, averagePrecision: Number.NaN, precision: Number.NaN })
    expect(() => stats.estimatedBinaryPerformance({ ...rows, probabilities: [2, 0] })).toThrow(
      /probabilities\[0\]/,
    )
    expect(() => stats.estimatedBinaryPerformance({ ...rows, scores: [Number.NaN, 0] })).toThrow(
      /scores\[0\]/,
    )
    expect(() =>
      stats.estimatedMulticlassPerformance({ probabilities: [[1], [0]], scores: [[1], [0]], predicted: [2] }),
    ).toThrow(/predicted\[0\] is 2 of 2 classes/)
  })
})

describe('calibration', () => {
  it('is learnt where it helps unseen rows, and left where it does not', () => {
    const { labels, probabilities } = calibratedRows(3_000, 5)
    const far = probabilities.map((p) => Math.sqrt(p) * 0.9 + 0.1)
    const learnt = stats.calibrator(labels, far)
    expect(learnt.kind).toBe('isotonic')
    expect(learnt.after).toBeLessThan(learnt.before / 3)
    const errorOf = (values: Float64Array) => stats.expectedCalibrationError(labels, values)
    expect(errorOf(far.map(learnt.at))).toBeLessThan(errorOf(far) / 5)
    const separate = stats.calibrator(
      labels,
      Float64Array.from(labels, (label) => label),
    )
    expect(separate.kind).toBe('none')
    expect(separate.at(0.3)).toBe(0.3)
    expect(stats.calibrator(new Uint8Array(40), new Float64Array(40).fill(0.5)).kind).toBe('none')
    expect(() => stats.calibrator([1, 0], [0.5, 0.5])).toThrow(/rows/)
  })

  it('a temperature of 2 is found again; certain logits end at the coldest', () => {
    const random = stats.seededRandom(6)
    const logits = [0, 1, 2].map(() => Float64Array.from({ length: 8_000 }, () => 6 * random.next()))
    const labels = logits[0]!.map((_, i) => {
      const weights = logits.map((one) => Math.exp(one[i]! / 2))
      let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0)
      return weights.findIndex((weight) => (left -= weight) < 0)
    })
    expect(stats.temperature(labels, logits)).toBeCloseTo(2, 0)
    expect(stats.temperature([1], [[0], [1]])).toBe(1e-3)
    expect(stats.temperature([0], [[0], [1]])).toBe(1e3)
    expect(() => stats.temperature([2], [[0], [1]])).toThrow(/labels\[0\] is 2 of 2/)
  })
})

describe('loss without labels', () => {
  it('follows rows into the region where errors are large', () => {
    const random = stats.seededRandom(7)
    const points = (from: number) => ({
      values: Float64Array.from({ length: 2_000 }, () => from + random.next()),
      dimensions: 1,
    })
    const reference = points(0)
    const losses = reference.values.map((x) => (x > 0.5 ? 2 : 1) * random.next())
    const { estimate } = stats.lossEstimator({ points: reference, losses })
    const upper = { values: reference.values.filter((x) => x > 0.5), dimensions: 1 }
    const found = estimate(upper)
    expect(Math.abs(found.mean - 1)).toBeLessThan(4 * found.samplingError)
    expect(estimate(reference).mean).toBeCloseTo(stats.mean(losses), 2)
    expect(() => stats.lossEstimator({ points: reference, losses: losses.map((loss) => -loss) })).toThrow(
      /negative/,
    )
  })
})

describe('streams', () => {
  const random = stats.seededRandom(8)
  const errors = Uint8Array.from({ length: 2_000 }, (_, i) =>
    random.next() < (i < 1_200 ? 0.1 : 0.3) ? 1 : 0,
  )

  it('ADWIN sees the change soon, keeps what came after, and nothing else', () => {
    const { changes, mean, width } = stats.adwin(errors)
    expect(changes[0]).toBeGreaterThan(1_200)
    expect(changes[0]).toBeLessThan(1_450)
    expect(mean).toBeCloseTo(0.3, 1)
    expect(width).toBeLessThan(1_000)
    expect(stats.adwin(errors.slice(0, 1_200)).changes).toEqual([])
  })

  it('no values, one, or all alike change nothing', () => {
    expect(stats.adwin([])).toEqual({ changes: [], width: 0, mean: Number.NaN })
    expect(stats.adwin([5])).toEqual({ changes: [], width: 1, mean: 5 })
    expect(stats.adwin(Array(500).fill(7)).changes).toEqual([])
    expect(stats.pageHinkley(Array(500).fill(7))).toEqual([])
    expect(stats.pageHinkley([])).toEqual([])
    expect(() => stats.adwin([Infinity])).toThrow(/values\[0\]/)
    expect(() => stats.pageHinkley([Number.NaN])).toThrow(/values\[0\]/)
  })
})
