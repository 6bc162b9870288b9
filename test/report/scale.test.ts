import { describe, expect, it } from 'vitest'
import { linearScale, logScale, timeScale } from '../../packages/report/src/svg/scale.ts'

const labels = (scale: { ticks: readonly { label: string }[] }) => scale.ticks.map(({ label }) => label)

describe('scales', () => {
  it.each([
    [
      [0, 1],
      ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0'],
    ],
    [
      [-0.1, 0.13],
      ['−0.10', '−0.05', '0.00', '0.05', '0.10'],
    ],
    [
      [0, 1234],
      ['0', '500', '1,000'],
    ],
    [
      [-3e-7, 3e-7],
      ['−2e−7', '0', '2e−7'],
    ],
  ] as const)('linear %j', (domain, expected) => {
    expect(labels(linearScale(domain))).toEqual(expected)
  })

  it('places the ends of the domain at 0 and 100 percent, ticks at their values', () => {
    const scale = linearScale([10, 20])
    expect([10, 15, 20].map(scale.position)).toEqual([0, 50, 100])
    for (const { at, label } of scale.ticks) expect(at).toBeCloseTo(scale.position(Number(label)), 9)
  })

  it('shows fractions in percent at the same places', () => {
    const scale = linearScale([0, 0.4], { factor: 100, suffix: ' %' })
    expect(labels(scale)).toEqual(['0 %', '10 %', '20 %', '30 %', '40 %'])
    expect(scale.ticks.map(({ at }) => Math.round(at))).toEqual([0, 25, 50, 75, 100])
  })

  it('logarithmic: powers of ten, what is not positive at the foot', () => {
    const scale = logScale([0.01, 1000])
    expect(labels(scale)).toEqual(['0.01', '0.1', '1', '10', '100', '1,000'])
    expect(scale.position(1)).toBeCloseTo(40, 9)
    expect([0, -5, Number.POSITIVE_INFINITY].map(scale.position)).toEqual([0, 0, 100])
    expect(labels(logScale([1e-12, 1e12])).length).toBeLessThanOrEqual(7)
  })

  it('time: round steps in UTC, from minutes to years', () => {
    const day = Date.parse('2026-03-14T00:00:00Z')
    expect(labels(timeScale([day, day + 3_600_000]))).toEqual(['00:00', '00:15', '00:30', '00:45', '01:00'])
    expect(labels(timeScale([day, day + 2 * 86_400_000]))).toHaveLength(5)
    expect(labels(timeScale([day, day + 20 * 365 * 86_400_000])).length).toBeLessThan(8)
  })

  it('of no width has no infinite ticks', () => {
    for (const scale of [linearScale([1, 1]), logScale([1, 1]), timeScale([5, 5])]) {
      expect(scale.ticks.length).toBeLessThan(10)
      expect(Number.isFinite(scale.position(1))).toBe(true)
    }
  })
})
