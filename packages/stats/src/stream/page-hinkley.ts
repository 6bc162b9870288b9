import {
  type Numbers,
  requireCount,
  requireFiniteValues,
  requireFraction,
  requirePositive,
} from '../check.ts'

export interface PageHinkleyOptions {
  /** Values before a change can be called. */
  readonly least?: number
  /** Change of the mean that is put up with. */
  readonly slack?: number
  /** Sum of deviations at which a change is called. */
  readonly threshold?: number
  /** Share of the sum that each step keeps, below 1 to forget. */
  readonly keep?: number
  readonly direction?: 'up' | 'down' | 'both'
}

/**
 * Indices of the values at which the mean of a stream has changed: the deviations from the running mean, less a slack,
 * summed up until they stand `threshold` above their lowest (E. Page, Biometrika 41, 1954; D. Hinkley, 1971). After a
 * change it begins anew. Defaults and arithmetic are river's, whose downward sum starts from -1. Quicker than adwin for
 * a known size of change, but the threshold has no error rate: calibrate it on a stream without change. RangeError for
 * options beyond their range or a value that is not finite.
 */
export function pageHinkley(values: Numbers, options: PageHinkleyOptions = {}): readonly number[] {
  const { least = 30, slack = 0.005, threshold = 50, keep = 1 - 1e-4, direction = 'both' } = options
  const at = 'pageHinkley'
  requireCount(at, 'least', least, 1)
  requirePositive(at, 'threshold', threshold)
  if (keep !== 1) requireFraction(at, 'keep', keep)
  if (!(slack >= 0 && slack < Infinity))
    throw new RangeError(`${at}: slack must be finite and at least 0, got ${slack}`)
  requireFiniteValues(at, 'values', values, 0)
  const changes: number[] = []
  let state = fresh()
  for (let i = 0; i < values.length; i++) {
    state.n++
    state.mean += (values[i]! - state.mean) / state.n
    const deviation = values[i]! - state.mean
    state.up = keep * state.up + deviation - slack
    state.down = keep * state.down + deviation + slack
    state.lowest = Math.min(state.lowest, state.up)
    state.highest = Math.max(state.highest, state.down)
    if (state.n < least) continue
    const risen = direction !== 'down' && state.up - state.lowest > threshold
    const fallen = direction !== 'up' && state.highest - state.down > threshold
    if (!risen && !fallen) continue
    changes.push(i)
    state = fresh()
  }
  return changes
}

function fresh() {
  return { n: 0, mean: 0, up: 0, down: 0, lowest: Infinity, highest: -1 }
}
