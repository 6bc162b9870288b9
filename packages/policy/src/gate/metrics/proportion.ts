import type { Answers } from '../evidence/evidence.ts'
import { subsample } from '../evidence/sample.ts'
import type { Sample } from '../evidence/sample.ts'
import { complemented, negated } from '../inference/inference.ts'
import { tangoInference, wilsonInference } from '../inference/proportion.ts'
import { ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import { undefinedOn } from './estimator.ts'
import type { Estimator } from './estimator.ts'
import { influenceEstimator, meanInfluence } from './influence.ts'

/** A share of right answers among rows that the truth alone picks, so both models are judged on the same ones. */
function shareRight(rows: string, picks: ((truth: number) => boolean) | undefined): Estimator {
  const cut = (sample: Sample): Result<Sample> => {
    const cutSample = picks ? pick(sample, picks) : sample
    return cutSample.n === 0 ? undefinedOn(sample, `there are no ${rows}`) : ok(cutSample)
  }
  const weighted = influenceEstimator(
    { alone: 'student-t', compared: 'paired-t' },
    (sample, answers) => ok(meanInfluence(Float64Array.from(rightness(sample, answers)), sample.weights)),
    [0, 1],
  )
  return {
    alone(sample, answers, resampling) {
      // The answers are an array of the whole sample and have to be cut along with it.
      const own = cut({ ...sample, candidate: answers })
      if (!own.ok) return own
      if (own.value.weights) return weighted.alone(own.value, own.value.candidate, resampling)
      const right = rightness(own.value, own.value.candidate)
      return ok(
        wilsonInference(
          right.reduce((total, one) => total + one, 0),
          own.value.n,
        ),
      )
    },
    compared(sample, baseline, resampling) {
      const own = cut({ ...sample, baseline })
      if (!own.ok) return own
      const theirs = own.value.baseline ?? baseline
      if (own.value.weights) return weighted.compared(own.value, theirs, resampling)
      return ok(pairedShares(rightness(own.value, own.value.candidate), rightness(own.value, theirs)))
    },
  }
}

function pairedShares(candidate: Uint8Array, baseline: Uint8Array) {
  const n = candidate.length
  let [both, onlyCandidate, onlyBaseline] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    if (candidate[i] === 1 && baseline[i] === 1) both++
    else if (candidate[i] === 1) onlyCandidate++
    else if (baseline[i] === 1) onlyBaseline++
  }
  return {
    candidate: (both + onlyCandidate) / n,
    baseline: (both + onlyBaseline) / n,
    difference: tangoInference(onlyCandidate, onlyBaseline, n),
  }
}

function rightness({ truths, n }: Sample, { predictions }: Answers): Uint8Array {
  const right = new Uint8Array(n)
  for (let i = 0; i < n; i++) right[i] = truths[i] === predictions[i] ? 1 : 0
  return right
}

function pick(sample: Sample, picks: (truth: number) => boolean): Sample {
  const rows = new Uint32Array(sample.n)
  let count = 0
  for (let i = 0; i < sample.n; i++) if (picks(sample.truths[i]!)) rows[count++] = i
  return subsample(sample, rows.subarray(0, count))
}

export const accuracyEstimator = shareRight('rows', undefined)
export const recallEstimator = shareRight('positive rows', (truth) => truth === 1)
export const specificityEstimator = shareRight('negative rows', (truth) => truth === 0)

export const errorRateEstimator: Estimator = {
  alone(sample, answers, resampling) {
    const accuracy = accuracyEstimator.alone(sample, answers, resampling)
    return accuracy.ok ? ok(complemented(accuracy.value)) : accuracy
  },
  compared(sample, baseline, resampling) {
    const accuracy = accuracyEstimator.compared(sample, baseline, resampling)
    if (!accuracy.ok) return accuracy
    const { candidate, baseline: theirs, difference } = accuracy.value
    return ok({ candidate: 1 - candidate, baseline: 1 - theirs, difference: negated(difference) })
  },
}
