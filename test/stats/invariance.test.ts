import * as stats from '@mlops-actions/stats'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const small = fc.integer({ min: -8, max: 8 })
const column = fc.array(small, { minLength: 4, maxLength: 40 })
const labelled = fc
  .array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 5 })), {
    minLength: 6,
    maxLength: 60,
  })
  .map((rows) => ({
    labels: rows.map(([label]) => Number(label)),
    scores: rows.map(([, score]) => score / 10),
    groups: rows.map(([, , group]) => group),
  }))
const level = fc.constantFrom(0.8, 0.9, 0.99)

function close(actual: number, wanted: number) {
  expect(actual).toSatisfy(
    (value: number) =>
      Object.is(value, wanted) || Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted)),
  )
}

describe('intervals', () => {
  it('hold their estimate, and a surer one holds a less sure one', () => {
    fc.assert(
      fc.property(column, level, (values, sure) => {
        const clusters = values.map((_, i) => i >> 1)
        const of = (one: number) => stats.clusterMeanInterval(values, clusters, one)
        const [inner, outer] = [of(sure / 2), of(sure)]
        expect(inner.low).toBeLessThanOrEqual(inner.mean)
        expect(inner.high).toBeGreaterThanOrEqual(inner.mean)
        expect(outer.low).toBeLessThanOrEqual(inner.low)
        expect(outer.high).toBeGreaterThanOrEqual(inner.high)
      }),
    )
  })

  it('negative flips: swapping the models swaps broken and mended', () => {
    const codes = fc.array(fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 0, max: 3 }))), {
      minLength: 1,
      maxLength: 50,
    })
    fc.assert(
      fc.property(codes, level, (rows, sure) => {
        const [labels, a, b] = [0, 1, 2].map((k) => rows.map((row) => row[k]!))
        const there = stats.negativeFlipInterval(labels!, a!, b!, sure)
        const back = stats.negativeFlipInterval(labels!, b!, a!, sure)
        expect([there.broken, there.mended]).toEqual([back.mended, back.broken])
        expect(there.low).toBeLessThanOrEqual(there.rate)
        expect(there.high).toBeGreaterThanOrEqual(there.rate)
        close(there.rate - back.rate, stats.accuracy(labels!, b!) - stats.accuracy(labels!, a!))
      }),
    )
  })

  it('bounded means and quantiles one watches: more evidence asked for is a wider sequence', () => {
    const shares = fc.array(
      fc.integer({ min: 0, max: 10 }).map((tenth) => tenth / 10),
      { minLength: 1, maxLength: 80 },
    )
    fc.assert(
      fc.property(shares, (values) => {
        const [narrow, wide] = [0.1, 0.01].map((alpha) => stats.boundedMeanSequence(values, alpha))
        expect(narrow!.low).toBeLessThanOrEqual(narrow!.high)
        expect(wide!.low).toBeLessThanOrEqual(narrow!.low + 1e-12)
        const [near, far] = [0.1, 0.01].map((alpha) =>
          stats.quantileConfidenceSequence(values, 0.5, alpha, 20),
        )
        expect(near!.low).toBeLessThanOrEqual(near!.high)
        const centre = stats.invertedCdfQuantile(Float64Array.from(values).sort(), 0.5)
        expect(near!.low).toBeLessThanOrEqual(centre)
        expect(near!.high).toBeGreaterThanOrEqual(centre)
        expect(far!.low).toBeLessThanOrEqual(centre)
      }),
    )
  })
})

