import type { Numbers } from '../check.ts'
import { calibrationCurve } from './calibration-curve.ts'

/** As in C. Guo et al., "On calibration of modern neural networks", ICML 2017. */
const DEFAULT_BINS = 15

/**
 * Mean gap between predicted and observed share over bins of equal width, weighted by rows; 0 to 1.
 * Source: C. Guo et al., ICML 2017.
 */
export function expectedCalibrationError(
  labels: Numbers,
  probabilities: Numbers,
  options: {
    readonly bins?: number
    readonly strategy?: 'uniform' | 'quantile'
    readonly weights?: Numbers
  } = {},
): number {
  const curve = calibrationCurve(labels, probabilities, { bins: DEFAULT_BINS, ...options })
  const total = curve.reduce((sum, { weight }) => sum + weight, 0)
  return curve.reduce((sum, bin) => sum + bin.weight * Math.abs(bin.meanPredicted - bin.observed), 0) / total
}
