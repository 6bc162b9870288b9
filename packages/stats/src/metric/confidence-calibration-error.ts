import type { Numbers } from '../check.ts'
import { requireClassProbabilities } from './class-scores.ts'
import { expectedCalibrationError } from './expected-calibration-error.ts'

/**
 * Expected calibration error of many classes: confidence of the class called (the first of the best) against whether it
 * is right, in 15 bins of equal width unless told (C. Guo et al., ICML 2017). Arguments as multiclassLogLoss.
 */
export function confidenceCalibrationError(
  labels: Numbers,
  probabilities: readonly Numbers[],
  bins?: number,
): number {
  requireClassProbabilities('confidenceCalibrationError', labels, probabilities)
  const right = new Uint8Array(labels.length)
  const confidence = new Float64Array(labels.length)
  for (let i = 0; i < labels.length; i++) {
    let best = 0
    for (let c = 1; c < probabilities.length; c++) {
      if (probabilities[c]![i]! > probabilities[best]![i]!) best = c
    }
    right[i] = labels[i] === best ? 1 : 0
    confidence[i] = probabilities[best]![i]!
  }
  return expectedCalibrationError(right, confidence, bins === undefined ? {} : { bins })
}
