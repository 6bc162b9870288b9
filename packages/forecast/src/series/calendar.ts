import type { Grid } from './grid.ts'

/**
 * A stretch that is not as its weekday and hour would have it: a holiday, a sale, a launch. Several stretches of one
 * name are one kind of day.
 */
export interface Occasion {
  readonly name: string
  /** Wall-clock time in milliseconds, half-open: [from, to). */
  readonly from: number
  readonly to: number
  /** Load as a multiple of an ordinary day's; absent: as it was on past stretches of this name. */
  readonly factor?: number
}

/** A history without its occasions, and what they were worth. */
export interface Ordinary {
  /** NaN where an occasion was. */
  readonly values: Float64Array
  /** Share of the history that was left out, 0..1. */
  readonly left: number
}

/** Takes past occasions out of a history: one Black Friday must not make every Friday black. */
export function ordinary(grid: Grid, occasions: readonly Occasion[]): Ordinary {
  const values = grid.values.slice()
  let left = 0
  for (let slot = 0; slot < values.length; slot++) {
    if (!occasionAt(occasions, wallTime(grid, slot))) continue
    values[slot] = Number.NaN
    left++
  }
  return { values, left: left / Math.max(1, values.length) }
}

/**
 * What the forecast is multiplied by, a slot of the horizon: the occasion's own factor, or what past stretches of its
 * name had over the ordinary history. Where neither is known it is 1, and `unknown` names the occasion.
 * @param filled the ordinary history, its holes filled: what these days would have been otherwise
 */
export function factorsAhead(
  grid: Grid,
  filled: Float64Array,
  occasions: readonly Occasion[],
  horizon: number,
): { readonly factors: Float64Array; readonly unknown: readonly string[] } {
  const unknown = new Set<string>()
  const learnt = new Map<string, number | undefined>()
  const factorOf = (occasion: Occasion): number => {
    if (occasion.factor !== undefined) return occasion.factor
    if (!learnt.has(occasion.name))
      learnt.set(occasion.name, learntFactor(grid, filled, occasions, occasion.name))
    const factor = learnt.get(occasion.name)
    if (factor === undefined) unknown.add(occasion.name)
    return factor ?? 1
  }
  const factors = Float64Array.from({ length: horizon }, (_, h) => {
    const occasion = occasionAt(occasions, wallTime(grid, grid.values.length + h))
    return occasion === undefined ? 1 : factorOf(occasion)
  })
  return { factors, unknown: [...unknown] }
}

/** Total load of past stretches of this name over what it would have been; undefined when there were none. */
function learntFactor(
  grid: Grid,
  filled: Float64Array,
  occasions: readonly Occasion[],
  name: string,
): number | undefined {
  let actual = 0
  let expected = 0
  for (let slot = 0; slot < filled.length; slot++) {
    const value = grid.values[slot]!
    if (Number.isNaN(value) || occasionAt(occasions, wallTime(grid, slot))?.name !== name) continue
    actual += value
    expected += filled[slot]!
  }
  return expected > 0 ? actual / expected : undefined
}

function occasionAt(occasions: readonly Occasion[], time: number): Occasion | undefined {
  return occasions.find(({ from, to }) => time >= from && time < to)
}

function wallTime(grid: Grid, slot: number): number {
  return (grid.firstSlot + slot) * grid.stepMs
}
