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
  listed: 'all',
  other: 0,
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

const listed = (
  kind: CategoryProfile['listed'],
  categories: readonly (readonly [string, number])[],
  other: number,
): CategoryProfile => {
  const rows = categories.reduce((sum, [, count]) => sum + count, other)
  return { name: 'c', kind: 'text', rows, nulls: 0, listed: kind, categories, other }
}

test('categories that are not listed are one cell, on either side', () => {
  const reference = listed(
    'heavy',
    [
      ['a', 30],
      ['b', 50],
    ],
    20,
  )
  const whole = listed(
    'all',
    [
      ['a', 10],
      ['b', 60],
      ['x', 15],
      ['y', 25],
    ],
    0,
  )
  const counted = listed(
    'reference',
    [
      ['a', 10],
      ['b', 60],
    ],
    40,
  )
  const golden = cases[0]!
  expect(golden).toMatchObject({ a: [30, 50, 20], b: [10, 60, 40] })
  for (const current of [whole, counted]) {
    expect(countDistance(reference, current).chiSquare).toBeCloseTo(golden.chiSquare, 9)
    expect(countDistance(current, reference).jensenShannon).toBeCloseTo(golden.jensenShannon, 9)
  }
})

test('lists that cannot be brought together have no distance', () => {
  const a = listed(
    'heavy',
    [
      ['a', 30],
      ['b', 50],
    ],
    20,
  )
  expect(() =>
    countDistance(
      a,
      listed(
        'heavy',
        [
          ['a', 30],
          ['c', 50],
        ],
        20,
      ),
    ),
  ).toThrow('different categories')
})
