import type { Answers } from '../evidence/evidence.ts'
import { subsample } from '../evidence/sample.ts'
import type { Sample } from '../evidence/sample.ts'
import { alikeAlone, alikeCompared, effectiveRows } from '../inference/alike.ts'
import type { Range } from '../inference/alike.ts'
import { within } from '../inference/inference.ts'
import { rowBootstrap } from '../inference/resample.ts'
import type { WeightedStatistic } from '../inference/resample.ts'
import { ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import type { Estimator } from './estimator.ts'

/** Sorts or otherwise readies the rows, so that each weighting costs one pass. */
type Prepare = (sample: Sample, answers: Answers) => Result<WeightedStatistic>

/** Rows that bear the metric: all of them, or for a ranking those of the smaller class. */
type Bearing = (sample: Sample) => number

const allRows: Bearing = ({ n, weights }) => effectiveRows(n, weights)

/** A statistic over sorted scores, bootstrapped by rows; both models under the same weights. */
export function weightedEstimator(prepare: Prepare, range: Range, bearing: Bearing = allRows): Estimator {
  const width = range[1] - range[0]
  return {
    alone(sample, answers, resampling) {
      const statistic = prepare(sample, answers)
      if (!statistic.ok) return statistic
      const own = { ...sample, candidate: answers }
      const on = (rows: Uint32Array): number => {
        const block = subsample(own, rows)
        return valueOf(prepare, block, block.candidate)
      }
      const alike = (value: number) => alikeAlone(value, sample.n, bearing(sample), range)
      const rows = { n: sample.n, weights: sample.weights, weighted: statistic.value, on, alike }
      return ok(within(rowBootstrap(rows, resampling), ...range))
    },
    compared(sample, baseline, resampling) {
      const ours = prepare(sample, sample.candidate)
      if (!ours.ok) return ours
      const theirs = prepare(sample, baseline)
      if (!theirs.ok) return theirs
      const both = { ...sample, baseline }
      const on = (rows: Uint32Array): number => {
        const block = subsample(both, rows)
        return valueOf(prepare, block, block.candidate) - valueOf(prepare, block, block.baseline!)
      }
      const weighted = (weights: Float64Array): number => ours.value(weights) - theirs.value(weights)
      const alike = (value: number) => alikeCompared(value, sample.n, bearing(sample), range)
      const difference = rowBootstrap(
        { n: sample.n, weights: sample.weights, weighted, on, alike },
        resampling,
      )
      const ones = weightsOf(sample)
      return ok({
        candidate: ours.value(ones),
        baseline: theirs.value(ones),
        difference: within(difference, -width, width),
      })
    },
  }
}

function weightsOf(sample: Sample): Float64Array {
  return sample.weights ?? new Float64Array(sample.n).fill(1)
}

function valueOf(prepare: Prepare, sample: Sample, answers: Answers): number {
  const statistic = prepare(sample, answers)
  return statistic.ok ? statistic.value(weightsOf(sample)) : Number.NaN
}
