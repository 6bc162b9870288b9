import { seededRandom, unseenCategories } from '@mlops-actions/stats'
import { expect, it } from 'vitest'

it('one category: the chance that all its rows fall on one side', () => {
  // Four rows in all on each side; "b" has 2, both in the current sample: C(4,2)/C(8,2) = 6/28.
  const { rows, expected, pValue } = unseenCategories([4, 0], [2, 2])
  expect(rows).toBe(2)
  // "a" has 6 rows, which cannot all be among 4.
  expect(expected).toBeCloseTo((2 * 6) / 28, 12)
  // No other placement reaches 2 rows, so the bound is the chance itself.
  expect(pValue).toBeCloseTo(6 / 28, 9)
})

it('is a bound: never below the simulated chance, and useful', () => {
  const pool = [50, 20, 8, 5, 3, 3, 2, 2, 1, 1, 1, 1, 1].flatMap((count, label) =>
    Array<number>(count).fill(label),
  )
  const random = seededRandom(3)
  const taken = pool.length - 25
  const tail = (threshold: number) => {
    let reached = 0
    for (let run = 0; run < 5_000; run++) {
      const shuffled = [...pool]
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = random.integer(i + 1)
        ;[shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!]
      }
      const reference = new Set(shuffled.slice(0, taken))
      const unseen = shuffled.slice(taken).filter((label) => !reference.has(label)).length
      if (unseen >= threshold) reached++
    }
    return reached / 5_000
  }
  // Three singles and one pair new: 5 rows of 25.
  const reference = [42, 14, 6, 4, 2, 2, 1, 0, 1, 1, 0, 0, 0]
  const now = [8, 6, 2, 1, 1, 1, 1, 2, 0, 0, 1, 1, 1]
  const { rows, pValue } = unseenCategories(reference, now)
  expect(rows).toBe(5)
  const simulated = tail(rows)
  expect(pValue).toBeGreaterThanOrEqual(simulated)
  expect(pValue).toBeLessThan(20 * simulated + 0.2)
})

it('nothing unseen is 1, a flood is nearly 0, and bad counts are refused', () => {
  expect(unseenCategories([10, 5], [3, 9]).pValue).toBe(1)
  expect(unseenCategories([1_000, 0], [900, 100]).pValue).toBeLessThan(1e-20)
  // A thousand new names, once each: no single one is news, all together are.
  const many = Array<number>(1_000).fill(1)
  expect(unseenCategories([1_000, ...many.map(() => 0)], [0, ...many]).pValue).toBeLessThan(1e-20)
  expect(() => unseenCategories([0, 0], [1, 1])).toThrow(/a side has no rows/)
  expect(() => unseenCategories([1, 0.5], [1, 1])).toThrow(RangeError)
})
