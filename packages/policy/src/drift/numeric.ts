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
  const [before, after] = [moments(reference.values), moments(current.values)]
  const test = kolmogorovSmirnov(reference.values, current.values)
  const common = {
    column: reference.name,
    kind: 'column-drift',
    title: `the distribution of ${reference.name} has not moved`,
    pValue: test.pValue,
    remedy,
    before: measurement(before),
    after: measurement(after),
    distribution: binned(reference.values, current.values),
  } as const
  if (before.minimum === before.maximum) {
    return { ...common, ...fromConstant(before.minimum, current, constantThreshold) }
  }
  const effect = wasserstein1(reference.values, current.values) / Math.sqrt(before.variance)
  return {
    ...common,
    measure: 'wasserstein/sd',
    effect,
    threshold,
    required: `moved by less than ${number(threshold)} sd`,
    what: `it moved by ${number(effect)} sd: ${summary(before, after, reference, current)}; ${widest(reference, current, test.location)}`,
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

function summary(before: Moments, after: Moments, reference: NumericSample, current: NumericSample): string {
  const change = (name: string, from: number, to: number) => `${name} ${number(from)} -> ${number(to)}`
  return [
    change('mean', before.mean, after.mean),
    change('median', quantile(reference.values, 0.5), quantile(current.values, 0.5)),
    change('sd', Math.sqrt(before.variance), Math.sqrt(after.variance)),
  ].join(', ')
}

/** Where the two distribution functions are farthest apart. */
function widest(reference: NumericSample, current: NumericSample, location: number): string {
  const upTo = ({ values }: NumericSample) => countUpTo(values, location) / values.length
  return `share at or below ${number(location)}: ${percent(upTo(reference))} -> ${percent(upTo(current))}`
}

function measurement({ mean, n }: Moments): Measurement {
  return { value: mean, n }
}
