import * as stats from '@mlops-actions/stats'
import { describe, expect, it } from 'vitest'

function normalPoints(
  rows: number,
  dimensions: number,
  seed: number,
  change: (row: number[]) => void = () => {},
) {
  const random = stats.seededRandom(seed)
  const values = new Float64Array(rows * dimensions)
  for (let row = 0; row < rows; row++) {
    const drawn = Array.from({ length: dimensions }, () =>
      stats.normalQuantile(Math.max(1e-15, random.next())),
    )
    change(drawn)
    values.set(drawn, row * dimensions)
  }
  return { values, dimensions }
}

/** Both columns look as before by themselves; only their correlation has turned. */
const alongside = (sign: number) => (row: number[]) => {
  row[1] = sign * 0.8 * row[0]! + 0.6 * row[1]!
}

describe('detectors of many columns', () => {
  const reference = normalPoints(400, 3, 1, alongside(1))
  const same = normalPoints(300, 3, 2, alongside(1))
  const turned = normalPoints(300, 3, 3, alongside(-1))

  it('the domain classifier sees a correlation that turned, names the columns, and nothing in rows of the same kind', () => {
    const found = stats.domainClassifier(reference, turned)
    expect(found.auc).toBeGreaterThan(0.7)
    expect(found.pValue).toBe(1 / 200)
    expect(found.importance[0]! + found.importance[1]!).toBeGreaterThan(0.9)
    const nothing = stats.domainClassifier(reference, same)
    expect(nothing.auc).toBeLessThan(0.58)
    expect(nothing.pValue).toBeGreaterThan(0.05)
    expect(stats.domainClassifier(reference, same)).toEqual(nothing)
  })

  it('so do the density difference and the reconstruction', () => {
    const found = stats.densityDifference(reference, turned)
    expect(found.pValue).toBe(1 / 200)
    const nothing = stats.densityDifference(reference, same)
    expect(nothing.pValue).toBeGreaterThan(0.05)
    expect(nothing.statistic).toBeLessThan(found.statistic)
    const pca = stats.pcaReconstruction(reference, { variance: 0.6 })
    const [before, after] = [pca.error(same), pca.error(turned)]
    expect(after.mean - before.mean).toBeGreaterThan(5 * after.standardError)
  })

  it('one-sided columns, rows all alike and other shapes are refused or judged, never NaN', () => {
    const flat = { values: new Float64Array(60).fill(3), dimensions: 2 }
    expect(() => stats.pcaReconstruction(flat)).toThrow(/no column of the reference varies/)
    expect(stats.domainClassifier(flat, flat).auc).toBe(0.5)
    expect(stats.domainClassifier(flat, flat).pValue).toBe(1)
    expect(() => stats.densityDifference(flat, flat)).toThrow(/sigma/)
    const wide = { values: new Float64Array(60), dimensions: 3 }
    for (const call of [stats.domainClassifier, stats.densityDifference]) {
      expect(() => call(flat, wide)).toThrow(/dimensions/)
      expect(() => call(flat, { values: Float64Array.of(1, Number.NaN), dimensions: 2 })).toThrow(RangeError)
    }
    expect(() => stats.pcaReconstruction(reference).rowErrors(flat)).toThrow(/2 dimensions, not 3/)
  })
})

describe('boosted trees', () => {
  it('a target of one class is that class; no split leaves no importance', () => {
    const points = normalPoints(50, 2, 4)
    const one = stats.boostedTrees({ points, target: new Uint8Array(50).fill(1), loss: 'logistic' })
    expect([...one.predict(points)]).toEqual(Array(50).fill(1))
    expect(one.importance).toEqual([0, 0])
  })

  it('many values are binned and still told apart; order of the rows does not matter', () => {
    const points = normalPoints(3_000, 2, 5)
    const target = Float64Array.from({ length: 3_000 }, (_, i) => Math.sin(2 * points.values[2 * i]!))
    const plan = { points, target, loss: 'squared', trees: 200 } as const
    const predicted = stats.boostedTrees(plan).predict(points)
    expect(stats.meanSquaredError(target, predicted)).toBeLessThan(0.005)
    const turned = { values: new Float64Array(6_000), dimensions: 2 }
    for (let i = 0; i < 3_000; i++)
      turned.values.set(points.values.subarray(2 * i, 2 * i + 2), 2 * (2_999 - i))
    const back = stats
      .boostedTrees({ ...plan, points: turned, target: target.slice().reverse() })
      .predict(points)
    back.forEach((value, i) => expect(value).toBeCloseTo(predicted[i]!, 9))
  })

  it.each([
    ['half a class', { target: [0, 0.5], loss: 'logistic' as const }, /target\[1\] must be 0 or 1/],
    ['too few targets', { target: [0], loss: 'squared' as const }, /1 targets of 2 rows/],
    ['300 bins', { target: [0, 1], loss: 'squared' as const, bins: 300 }, /at most 256 bins/],
  ])('refuses %s', (_, plan, message) => {
    const points = { values: Float64Array.of(1, 2), dimensions: 1 }
    expect(() => stats.boostedTrees({ points, ...plan })).toThrow(message)
  })
})

describe('density difference, the definition written out', () => {
  it('equals solving the ridge system for the kernels it drew', () => {
    const reference = normalPoints(8, 1, 6)
    const current = normalPoints(6, 1, 7)
    const { statistic, sigma, lambda } = stats.densityDifference(reference, current, {
      centres: 1,
      sigma: 0.9,
    })
    expect(sigma).toBe(0.9)
    // One centre: H = 1, w = h / (1 + lambda), so 2 h w - w^2 for one of the eight rows as centre.
    const { mean, variance } = stats.moments(reference.values)
    const scale = (value: number) => (value - mean) / Math.sqrt((variance * 7) / 8)
    const kernel = (value: number, centre: number) =>
      Math.exp(-((scale(value) - scale(centre)) ** 2) / (2 * 0.81))
    const possible = Array.from(reference.values, (centre) => {
      const others = reference.values.filter((value) => value !== centre)
      const share = (values: Float64Array) => stats.mean(values.map((value) => kernel(value, centre)))
      const h = share(others) - share(current.values)
      const w = h / (1 + lambda)
      return 2 * h * w - w * w
    })
    expect(possible.some((value) => Math.abs(value - statistic) < 1e-13)).toBe(true)
  })
})
