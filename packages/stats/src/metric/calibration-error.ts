import type { Numbers } from '../check.ts'
import { calibrationCurve } from './calibration-curve.ts'

/** As in C. Guo et al., ICML 2017. */
const DEFAULT_BINS = 15

/**
 * How far predicted and observed shares lie apart over bins of equal width or equal count: `mean` is the expected
 * calibration error, `root-mean-square` punishes far bins, `maximum` is the worst bin (M. Naeini et al., AAAI 2015).
 * 0 to 1. Binned errors are biased up for few rows: compare models on the same rows and bins only.
 */
export function calibrationError(
  labels: Numbers,
  probabilities: Numbers,
  options: {
    readonly norm: 'mean' | 'root-mean-square' | 'maximum'
    readonly bins?: number
    readonly strategy?: 'uniform' | 'quantile'
    readonly weights?: Numbers
  },
): number {
  const { norm, ...binning } = options
  const curve = calibrationCurve(labels, probabilities, { bins: DEFAULT_BINS, ...binning })
  const total = curve.reduce((sum, { weight }) => sum + weight, 0)
  const gaps = curve.map(({ meanPredicted, observed }) => Math.abs(meanPredicted - observed))
  switch (norm) {
    case 'mean':
      return gaps.reduce((sum, gap, b) => sum + curve[b]!.weight * gap, 0) / total
    case 'root-mean-square':
      return Math.sqrt(gaps.reduce((sum, gap, b) => sum + curve[b]!.weight * gap * gap, 0) / total)
    case 'maximum':
      return total > 0 ? Math.max(...gaps) : Number.NaN
  }
}
