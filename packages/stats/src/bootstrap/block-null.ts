import { requireCount, requireFiniteValues, requireFraction } from '../check.ts'
import { studentTQuantile } from '../special/student-t.ts'
import { moments } from '../summary/moments.ts'

export interface BlockNullPlan {
  /** Blocks of the reference in the order of time: days, weeks, files. */
  readonly blocks: number
  /** Consecutive blocks that hold as many rows as what will be judged. */
  readonly length?: number
  /** Distance of the blocks of a window from the others; both lists ascend. */
  readonly statistic: (window: readonly number[], rest: readonly number[]) => number
}

/**
 * How far windows of the reference lie from the rest of the reference: every run of `length` consecutive blocks is left
 * out once. This is what a distance is worth when nothing has changed, days that differ from each other included;
 * drawing rows one by one instead was seen to be 13 times too tight on flight delays. `length` blocks on either side of
 * the window are not left out: where neighbours depend on each other the caller's statistic should drop them.
 * RangeError for fewer blocks than three windows' worth, or a distance that is not finite. (H. Kuensch, Annals of
 * Statistics 17, 1989; subsampling: D. Politis and J. Romano, Annals of Statistics 22, 1994.)
 */
export function blockNull({ blocks, length = 1, statistic }: BlockNullPlan): Float64Array {
  requireCount('blockNull', 'length', length, 1)
  requireCount('blockNull', 'blocks', blocks, 3 * length)
  const all = Array.from({ length: blocks }, (_, block) => block)
  const values = Float64Array.from({ length: blocks - length + 1 }, (_, first) =>
    statistic(all.slice(first, first + length), [...all.slice(0, first), ...all.slice(first + length)]),
  )
  requireFiniteValues('blockNull', 'statistic', values)
  return values
}

export interface BlockThreshold {
  /** A distance above this is an alarm. */
  readonly threshold: number
  /**
   * `empirical`: an order statistic of the reference's own distances, no assumption but that windows are alike.
   * `extrapolated`: so rare an alarm was never seen in so few windows; a Student prediction bound of the next distance,
   * on the logs where all distances are above 0, on the distances themselves else.
   */
  readonly kind: 'empirical' | 'extrapolated'
  /** Alarms a run that the threshold stands for: at most what was asked. */
  readonly rate: number
}

/**
 * The distance that a window like those of the reference exceeds with chance `rate` (one alarm in 180 daily runs is
 * 1/180). Of k distances the j-th largest is exceeded by the next one with chance j / (k + 1), if they are
 * exchangeable; `length` of blockNull makes neighbours overlap, so k counts windows that do not. See
 * bench/results/intervals.json for how often it was exceeded. RangeError for a rate outside 0..1, or fewer than three
 * distances.
 * Source: conformal ranks, V. Vovk et al., 2005; G. Hahn and W. Meeker, Statistical Intervals, 1991.
 */
export function blockThreshold(distances: Float64Array, rate: number, length = 1): BlockThreshold {
  const at = 'blockThreshold'
  requireFraction(at, 'rate', rate)
  requireCount(at, 'length', length, 1)
  requireFiniteValues(at, 'distances', distances, 3)
  const apart = Math.max(2, Math.floor((distances.length + length - 1) / length))
  const allowed = Math.floor(rate * (apart + 1))
  if (allowed >= 1) {
    const sorted = Float64Array.from(distances).sort()
    const share = allowed / (apart + 1)
    const rank = Math.min(sorted.length, Math.ceil((1 - share) * (sorted.length + 1)))
    return { threshold: sorted[rank - 1]!, kind: 'empirical', rate: share }
  }
  const positive = distances.every((distance) => distance > 0)
  const { mean, variance } = moments(positive ? distances.map(Math.log) : distances)
  const bound = mean + studentTQuantile(1 - rate, apart - 1) * Math.sqrt(variance * (1 + 1 / apart))
  return { threshold: positive ? Math.exp(bound) : bound, kind: 'extrapolated', rate }
}
