import type { SeededRandom } from '@mlops-actions/stats'

/** One point of a method's grid. */
export interface Cell {
  readonly runs: number
  /** What it may miss, where that is not the level of all. */
  readonly alpha?: number
  readonly missed: (random: SeededRandom, run: number) => boolean
}
