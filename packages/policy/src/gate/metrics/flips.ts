import { wilsonInference } from '../inference/proportion.ts'
import { error, ok, refusal } from '../problem.ts'
import { influenceEstimator, meanInfluence } from './influence.ts'
import type { Estimator } from './estimator.ts'

/**
 * Share of rows that the baseline has right and the candidate has not: what users of the old model would notice, however
 * much the mean improved (S. Yan et al., CVPR 2021, "positive-congruent training").
 */
export const negativeFlipRateEstimator: Estimator = {
  alone(sample, answers, resampling) {
    const { baseline, truths, n, weights } = sample
    if (!baseline) {
      return refusal(
        'error',
        'missing_baseline',
        'there is no baseline whose right answers could be lost',
        'Give the predictions of the model in production on the same rows as `baseline`.',
      )
    }
    const broken = Float64Array.from({ length: n }, (_, row) =>
      baseline.predictions[row] === truths[row] && answers.predictions[row] !== truths[row] ? 1 : 0,
    )
    if (!weights) {
      return ok(
        wilsonInference(
          broken.reduce((total, one) => total + one, 0),
          n,
        ),
      )
    }
    const method = { alone: 'student-t', compared: 'paired-t' }
    const weighted = influenceEstimator(method, () => ok(meanInfluence(broken, weights)), [0, 1])
    return weighted.alone(sample, answers, resampling)
  },
  compared: () => error('it is a comparison already: bound it with `max`'),
}
