import { type Numbers, requireFraction } from '../check.ts'
import { studentTQuantile } from '../special/student-t.ts'
import { correctedResampledT } from '../test/corrected-resampled-t.ts'
import type { Range } from './range.ts'

/** The interval of the corrected resampled t-test (Nadeau and Bengio, 2003); arguments and errors as there. */
export function correctedResampledTInterval(differences: Numbers, testToTrain: number, level: number): Range {
  requireFraction('correctedResampledTInterval', 'level', level)
  const { mean, standardError, degreesOfFreedom } = correctedResampledT(differences, testToTrain)
  const half = -studentTQuantile((1 - level) / 2, degreesOfFreedom) * standardError
  return { low: mean - half, high: mean + half }
}
