import * as stats from '@mlops-actions/stats'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const values = fc.array(fc.oneof(finite, fc.integer({ min: -5, max: 5 })), { minLength: 1, maxLength: 60 })
const counts = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 2, maxLength: 8 })
/** NaN is like NaN here: both sides find the number undefined. */
function alike(wanted: number) {
  return (value: number) => Object.is(value, wanted) || Math.abs(value - wanted) < 1e-10
}

const probability = fc.double({ min: 0, max: 1, noNaN: true })
const paired = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 400 }))
  .map(([b, c, rest]) => ({ b, c, n: b + c + rest }))
const scored = fc
  .array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 3 })), {
    minLength: 4,
    maxLength: 80,
  })
  .map((rows) => ({
    labels: rows.map(([label]) => Number(label)),
    scores: rows.map(([, score]) => score / 4),
    weights: rows.map(([, , weight]) => weight),
  }))

describe('intervals and their tests agree', () => {
  it('Tango: p below alpha exactly when the lower end is above -margin', () => {
    fc.assert(
      fc.property(paired, fc.double({ min: 0.005, max: 0.4, noNaN: true }), (rows, margin) => {
        const p = stats.tangoPValue(rows, margin)
        const { low } = stats.tangoInterval(rows, 0.9)
        if (Math.abs(p - 0.05) < 1e-9) return
        expect(p < 0.05).toBe(low > -margin)
      }),
    )
  })

  it('Tango: swapping the models mirrors the interval', () => {
    fc.assert(
      fc.property(paired, ({ b, c, n }) => {
        const one = stats.tangoInterval({ b, c, n }, 0.95)
        const other = stats.tangoInterval({ b: c, c: b, n }, 0.95)
        expect(one.low).toBeCloseTo(-other.high, 9)
        expect(one.low).toBeLessThanOrEqual((b - c) / n)
        expect(one.high).toBeGreaterThanOrEqual((b - c) / n)
      }),
    )
  })

  it('Miettinen-Nurminen: the same', () => {
    const group = fc
      .integer({ min: 1, max: 80 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
    fc.assert(
      fc.property(
        group,
        group,
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        ([x1, n1], [x2, n2], margin) => {
          const rows = { x1, n1, x2, n2 }
          const p = stats.miettinenNurminenPValue(rows, margin)
          if (Math.abs(p - 0.05) < 1e-9) return
          expect(p < 0.05).toBe(stats.miettinenNurminenInterval(rows, 0.9).low > -margin)
        },
      ),
    )
  })

  it('Wilson and Clopper-Pearson stay within 0..1 and hold the estimate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), probability, (n, share) => {
        const x = Math.round(n * share)
        for (const range of [stats.wilsonInterval(x, n, 0.95), stats.clopperPearsonInterval(x, n, 0.95)]) {
          expect(range.low).toBeGreaterThanOrEqual(0)
          expect(range.high).toBeLessThanOrEqual(1)
          expect(range.low).toBeLessThanOrEqual(x / n + 1e-12)
          expect(range.high).toBeGreaterThanOrEqual(x / n - 1e-12)
        }
      }),
    )
  })
})

describe('special functions invert and complement', () => {
  it('the normal quantile', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
        expect(stats.normalCdf(stats.normalQuantile(p)) / p).toBeCloseTo(1, 11)
      }),
    )
  })

  it('incomplete beta and gamma: both tails sum to one and stay within 0..1', () => {
    const positive = fc.double({ min: 0.01, max: 5_000, noNaN: true })
    fc.assert(
      fc.property(positive, positive, probability, (a, b, x) => {
        const beta = stats.incompleteBeta(a, b, x)
        expect(beta.lower + beta.upper).toBeCloseTo(1, 11)
        expect(beta.lower).toBeGreaterThanOrEqual(-1e-12)
        const gamma = stats.incompleteGamma(a, x * b)
        expect(gamma.lower + gamma.upper).toBeCloseTo(1, 11)
        expect(gamma.upper).toBeGreaterThanOrEqual(-1e-12)
      }),
    )
  })

  it('Kolmogorov: falls as the gap grows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), probability, probability, (n, x, y) => {
        const [small, large] = [Math.min(x, y), Math.max(x, y)]
        expect(stats.kolmogorovSurvival(n, large)).toBeLessThanOrEqual(
          stats.kolmogorovSurvival(n, small) + 1e-9,
        )
      }),
    )
  })
})

