import type { NumberProfile } from '@mlops-actions/data'
import {
  memorySource,
  mergeProfiles,
  numericDistance,
  openTable,
  profileDigest,
  profileTable,
} from '@mlops-actions/data'
import { describe, expect, test } from 'vitest'

const table = (lines: readonly string[]) =>
  openTable(memorySource('t.csv', new TextEncoder().encode(`x,c\n${lines.join('\n')}\n`)))

/** Rounded to tenths, so that there are ties; with a heavy value. */
const rows = (n: number, shift: number): number[] =>
  Array.from({ length: n }, (_, i) =>
    i % 5 === 0 ? 1 : Math.round(((i * 7919) % 1009) * 0.7 + shift * i) / 10,
  )
const lines = (values: readonly number[]) => values.map((v, i) => `${v},${['é', 'b', ''][i % 3]}`)
const numbers = (p: { columns: readonly { name: string }[] }) =>
  p.columns.find((c) => c.name === 'x') as NumberProfile

function exact(a: readonly number[], b: readonly number[]): { ks: number; w1: number } {
  const points = [...new Set([...a, ...b])].toSorted((p, q) => p - q)
  let [ks, w1] = [0, 0]
  for (const [i, x] of points.entries()) {
    const d = Math.abs(a.filter((v) => v <= x).length / a.length - b.filter((v) => v <= x).length / b.length)
    ks = Math.max(ks, d)
    w1 += d * ((points[i + 1] ?? x) - x)
  }
  return { ks, w1 }
}

describe('profile', () => {
  test('counts every row once and keeps a heavy value alone in its cell', async () => {
    const x = numbers(await profileTable(await table(lines(rows(1000, 0))), { cells: 16 }))
    expect(x.cells.reduce((n, c) => n + c.count, 0)).toBe(1000)
    expect(x.cells[x.edges.indexOf(1) + 1]).toMatchObject({ single: true })
    expect(x.moments.mean).toBeCloseTo(rows(1000, 0).reduce((s, v) => s + v, 0) / 1000, 10)
  })

  test.each([0, 0.05, 1])('the true KS and W1 lie within the bounds (shift %d)', async (shift) => {
    const [a, b] = [rows(600, 0), rows(400, shift)]
    for (const cells of [1, 4, 32, 2048]) {
      const reference = await profileTable(await table(lines(a)), { cells })
      const current = await profileTable(await table(lines(b)), { edges: reference })
      const { ks, wasserstein } = numericDistance(numbers(reference), numbers(current))
      const truth = exact(a, b)
      expect(ks.lower).toBeLessThanOrEqual(truth.ks + 1e-12)
      expect(ks.upper).toBeGreaterThanOrEqual(truth.ks - 1e-12)
      expect(wasserstein.lower).toBeLessThanOrEqual(truth.w1 + 1e-9)
      expect(wasserstein.upper).toBeGreaterThanOrEqual(truth.w1 - 1e-9)
    }
  })

  test('merged parts, in either order, have the digest and the moments of the whole', async () => {
    const all = lines(rows(900, 0.1))
    const whole = await profileTable(await table(all))
    const first = await profileTable(await table(all.slice(0, 301)), { edges: whole })
    const second = await profileTable(await table(all.slice(301)), { edges: whole })
    for (const merged of [mergeProfiles([first, second]), mergeProfiles([second, first])]) {
      expect(profileDigest(merged)).toBe(profileDigest(whole))
      for (const key of ['mean', 'm2', 'm3', 'm4'] as const) {
        expect(numbers(merged).moments[key] / numbers(whole).moments[key]).toBeCloseTo(1, 9)
      }
    }
    expect(profileDigest(first)).not.toBe(profileDigest(whole))
  })

  test('other edges and empty columns have no distance', async () => {
    const a = numbers(await profileTable(await table(lines(rows(50, 0)))))
    const b = numbers(await profileTable(await table(lines(rows(50, 3)))))
    expect(() => numericDistance(a, b)).toThrow('different edges')
    expect(() => numericDistance(a, { ...a, min: null, max: null })).toThrow('without finite values')
  })
})
