import * as stats from '@mlops-actions/stats'
import { describe, expect, it } from 'vitest'

const random = stats.seededRandom(41)
const sample = (n: number, shift = 0) => Float64Array.from({ length: n }, () => random.next() + shift)

describe('two samples alike', () => {
  it('have no distance', () => {
    const values = sample(200)
    expect(stats.energyDistance(values, values)).toBe(0)
    expect(stats.lInfinity([3, 4], [6, 8])).toBeCloseTo(0, 15)
    expect(stats.gTest([3, 4], [6, 8])).toMatchObject({ pValue: 1 })
    for (const convention of ['evidently', 'deepchecks', 'frouros', 'classic'] as const) {
      expect(stats.psiByConvention([3, 0, 4], [6, 0, 8], convention)).toBeCloseTo(0, 12)
    }
  })

  it('all values equal: one bin, no test', () => {
    expect([...stats.histogramEdges([2, 2, 2], 'doane')]).toEqual([1.5, 2.5])
    expect(() =>
      stats.andersonDarling([
        [2, 2],
        [2, 2, 2],
      ]),
    ).toThrow(/all values are equal/)
    expect(stats.cramerVonMises([2, 2], [2, 2]).pValue).toBe(1)
    const points = { values: new Float64Array(6), dimensions: 2 }
    expect(() => stats.maximumMeanDiscrepancy(points, points)).toThrow(/give a sigma/)
  })

  it('are called different in about 5 of 100 cases', () => {
    let [cramer, anderson, discrepancy] = [0, 0, 0]
    for (let run = 0; run < 400; run++) {
      const [a, b] = [sample(40), sample(60)]
      if (stats.cramerVonMises(a, b).pValue <= 0.05) cramer++
      if (stats.andersonDarling([a, b]).pValue <= 0.05) anderson++
      if (run >= 200) continue
      const p = stats.maximumMeanDiscrepancy(
        { values: a, dimensions: 2 },
        { values: b, dimensions: 2 },
        { permutations: 19, seed: run },
      ).pValue
      if (p <= 0.05) discrepancy++
    }
    for (const share of [cramer / 400, anderson / 400, discrepancy / 200]) {
      expect(share).toBeGreaterThan(0.015)
      expect(share).toBeLessThan(0.1)
    }
  })
})

describe('two samples apart', () => {
  it('are seen by all', () => {
    const [a, b] = [sample(60), sample(50, 0.5)]
    expect(stats.cramerVonMises(a, b).pValue).toBeLessThan(1e-4)
    expect(stats.andersonDarling([a, b]).pValue).toBe(0.001)
    const { pValue } = stats.maximumMeanDiscrepancy(
      { values: a, dimensions: 1 },
      { values: b, dimensions: 1 },
    )
    // 199 permutations can say no less.
    expect(pValue).toBe(1 / 200)
  })

  it('the conventions differ by more than any threshold when one bin empties', () => {
    const of = (convention: stats.PsiConvention) => stats.psiByConvention([50, 50], [100, 0], convention)
    expect(of('frouros')).toBeGreaterThan(300)
    expect(of('deepchecks')).toBeLessThan(3)
    expect(of('azure')).toBeGreaterThan(of('deepchecks'))
  })
})

describe('refused', () => {
  it.each([
    ['no sample', () => stats.andersonDarling([[1, 2]]), /two samples/],
    ['a NaN', () => stats.energyDistance([1], [Number.NaN]), /current\[0\]/],
    ['an infinity', () => stats.cramerVonMises([1, Infinity], [1, 2]), /reference\[1\]/],
    ['no rows', () => stats.psiByConvention([0, 0], [1, 1], 'azure'), /has no rows/],
    ['one edge', () => stats.histogramCounts([1], [1]), /two edges/],
    ['no bins', () => stats.histogramEdges([1, 2], 0), /bins/],
    [
      'rows of other lengths',
      () =>
        stats.maximumMeanDiscrepancy(
          { values: new Float64Array(4), dimensions: 2 },
          { values: new Float64Array(6), dimensions: 3 },
        ),
      /dimensions/,
    ],
    [
      'more rows than a kernel matrix holds',
      () =>
        stats.maximumMeanDiscrepancy(
          { values: new Float64Array(4_000), dimensions: 1 },
          { values: new Float64Array(4_000), dimensions: 1 },
        ),
      /at most 4000/,
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message)
  })
})
