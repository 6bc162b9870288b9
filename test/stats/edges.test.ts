import * as stats from '@mlops-actions/stats'
import { describe, expect, it } from 'vitest'

/** Every function of plain lists of numbers, called with one list for all of them. */
const ofValues: Readonly<Record<string, (values: number[]) => unknown>> = {
  andersonDarling: (v) => stats.andersonDarling([v, v]),
  clusterMeanInterval: (v) =>
    stats.clusterMeanInterval(
      v,
      v.map((_, i) => i),
      0.9,
    ),
  correctedResampledT: (v) => stats.correctedResampledT(v, 0.1),
  correctedResampledTInterval: (v) => stats.correctedResampledTInterval(v, 0.1, 0.9),
  cramerVonMises: (v) => stats.cramerVonMises(v, v),
  energyDistance: (v) => stats.energyDistance(v, v),
  explainedVariance: (v) => stats.explainedVariance(v, v),
  groupErrors: (v) =>
    stats.groupErrors(
      v,
      v,
      v.map(() => 0),
    ),
  hodgesLehmannInterval: (v) => stats.hodgesLehmannInterval(v, 0.9),
  isotonic: (v) => stats.isotonic(v, v),
  kolmogorovSmirnov: (v) => stats.kolmogorovSmirnov(v, v),
  maxError: (v) => stats.maxError(v, v),
  mean: (v) => stats.mean(v),
  meanAbsoluteError: (v) => stats.meanAbsoluteError(v, v),
  meanAbsolutePercentageError: (v) => stats.meanAbsolutePercentageError(v, v),
  meanError: (v) => stats.meanError(v, v),
  meanInterval: (v) => stats.meanInterval(v, 0.9),
  meanSquaredError: (v) => stats.meanSquaredError(v, v),
  medianAbsoluteError: (v) => stats.medianAbsoluteError(v, v),
  moments: (v) => stats.moments(v),
  pairedT: (v) => stats.pairedT(v),
  pairedTInterval: (v) => stats.pairedTInterval(v, 0.9),
  pairedTPValue: (v) => stats.pairedTPValue(v, 0),
  percentileInterval: (v) => stats.percentileInterval(Float64Array.from(v), 0.9),
  pinballLoss: (v) => stats.pinballLoss(v, v, 0.5),
  poissonDeviance: (v) => stats.poissonDeviance(v, v),
  presort: (v) => stats.presort(v),
  r2: (v) => stats.r2(v, v),
  rootMeanSquaredError: (v) => stats.rootMeanSquaredError(v, v),
  standardDeviation: (v) => stats.standardDeviation(v),
  symmetricAbsolutePercentageError: (v) => stats.symmetricAbsolutePercentageError(v, v),
  twoSampleDistances: (v) => stats.twoSampleDistances(v, v),
  wasserstein1: (v) => stats.wasserstein1(v, v),
  wilcoxonSignedRank: (v) => stats.wilcoxonSignedRank(v),
}

/** Every function of 0/1 labels and what a model says of them. */
const ofLabels: Readonly<Record<string, (labels: number[], said: number[]) => unknown>> = {
  accuracy: (y, p) => stats.accuracy(y, p),
  averagePrecision: (y, p) => stats.averagePrecision(y, p),
  balancedAccuracy: (y, p) => stats.balancedAccuracy(y, p),
  brier: (y, p) => stats.brier(y, p),
  calibrationBins: (y, p) => stats.calibrationBins(y, p),
  calibrationCurve: (y, p) => stats.calibrationCurve(y, p),
  cohenKappa: (y, p) => stats.cohenKappa(y, p),
  confusionMatrix: (y, p) => stats.confusionMatrix(y, p),
  delong: (y, p) => stats.delong(y, [p]),
  expectedCalibrationError: (y, p) => stats.expectedCalibrationError(y, p),
  f1: (y, p) => stats.f1(y, p),
  fBeta: (y, p) => stats.fBeta(y, p, 2),
  generalizedEntropy: (y, p) => stats.generalizedEntropy(y, p),
  groupRates: (y, p) => stats.groupRates(y, p, y),
  hammingLoss: (y, p) => stats.hammingLoss([y], [p]),
  labelRanking: (y, p) => stats.labelRanking([y], [p]),
  logLoss: (y, p) => stats.logLoss(y, p),
  macroF1: (y, p) => stats.macroF1(y, p),
  matthews: (y, p) => stats.matthews(y, p),
  multiclassMatthews: (y, p) => stats.multiclassMatthews(y, p),
  multilabelF1: (y, p) => stats.multilabelF1([y], [p], 'macro'),
  negativeFlipInterval: (y, p) => stats.negativeFlipInterval(y, p, y, 0.9),
  partialRocAuc: (y, p) => stats.partialRocAuc(y, p, 0.2),
  precision: (y, p) => stats.precision(y, p),
  precisionRecallCurve: (y, p) => stats.precisionRecallCurve(y, p),
  recall: (y, p) => stats.recall(y, p),
  rocAuc: (y, p) => stats.rocAuc(y, p),
  rocCurve: (y, p) => stats.rocCurve(y, p),
  scoreBootstrap: (y, p) =>
    stats.scoreBootstrap({ labels: y, models: [{ scores: p, threshold: 0 }], replicates: 1, seed: 1 }),
  specificity: (y, p) => stats.specificity(y, p),
  subsetAccuracy: (y, p) => stats.subsetAccuracy([y], [p]),
  topRanked: (y, p) =>
    stats.topRanked(
      y,
      p,
      y.map(() => 0),
      1,
    ),
}

describe.each(Object.entries(ofValues))('%s', (_, call) => {
  it.each([
    ['no values', []],
    ['a NaN', [1, Number.NaN, 2]],
    ['Infinity', [1, 2, Infinity]],
    ['-Infinity', [-Infinity, 1, 2]],
  ])('refuses %s', (_, values) => {
    expect(() => call(values)).toThrow(RangeError)
  })

  it.each([
    ['values all alike', [2, 2, 2, 2, 2]],
    ['the smallest and largest of numbers', [5e-324, 1e-300, 1, 1e150]],
    ['ties', [1, 1, 2, 2, 2, 3]],
  ])('answers or refuses %s, and does not hang', (_, values) => {
    let answer: unknown
    try {
      answer = call(values)
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError)
      return
    }
    expect(answer).toBeDefined()
  })
})

describe.each(Object.entries(ofLabels))('%s', (_, call) => {
  it.each([
    ['no rows', [], []],
    ['a label that is NaN', [0, Number.NaN], [0, 1]],
    ['an answer that is NaN', [0, 1], [0, Number.NaN]],
    ['an infinite answer', [0, 1], [0, Infinity]],
    ['rows that do not pair up', [0, 1, 1], [0, 1]],
  ])('refuses %s', (_, labels, said) => {
    expect(() => call(labels, said)).toThrow(RangeError)
  })

  it.each([
    ['one row', [1], [1]],
    ['one class only', [0, 0, 0], [0, 1, 0]],
    ['answers all alike', [0, 1, 1], [1, 1, 1]],
  ])('answers or refuses %s: never an infinite share', (_, labels, said) => {
    let answer: unknown
    try {
      answer = call(labels, said)
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError)
      return
    }
    // Undefined is NaN, which no rule passes; a threshold of Infinity is a curve's beginning.
    if (typeof answer === 'number') expect(answer).not.toBe(Infinity)
  })
})
