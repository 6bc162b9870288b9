import { kolmogorovSmirnov, moments, type Moments, quantile, wasserstein1 } from '@mlops-actions/stats'
import type { Measurement } from '../measurement.ts'
import { binned, countUpTo } from './bins.ts'
import type { NumericSample } from './column-sample.ts'
import type { DriftTrial } from './trial.ts'
import { number, percent } from './wording.ts'

const remedy =
  'Look at the pipeline that makes this column first; if the world has changed, retrain on recent data, then register the new reference.'

/**
 * Two numeric samples: Kolmogorov-Smirnov says whether they differ, the Wasserstein distance in standard deviations of the
 * reference says by how much. A reference that never varies has no deviation: then the effect is the share of rows that
 * left its value.
 */
export function numericTrial(
  reference: NumericSample,
  current: NumericSample,
  threshold: number,
  constantThreshold: number,
): DriftTrial {
  const unit = unitOf(reference, current)
  const [was, is] = [inUnits(reference.values, unit), inUnits(current.values, unit)]
  const [before, after] = [moments(was), moments(is)]
  const test = kolmogorovSmirnov(reference.values, current.values)
  const common = {
    column: reference.name,
    kind: 'column-drift',
    title: `the distribution of ${reference.name} has not moved`,
    pValue: test.pValue,
    remedy,
    before: measurement(before, unit),
    after: measurement(after, unit),
    distribution: binned(reference.values, current.values),
  } as const
  const [lowest, highest] = [reference.values[0]!, reference.values.at(-1)!]
  if (lowest === highest) return { ...common, ...fromConstant(lowest, current, constantThreshold) }
  const effect = wasserstein1(was, is) / Math.sqrt(before.variance)
  return {
    ...common,
    measure: 'wasserstein/sd',
    effect,
    threshold,
    required: `moved by less than ${number(threshold)} sd`,
    what: `it moved by ${number(effect)} sd: ${summary(before, after, reference, current, unit)}; ${widest(reference, current, test.location)}`,
  }
}

function fromConstant(value: number, current: NumericSample, threshold: number) {
  const same = current.values.reduce((count, candidate) => (candidate === value ? count + 1 : count), 0)
  const effect = 1 - same / current.values.length
  const [low, high] = [current.values[0]!, current.values.at(-1)!]
  return {
    measure: 'share-changed',
    effect,
    threshold,
    required: `fewer than ${percent(threshold)} of rows leave the one value`,
    what:
      effect === 0
        ? `every value is ${number(value)}, before and after`
        : `every value was ${number(value)}; now ${percent(effect)} are not, from ${number(low)} to ${number(high)}`,
  } as const
}

function summary(
  before: Moments,
  after: Moments,
  reference: NumericSample,
  current: NumericSample,
  unit: number,
): string {
  const change = (name: string, from: number, to: number) => `${name} ${number(from)} -> ${number(to)}`
  return [
    change('mean', before.mean * unit, after.mean * unit),
    change('median', quantile(reference.values, 0.5), quantile(current.values, 0.5)),
    change('sd', Math.sqrt(before.variance) * unit, Math.sqrt(after.variance) * unit),
  ].join(', ')
}

/** Where the two distribution functions are farthest apart. */
function widest(reference: NumericSample, current: NumericSample, location: number): string {
  const upTo = ({ values }: NumericSample) => countUpTo(values, location) / values.length
  return `share at or below ${number(location)}: ${percent(upTo(reference))} -> ${percent(upTo(current))}`
}

function measurement({ mean, n }: Moments, unit: number): Measurement {
  return { value: mean * unit, n }
}

/** Squares of values beyond this overflow, and those of its inverse vanish; a column with DBL_MAX for "none" has both. */
const LARGEST_PLAIN = 2 ** 300

/** What values are measured in: 1, or the largest of them where their squares are out of a double's range. */
function unitOf(...samples: readonly NumericSample[]): number {
  const ends = samples.flatMap(({ values }) => [Math.abs(values[0]!), Math.abs(values.at(-1)!)])
  const largest = Math.max(...ends)
  return largest > LARGEST_PLAIN || (largest > 0 && largest < 1 / LARGEST_PLAIN) ? largest : 1
}

function inUnits(values: Float64Array, unit: number): Float64Array {
  return unit === 1 ? values : values.map((value) => value / unit)
}