describe('distances', () => {
  it('are 0 for the same sample, symmetric, and blind to order', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(stats.kolmogorovSmirnov(a, [...a].reverse()).statistic).toBe(0)
        expect(stats.wasserstein1(a, [...a].reverse())).toBe(0)
        expect(stats.wasserstein1(a, b)).toBeCloseTo(stats.wasserstein1(b, a), 6)
        expect(stats.kolmogorovSmirnov(a, b).statistic).toBe(stats.kolmogorovSmirnov(b, a).statistic)
        expect(stats.kolmogorovSmirnov(a, b).pValue).toBeCloseTo(stats.kolmogorovSmirnov(b, a).pValue, 9)
      }),
    )
  })

  it('Wasserstein: a shift by d is d', () => {
    fc.assert(
      fc.property(values, finite, (a, d) => {
        const moved = a.map((value) => value + d)
        expect(stats.wasserstein1(a, moved)).toBeCloseTo(Math.abs(d), 5)
      }),
    )
  })

  it('on counts: bounded, symmetric, 0 for proportional counts', () => {
    fc.assert(
      fc.property(counts, (p) => {
        fc.pre(p.some((count) => count > 0))
        const q = [...p].reverse()
        for (const f of [stats.jensenShannonDistance, stats.hellinger, stats.totalVariation]) {
          expect(
            f(
              p,
              p.map((count) => count * 3),
            ),
          ).toBeCloseTo(0, 6)
          expect(f(p, q)).toBeCloseTo(f(q, p), 9)
          expect(f(p, q)).toBeLessThanOrEqual(1 + 1e-12)
        }
        expect(stats.populationStabilityIndex(p, q)).toBeGreaterThanOrEqual(0)
        expect(stats.cramersV(p, q)).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  })
})

describe('rank metrics', () => {
  it('the presorted, weighted area equals counting pairs', () => {
    fc.assert(
      fc.property(scored, ({ labels, scores, weights }) => {
        let [wins, pairs] = [0, 0]
        labels.forEach((positive, i) =>
          labels.forEach((negative, j) => {
            if (positive !== 1 || negative !== 0) return
            const weight = weights[i]! * weights[j]!
            pairs += weight
            wins += scores[i]! > scores[j]! ? weight : scores[i] === scores[j] ? weight / 2 : 0
          }),
        )
        const area = stats.weightedRocAuc(stats.presort(scores), labels, weights)
        expect(area).toSatisfy(alike(pairs === 0 ? Number.NaN : wins / pairs))
      }),
    )
  })

  it('DeLong: its AUC is the AUC, its covariance symmetric with variances not negative', () => {
    fc.assert(
      fc.property(scored, ({ labels, scores, weights }) => {
        const positives = labels.filter((label) => label === 1).length
        fc.pre(positives >= 2 && labels.length - positives >= 2)
        const { auc, covariance } = stats.delong(labels, [scores, weights])
        expect(auc[0]).toBeCloseTo(stats.rocAuc(labels, scores), 10)
        expect(covariance[0]![1]).toBeCloseTo(covariance[1]![0]!, 12)
        expect(covariance[0]![0]).toBeGreaterThanOrEqual(0)
        expect(covariance[0]![0]! * covariance[1]![1]!).toBeGreaterThanOrEqual(
          covariance[0]![1]! ** 2 - 1e-12,
        )
      }),
    )
  })

  it('weights of two are rows written twice', () => {
    fc.assert(
      fc.property(scored, ({ labels, scores }) => {
        const twice = <T>(list: readonly T[]) => [...list, ...list]
        const two = labels.map(() => 2)
        const [once, doubled] = [
          stats.averagePrecision(labels, scores, two),
          stats.averagePrecision(twice(labels), twice(scores)),
        ]
        expect(doubled).toSatisfy(alike(once))
      }),
    )
  })
})

describe('multiplicity', () => {
  it('never below the raw p, never above 1, Holm never above Bonferroni, BH never above Holm', () => {
    fc.assert(
      fc.property(fc.array(probability, { maxLength: 30 }), (p) => {
        const [holm, bonferroni, bh] = [stats.holm(p), stats.bonferroni(p), stats.benjaminiHochberg(p)]
        p.forEach((raw, i) => {
          expect(bh[i]).toBeGreaterThanOrEqual(raw)
          expect(holm[i]).toBeGreaterThanOrEqual(bh[i]! - 1e-12)
          expect(bonferroni[i]).toBeGreaterThanOrEqual(holm[i]! - 1e-12)
          expect(bonferroni[i]).toBeLessThanOrEqual(1)
        })
      }),
    )
  })
})

describe('bootstrap and generator', () => {
  it('draws n rows a replicate, the same for the same seed; whole clusters move together', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (n, seed) => {
        const statistic = (weights: Uint32Array) => [
          weights.reduce((sum, weight) => sum + weight, 0),
          weights[0]!,
        ]
        const plan = { n, seed, replicates: 5, statistic }
        expect([...stats.pairedBootstrap(plan)[0]!]).toEqual([n, n, n, n, n])
        expect(stats.pairedBootstrap(plan)).toEqual(stats.pairedBootstrap(plan))
        const clusters = Array.from({ length: n }, (_, i) => i >> 1)
        stats.pairedBootstrap({
          ...plan,
          clusters,
          statistic: (weights) => {
            for (let i = 1; i < n; i += 2) expect(weights[i]).toBe(weights[i - 1])
            return [0]
          },
        })
      }),
      { numRuns: 30 },
    )
  })

  it('integers stay below their bound', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), fc.nat(), (bound, seed) => {
        const draw = stats.seededRandom(seed).integer(bound)
        expect(draw).toBeLessThan(bound)
        expect(draw).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