describe('metrics', () => {
  it('do not see the order of rows, nor a score stretched without changing its order', () => {
    fc.assert(
      fc.property(labelled, ({ labels, scores }) => {
        const turned = (list: readonly number[]) => [...list].reverse()
        const stretched = scores.map((score) => Math.exp(3 * score) - 7)
        for (const metric of [stats.rocAuc, stats.averagePrecision]) {
          close(metric(turned(labels), turned(scores)), metric(labels, scores))
          close(metric(labels, stretched), metric(labels, scores))
        }
        close(stats.partialRocAuc(labels, stretched, 0.3), stats.partialRocAuc(labels, scores, 0.3))
        close(stats.partialRocAuc(labels, scores, 1), stats.rocAuc(labels, scores))
      }),
    )
  })

  it('F-beta: beta 1 is F1, a large beta recall, a small one precision', () => {
    fc.assert(
      fc.property(labelled, ({ labels, scores }) => {
        const called = scores.map((score) => Number(score > 0.5))
        close(stats.fBeta(labels, called, 1), stats.f1(labels, called))
        fc.pre(labels.some((label, i) => label === 1 && called[i] === 1))
        expect(stats.fBeta(labels, called, 1e4)).toBeCloseTo(stats.recall(labels, called), 5)
        expect(stats.fBeta(labels, called, 1e-4)).toBeCloseTo(stats.precision(labels, called), 5)
      }),
    )
  })

  it('multiclass Matthews: of two classes the binary one, and blind to how classes are named', () => {
    fc.assert(
      fc.property(labelled, ({ labels, scores, groups }) => {
        const called = scores.map((score) => Number(score > 0.5))
        close(stats.multiclassMatthews(labels, called), stats.matthews(labels, called))
        const other = groups.map((group, i) => (group + labels[i]!) % 6)
        const renamed = (codes: readonly number[]) => codes.map((code) => (code * 5 + 2) % 6)
        close(
          stats.multiclassMatthews(renamed(groups), renamed(other)),
          stats.multiclassMatthews(groups, other),
        )
      }),
    )
  })

  it('the resampled calibration error is the calibration error', () => {
    fc.assert(
      fc.property(labelled, ({ labels, scores, groups }) => {
        const weighted = stats.expectedCalibrationError(labels, scores, { weights: groups })
        close(stats.weightedCalibrationError(stats.calibrationBins(labels, scores), groups), weighted)
      }),
    )
  })

  it('performance without labels: sure probabilities give the performance, half ones an AUC of a half', () => {
    fc.assert(
      fc.property(labelled, ({ labels, scores }) => {
        const predicted = scores.map((score) => Number(score > 0.5))
        const sure = stats.estimatedBinaryPerformance({ probabilities: labels, scores, predicted })
        close(sure.rocAuc, stats.rocAuc(labels, scores))
        close(sure.averagePrecision, stats.averagePrecision(labels, scores))
        close(sure.accuracy, stats.accuracy(labels, predicted))
        const unsure = stats.estimatedBinaryPerformance({
          probabilities: labels.map(() => 0.5),
          scores,
          predicted,
        })
        close(unsure.rocAuc, 0.5)
        close(unsure.accuracy, 0.5)
      }),
    )
  })

  it('temperature: logits stretched by a factor need that factor more', () => {
    const rows = fc.array(fc.tuple(small, small, fc.integer({ min: 0, max: 1 })), {
      minLength: 5,
      maxLength: 40,
    })
    fc.assert(
      fc.property(rows, (drawn) => {
        const labels = drawn.map(([, , label]) => label)
        const logits = [0, 1].map((k) => drawn.map((row) => row[k]! / 4))
        const found = stats.temperature(labels, logits)
        fc.pre(found > 0.01 && found < 100)
        const doubled = logits.map((one) => one.map((value) => 2 * value))
        expect(stats.temperature(labels, doubled) / found).toBeCloseTo(2, 6)
      }),
    )
  })
})

describe('detectors', () => {
  it('ADWIN and Page-Hinkley do not see a constant added; ADWIN not the sign', () => {
    const stream = fc.array(small, { minLength: 0, maxLength: 200 })
    fc.assert(
      fc.property(stream, (values) => {
        const options = { delta: 0.3, clock: 1 }
        const { changes } = stats.adwin(values, options)
        expect(
          stats.adwin(
            values.map((value) => -value),
            options,
          ).changes,
        ).toEqual(changes)
        expect(
          stats.adwin(
            values.map((value) => value + 64),
            options,
          ).changes,
        ).toEqual(changes)
        const up = stats.pageHinkley(values, { threshold: 5, least: 5, direction: 'up' })
        expect(
          stats.pageHinkley(
            values.map((value) => value + 64),
            { threshold: 5, least: 5, direction: 'up' },
          ),
        ).toEqual(up)
      }),
    )
  })

  it('comparing quantiles does not see which stream comes first', () => {
    fc.assert(
      fc.property(column, column, (a, b) => {
        const options = { p: 0.5, tightestAt: 20 }
        const there = stats.quantileComparison(a, b, options)
        close(stats.quantileComparison(b, a, options).logE, there.logE)
        expect(there.pValue).toBeGreaterThan(0)
        expect(there.pValue).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('reconstruction does not see the unit of a column', () => {
    const rows = fc.array(fc.tuple(small, small, small), { minLength: 5, maxLength: 30 })
    fc.assert(
      fc.property(rows, (drawn) => {
        fc.pre([0, 1, 2].every((d) => new Set(drawn.map((row) => row[d])).size > 1))
        const points = (scale: readonly number[]) => ({
          values: Float64Array.from(drawn.flat(), (value, i) => value * scale[i % 3]! + (i % 3)),
          dimensions: 3,
        })
        const [plain, scaled] = [points([1, 1, 1]), points([4, 1 / 8, 1_024])]
        const of = (rows: stats.Points, variance = 0.9) => stats.pcaReconstruction(rows, { variance })
        // Where two directions explain alike, which of them is kept is anyone's choice.
        const { explained } = of(plain, 1 - 1e-12)
        fc.pre(explained.every((share, k) => k === 0 || explained[k - 1]! - share > 1e-6))
        fc.pre(of(scaled).components === of(plain).components)
        expect(of(scaled).error(scaled).mean).toBeCloseTo(of(plain).error(plain).mean, 6)
      }),
    )
  })
})
