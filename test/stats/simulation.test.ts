import * as stats from '@mlops-actions/stats'
import { describe, expect, it } from 'vitest'

/**
 * Error rates, not formulas: with these fixed seeds the counts are the same on every machine, and each bound lies about
 * four standard errors from the nominal rate, so a method that lost its error control would fail.
 */
const RUNS = 2_000

function normal(random: stats.SeededRandom): number {
  return stats.normalQuantile(Math.max(1e-15, random.next()))
}

function share(runs: number, happens: (run: number) => boolean): number {
  let count = 0
  for (let run = 0; run < runs; run++) if (happens(run)) count++
  return count / runs
}

function binomial(random: stats.SeededRandom, n: number, p: number): number {
  // Inversion from the mode would be faster; skipping by geometric gaps is plain and quick for small p.
  let [position, hits] = [0, -1]
  while (position <= n) {
    position += Math.floor(Math.log1p(-random.next()) / Math.log1p(-p)) + 1
    hits++
  }
  return hits
}

describe('coverage', () => {
  it('Wilson 95 % of a rate of 3 % in 200 rows', () => {
    const random = stats.seededRandom(11)
    const covered = share(RUNS, () => {
      const { low, high } = stats.wilsonInterval(binomial(random, 200, 0.03), 200, 0.95)
      return low <= 0.03 && 0.03 <= high
    })
    expect(covered).toBeGreaterThan(0.93)
    expect(covered).toBeLessThan(0.98)
  })

  it('Tango 90 % of no difference with 8 % disagreement in 300 rows; its one-sided error is 5 %', () => {
    const random = stats.seededRandom(12)
    let above = 0
    const covered = share(RUNS, () => {
      const counts = { b: binomial(random, 300, 0.04), c: binomial(random, 300, 0.04), n: 300 }
      const { low, high } = stats.tangoInterval(counts, 0.9)
      if (low > 0) above++
      return low <= 0 && 0 <= high
    })
    expect(covered).toBeGreaterThan(0.87)
    expect(covered).toBeLessThan(0.93)
    expect(above / RUNS).toBeLessThan(0.07)
    expect(above / RUNS).toBeGreaterThan(0.03)
  })

  it('DeLong 90 % of the difference of two equally good scores on 150 rows', () => {
    const random = stats.seededRandom(13)
    const covered = share(1_000, () => {
      const labels = Uint8Array.from({ length: 150 }, (_, i) => (i % 3 === 0 ? 1 : 0))
      const shared = Float64Array.from(labels, (label) => label + normal(random))
      const [a, b] = [0, 1].map(() => shared.map((value) => value + 0.7 * normal(random)))
      const { low, high } = stats.delongDifference(labels, a!, b!, 0.9).interval
      return low <= 0 && 0 <= high
    })
    expect(covered).toBeGreaterThan(0.86)
    expect(covered).toBeLessThan(0.94)
  })

  it('bootstrap percentile 90 % of a mean of 80 skewed rows', () => {
    const random = stats.seededRandom(14)
    const covered = share(300, (run) => {
      const rows = Float64Array.from({ length: 80 }, () => -Math.log(1 - random.next()))
      const [means] = stats.pairedBootstrap({
        n: 80,
        replicates: 199,
        seed: run,
        statistic: (weights) => [rows.reduce((sum, row, i) => sum + row * weights[i]!, 0) / 80],
      })
      const { low, high } = stats.percentileInterval(means!, 0.9)
      return low <= 1 && 1 <= high
    })
    expect(covered).toBeGreaterThan(0.81)
    expect(covered).toBeLessThan(0.95)
  })
})

