import { type Numbers, requireBinary, requireFinite, requireSameLength } from '../check.ts'

/**
 * Inequality between individuals of the benefit b = 1 + predicted - label (T. Speicher et al., KDD 2018): generalised
 * entropy of order alpha; 1 is the Theil index, 2 (default) half the squared coefficient of variation, as AIF360. 0 is
 * equal. RangeError unless labels and predictions are 0 or 1; NaN when nobody benefits.
 */
export function generalizedEntropy(labels: Numbers, predicted: Numbers, alpha = 2): number {
  requireBinary('generalizedEntropy', 'labels', labels)
  requireBinary('generalizedEntropy', 'predicted', predicted)
  requireSameLength('generalizedEntropy', 'labels', labels, 'predicted', predicted)
  requireFinite('generalizedEntropy', 'alpha', alpha)
  const benefit = Float64Array.from({ length: labels.length }, (_, i) => 1 + predicted[i]! - labels[i]!)
  const n = benefit.length
  const mean = benefit.reduce((sum, value) => sum + value, 0) / n
  const average = (term: (share: number) => number) =>
    benefit.reduce((sum, value) => sum + term(value / mean), 0) / n
  if (alpha === 1) return average((share) => (share === 0 ? 0 : share * Math.log(share)))
  if (alpha === 0) return -average(Math.log)
  return average((share) => share ** alpha - 1) / (alpha * (alpha - 1))
}
