import { expect } from 'vitest'
import { mulberry32 } from '../random.ts'
import { mutate } from './mutate.ts'
import { readAll } from './read-all.ts'
import { fuzzSeeds } from './seeds.ts'

const MIB = 2 ** 20
/** Far above what a case takes, far below what a hang would. */
const CASE_LIMIT_MS = 5000
const RSS_LIMIT_BYTES = 700 * MIB

/**
 * Damages and reads files for `budgetMs`; case `first + i` is always the same damage, and a failure says which it was.
 * The number of cases by what became of them.
 */
export async function fuzz(first: number, budgetMs: number): Promise<ReadonlyMap<string, number>> {
  const seeds = fuzzSeeds()
  expect(seeds.length).toBeGreaterThan(80)
  const before = process.memoryUsage.rss()
  const outcomes = new Map<string, number>()
  const started = performance.now()
  for (let number = first; performance.now() - started < budgetMs; number++) {
    const random = mulberry32(number)
    const seed = seeds[number % seeds.length]!
    const donor = seeds[Math.floor(random() * seeds.length)]!
    const bytes = mutate(seed.bytes, donor.bytes, random, seed.text)
    const begun = performance.now()
    const outcome = await readAll(seed.name, bytes).catch((cause: unknown) => {
      throw new Error(`case ${number} of ${seed.name}`, { cause })
    })
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    expect(performance.now() - begun, `milliseconds of case ${number} of ${seed.name}`).toBeLessThan(
      CASE_LIMIT_MS,
    )
    expect(process.memoryUsage.rss() - before, `bytes by case ${number} of ${seed.name}`).toBeLessThan(
      RSS_LIMIT_BYTES,
    )
  }
  return outcomes
}