describe('false alarms', () => {
  it('Kolmogorov-Smirnov and chi-square at 5 %', () => {
    const random = stats.seededRandom(15)
    const sample = (n: number) => Float64Array.from({ length: n }, () => random.next())
    const ks = share(RUNS, () => stats.kolmogorovSmirnov(sample(150), sample(90)).pValue < 0.05)
    expect(ks).toBeLessThan(0.07)
    expect(ks).toBeGreaterThan(0.03)
    const counts = (n: number) => {
      const cells = [0, 0, 0, 0, 0]
      for (let i = 0; i < n; i++) cells[random.integer(5)]!++
      return cells
    }
    const chi = share(RUNS, () => stats.chiSquareContingency(counts(400), counts(250)).pValue < 0.05)
    expect(chi).toBeLessThan(0.07)
    expect(chi).toBeGreaterThan(0.03)
  })

  /** 60 one-minute looks of 3000 requests at 1 % errors, 5 then 10 then 25 then 50 % of them to the canary. */
  function looks(random: stats.SeededRandom, ratio: number, noise: number): stats.RateLook[] {
    const weights = [
      ...Array(10).fill(0.05),
      ...Array(10).fill(0.1),
      ...Array(20).fill(0.25),
      ...Array(20).fill(0.5),
    ]
    return weights.map((weight: number) => {
      const canaryTotal = Math.round(3_000 * weight)
      const rate = () => 0.01 * Math.exp(noise * normal(random))
      return {
        canaryTotal,
        canaryEvents: binomial(random, canaryTotal, Math.min(0.5, rate() * ratio)),
        stableTotal: 3_000 - canaryTotal,
        stableEvents: binomial(random, 3_000 - canaryTotal, Math.min(0.5, rate())),
      }
    })
  }

  it('an equally good canary is rolled back in at most 1 % of 60-minute rollouts, however often one looks', () => {
    const random = stats.seededRandom(16)
    const stopped = share(1_500, () => {
      const { path } = stats.rateRatioTest({ looks: looks(random, 1, 0), nullRatio: 1, direction: 'greater' })
      return path.some((value) => value >= Math.log(100))
    })
    expect(stopped).toBeLessThanOrEqual(0.01)
  })

  it('with minutes that scatter by half on each side it stays near that, because the dispersion is seen', () => {
    const random = stats.seededRandom(17)
    let dispersion = 0
    const stopped = share(300, () => {
      const test = stats.rateRatioTest({ looks: looks(random, 1, 0.5), nullRatio: 1, direction: 'greater' })
      dispersion += test.dispersion / 300
      return test.path.some((value) => value >= Math.log(100))
    })
    expect(stopped).toBeLessThanOrEqual(0.05)
    expect(dispersion).toBeGreaterThan(1.5)
  })

  it('a canary twice as bad is found in nine rollouts of ten, half of them within 12 minutes', () => {
    const random = stats.seededRandom(18)
    const minutes = Array.from({ length: 200 }, () => {
      const { path } = stats.rateRatioTest({ looks: looks(random, 2, 0), nullRatio: 1, direction: 'greater' })
      const at = path.findIndex((value) => value >= Math.log(100))
      return at === -1 ? Infinity : at + 1
    }).sort((a, b) => a - b)
    expect(minutes.filter(Number.isFinite).length).toBeGreaterThan(180)
    expect(minutes[100]).toBeLessThanOrEqual(12)
  })

  it('the confidence sequence holds the true ratio at the last look of 95 % and more', () => {
    const random = stats.seededRandom(19)
    const held = share(400, () => {
      const { low, high, estimate } = stats.rateRatioConfidenceSequence(looks(random, 1.4, 0), 0.05)
      expect(estimate).toBeGreaterThan(low)
      return low <= 1.4 && 1.4 <= high
    })
    expect(held).toBeGreaterThan(0.95)
  })

  it('a working split is called broken in fewer than 1 of 100 runs at alpha 1 %; 5 % configured as 7 % is found', () => {
    const random = stats.seededRandom(20)
    const evidence = (configured: number) => {
      let [canary, total, peak] = [0, 0, -Infinity]
      for (let look = 0; look < 40; look++) {
        canary += binomial(random, 300, 0.05)
        total += 300
        const counts = [canary, total - canary]
        peak = Math.max(peak, stats.sampleRatioTest({ counts, expected: [configured, 1 - configured] }).logE)
      }
      return peak
    }
    expect(share(500, () => evidence(0.05) >= Math.log(100))).toBeLessThanOrEqual(0.01)
    expect(share(100, () => evidence(0.07) >= Math.log(100))).toBeGreaterThan(0.95)
  })
})
