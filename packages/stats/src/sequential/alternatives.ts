/** Alternatives a mixture bets on: log ratios from 2 % to a factor of 20 away, small ones weighing most. */
const NEAREST = 0.02
const FARTHEST = 3
const COUNT = 150
const DECAY = 0.7

export interface Alternatives {
  /** Distances above 0, in log ratio. */
  readonly distance: Float64Array
  /** Of each; they sum to one. */
  readonly logWeight: Float64Array
}

export function alternatives(): Alternatives {
  const distance = Float64Array.from(
    { length: COUNT },
    (_, j) => NEAREST + ((FARTHEST - NEAREST) * j) / (COUNT - 1),
  )
  const total = distance.reduce((sum, d) => sum + Math.exp(-d / DECAY), 0)
  return { distance, logWeight: distance.map((d) => -d / DECAY - Math.log(total)) }
}
