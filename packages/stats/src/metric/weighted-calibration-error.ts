import { type Numbers, requireCount } from '../check.ts'
import { requireProbabilities } from './score-input.ts'

/** Rows in bins of predicted probability, found once for any number of weightings. */
export interface CalibrationBins {
  readonly bins: number
  /** Bin of each row. */
  readonly bin: Uint16Array
  /** Probability less label. */
  readonly gap: Float64Array
}

/**
 * Bins of equal width, as expectedCalibrationError has them: a value on an edge belongs to the lower one.
 * Source: scikit-learn calibration_curve.
 */
export function calibrationBins(labels: Numbers, probabilities: Numbers, bins = 15): CalibrationBins {
  requireProbabilities('calibrationBins', labels, probabilities)
  requireCount('calibrationBins', 'bins', bins, 1)
  if (bins > 65_536) throw new RangeError(`calibrationBins: at most 65536 bins, got ${bins}`)
  const width = 1 / bins
  const bin = new Uint16Array(labels.length)
  const gap = new Float64Array(labels.length)
  for (let i = 0; i < labels.length; i++) {
    const p = probabilities[i]!
    let k = Math.min(bins - 1, Math.floor(p * bins))
    // The edges are k * width in doubles, which the product above may miss by one.
    while (k > 0 && k * width >= p) k--
    while (k < bins - 1 && (k + 1) * width < p) k++
    bin[i] = k
    gap[i] = p - labels[i]!
  }
  return { bins, bin, gap }
}

/**
 * The expected calibration error of weighted rows in O(n), for bootstrap replicates (C. Guo et al., ICML 2017): nothing
 * is checked, the caller has done so once. NaN when no row has weight.
 */
export function weightedCalibrationError({ bins, bin, gap }: CalibrationBins, weights: Numbers): number {
  const sums = new Float64Array(bins)
  let total = 0
  for (let i = 0; i < bin.length; i++) {
    sums[bin[i]!]! += weights[i]! * gap[i]!
    total += weights[i]!
  }
  let error = 0
  for (const sum of sums) error += Math.abs(sum)
  return error / total
}
