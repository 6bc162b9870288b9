import { readFileSync } from 'node:fs'
import type { CategoryProfile } from '@mlops-actions/data'
import { countDistance } from '@mlops-actions/data'
import { expect, test } from 'vitest'

interface Case {
  readonly a: readonly number[]
  readonly b: readonly number[]
  readonly chiSquare: number
  readonly degreesOfFreedom: number
  readonly psi: number
  readonly jensenShannon: number
}
const file = new URL('../golden/profile/golden.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly Case[] }

const profileOf = (counts: readonly number[]): CategoryProfile => ({
  name: 'c',
  kind: 'text',
  rows: counts.reduce((sum, n) => sum + n, 0),
  nulls: 0,
  categories: counts.map((n, i): [string, number] => [`k${i}`, n]).filter(([, n]) => n > 0),
})

test.each(cases)('chi-square, PSI and JS as scipy: $a against $b', (golden) => {
  const distance = countDistance(profileOf(golden.a), profileOf(golden.b))
  expect(distance.degreesOfFreedom).toBe(golden.degreesOfFreedom)
  for (const key of ['chiSquare', 'psi', 'jensenShannon'] as const) {
    expect(Math.abs(distance[key] - golden[key])).toBeLessThanOrEqual(1e-9 * Math.max(1, golden[key]))
  }
})

test('an empty side and another kind have no distance', () => {
  expect(() => countDistance(profileOf([1]), profileOf([]))).toThrow('without values')
  expect(() => countDistance(profileOf([1]), { ...profileOf([1]), kind: 'bigint' })).toThrow(
    'text against bigint',
  )
})
