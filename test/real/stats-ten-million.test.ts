import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as stats from '@mlops-actions/stats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROWS = 10_000_000

/** The same numbers by numpy, scipy and scikit-learn, from the same bytes. */
const reference = `
import json, sys
import numpy as np
from scipy import stats
from sklearn import metrics
folder = sys.argv[1]
a, b = np.fromfile(folder + "/scores"), np.fromfile(folder + "/other")
y, w = np.fromfile(folder + "/labels", np.uint8), np.fromfile(folder + "/weights", np.uint8)
ks = stats.ks_2samp(a, b, method="asymp")
called = a >= 0.5
place = np.clip(np.searchsorted(np.linspace(0, 1, 16)[1:-1], a), 0, 14)
print(json.dumps({
    "statistic": ks.statistic, "pValue": ks.pvalue, "wasserstein1": stats.wasserstein_distance(a, b),
    "mean": a.mean(), "variance": a.var(ddof=1), "skewness": stats.skew(a),
    "rocAuc": metrics.roc_auc_score(y, a), "averagePrecision": metrics.average_precision_score(y, a),
    "weightedRocAuc": metrics.roc_auc_score(y, a, sample_weight=w),
    "weightedAveragePrecision": metrics.average_precision_score(y, a, sample_weight=w),
    "f1": metrics.f1_score(y, called, sample_weight=w), "matthews": metrics.matthews_corrcoef(y, called),
    "brier": np.mean((a - y) ** 2), "logLoss": metrics.log_loss(y, a),
    "calibration": sum(abs(np.bincount(place, a - y, 15))) / len(a),
    "wilcoxonSum": float(stats.rankdata(a)[y == 1].sum()),
    "quantiles": list(np.quantile(a, [0.01, 0.5, 0.99])),
}))
`

type Reference = Readonly<Record<string, number>> & { readonly quantiles: readonly number[] }

describe('ten million rows, number by number against numpy, scipy and scikit-learn', () => {
  const labels = new Uint8Array(ROWS)
  const weights = new Uint8Array(ROWS)
  const scores = new Float64Array(ROWS)
  const other = new Float64Array(ROWS)
  let folder: string
  let known: Reference

  beforeAll(async () => {
    const random = stats.seededRandom(7)
    for (let i = 0; i < ROWS; i++) {
      labels[i] = random.next() < 0.2 ? 1 : 0
      weights[i] = random.poisson1()
      // Every eighth score is rounded: ties among values that differ.
      const score = 0.2 * labels[i]! + 0.8 * random.next()
      scores[i] = i % 8 === 0 ? Math.round(1_000 * score) / 1_000 : score
      other[i] = Math.min(1, scores[i]! * (0.999 + 0.003 * random.next()))
    }
    folder = await mkdtemp(join(tmpdir(), 'ten-million-'))
    for (const [name, values] of Object.entries({ labels, weights, scores, other })) {
      await writeFile(join(folder, name), values)
    }
    const { stdout } = await promisify(execFile)('python3', ['-c', reference, folder])
    known = JSON.parse(stdout) as Reference
  }, 600_000)

  afterAll(() => rm(folder, { recursive: true, force: true }))

  const near = (actual: number, wanted: number, tolerance = 1e-9) =>
    expect(Math.abs(actual / wanted - 1), `${actual} for ${wanted}`).toBeLessThanOrEqual(tolerance)

  it('distances of two samples', () => {
    const found = stats.twoSampleDistances(scores, other, 'asymptotic')
    near(found.statistic, known['statistic']!, 1e-12)
    near(found.pValue, known['pValue']!)
    near(found.wasserstein1, known['wasserstein1']!)
  })

  it('moments and quantiles', () => {
    const { mean, variance, skewness } = stats.moments(scores)
    near(mean, known['mean']!, 1e-12)
    near(variance, known['variance']!, 1e-12)
    near(skewness, known['skewness']!, 1e-8)
    const sorted = stats.ascending(scores)
    known.quantiles.forEach((wanted, k) => near(stats.quantile(sorted, [0.01, 0.5, 0.99][k]!), wanted, 1e-12))
  })

  it('rank metrics, plain and weighted, and ranks', () => {
    near(stats.rocAuc(labels, scores), known['rocAuc']!)
    near(stats.averagePrecision(labels, scores), known['averagePrecision']!)
    const sorted = stats.presort(scores)
    near(stats.weightedRocAuc(sorted, labels, weights), known['weightedRocAuc']!)
    near(stats.weightedAveragePrecision(sorted, labels, weights), known['weightedAveragePrecision']!)
    const sum = stats.midranks(scores).reduce((total, rank, i) => total + (labels[i] === 1 ? rank : 0), 0)
    near(sum, known['wilcoxonSum']!, 1e-12)
  })

  it('metrics of decisions and probabilities', () => {
    const called = Uint8Array.from(scores, (score) => (score >= 0.5 ? 1 : 0))
    near(stats.f1(labels, called, weights), known['f1']!)
    near(stats.matthews(labels, called), known['matthews']!)
    near(stats.brier(labels, scores), known['brier']!)
    near(stats.logLoss(labels, scores), known['logLoss']!)
    near(stats.expectedCalibrationError(labels, scores), known['calibration']!)
    const bins = stats.calibrationBins(labels, scores)
    near(stats.weightedCalibrationError(bins, new Uint8Array(ROWS).fill(1)), known['calibration']!)
  })

  it('a bootstrap of two models spreads as DeLong says', () => {
    const models = [scores, other].map((one) => ({ scores: one, threshold: 0.5 }))
    const [a, b] = stats.scoreBootstrap({ labels, models, replicates: 40, seed: 1 })
    near(stats.mean(a!.rocAuc), known['rocAuc']!, 1e-3)
    const { variance } = stats.delongDifference(labels, scores, other, 0.95)
    const ratio = stats.moments(a!.rocAuc.map((value, i) => value - b!.rocAuc[i]!)).variance / variance
    expect(ratio).toBeGreaterThan(0.4)
    expect(ratio).toBeLessThan(2)
  })
})
