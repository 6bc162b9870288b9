import type { SeededRandom } from './seeded-random.ts'

/**
 * Puts the values in random order, in place (R. Fisher and F. Yates, as R. Durstenfeld, CACM 7, 1964), and returns
 * them.
 */
export function shuffle<T extends Uint8Array | Uint32Array>(values: T, random: SeededRandom): T {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.integer(i + 1)
    const value = values[i]!
    values[i] = values[j]!
    values[j] = value
  }
  return values
}
