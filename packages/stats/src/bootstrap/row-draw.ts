import type { SeededRandom } from '../random/seeded-random.ts'
import { fillUnitPoisson, MOST_DRAWS, unitPoissonTables } from '../random/unit-poisson.ts'

/**
 * How often each row is drawn: `poisson` each Poisson(1) times, `multinomial` n rows in all. Poisson counts given their
 * sum are multinomial, so the second is the first with the rows too many taken back and those missing drawn: some root
 * of n of them, where drawing one by one is n random writes.
 */
export function rowDraw(
  scheme: 'multinomial' | 'poisson',
  random: SeededRandom,
): (counts: Uint8Array) => void {
  const tables = unitPoissonTables()
  return (counts) => {
    let drawn = fillUnitPoisson(tables, counts, random)
    if (scheme === 'poisson') return
    for (; drawn < counts.length; drawn++) counts[random.integer(counts.length)]!++
    while (drawn > counts.length) {
      // A row and a slot of it, both at random: a draw that is not there takes nothing back.
      const row = random.integer(counts.length)
      if (random.integer(MOST_DRAWS) >= counts[row]!) continue
      counts[row]!--
      drawn--
    }
  }
}
