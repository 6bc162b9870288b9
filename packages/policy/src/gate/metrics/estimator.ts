import { error, inconclusive } from '../problem.ts'
import type { Result } from '../problem.ts'
import type { Inference } from '../inference/inference.ts'
import type { Resampling } from '../inference/resample.ts'
import type { Sample } from '../evidence/sample.ts'
import type { Answers } from '../evidence/evidence.ts'

/** Two models on the same rows. */
export interface Comparison {
  readonly candidate: number
  readonly baseline: number
  /** candidate - baseline, in the metric's own sign. */
  readonly difference: Inference
}

/** How a metric is measured, alone and in comparison; pairs of rows are used wherever they exist. */
export interface Estimator {
  alone(sample: Sample, answers: Answers, resampling: Resampling): Result<Inference>
  /** `sample.baseline` is there. */
  compared(sample: Sample, baseline: Answers, resampling: Resampling): Result<Comparison>
}

/** A metric without a value: on all rows the data are wrong, on a slice there are too few. */
export function undefinedOn(sample: Sample, reason: string): ReturnType<typeof error> {
  return sample.part ? inconclusive(reason) : error(reason)
}
