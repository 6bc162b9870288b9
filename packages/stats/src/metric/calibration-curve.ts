import { type Numbers, requireCount, requireWeights, requireSameLength } from '../check.ts'
import { quantile } from '../summary/quantile.ts'
import { requireProbabilities } from './score-input.ts'

/** One bin of predicted probability that holds rows. */
export interface CalibrationBin {
  readonly meanPredicted: number
  /** Share of positive rows. */
  readonly observed: number
  /** Weight of its rows. */
  readonly weight: number
}

/**
 * Mean prediction against observed share in bins of equal width (`uniform`) or equal count (`quantile`), empty ones
 * left out: scikit-learn's calibration_curve. A value on an edge belongs to the lower bin.
 */
export function calibrationCurve(
  labels: Numbers,
  probabilities: Numbers,
  options: {
    readonly bins?: number
    readonly strategy?: 'uniform' | 'quantile'
    readonly weights?: Numbers
  } = {},
): readonly CalibrationBin[] {
  const { bins = 10, strategy = 'uniform', weights } = options
  requireProbabilities('calibrationCurve', labels, probabilities)
  requireCount('calibrationCurve', 'bins', bins, 1)
  if (weights) {
    requireSameLength('calibrationCurve', 'labels', labels, 'weights', weights)
    requireWeights('calibrationCurve', 'weights', weights)
  }
  const edges = innerEdges(probabilities, bins, strategy)
  const sums = Array.from({ length: bins }, () => ({ predicted: 0, positive: 0, weight: 0 }))
  for (let i = 0; i < labels.length; i++) {
    const bin = sums[binOf(edges, probabilities[i]!)]!
    const weight = weights ? weights[i]! : 1
    bin.predicted += weight * probabilities[i]!
    bin.positive += weight * labels[i]!
    bin.weight += weight
  }
  return sums
    .filter((bin) => bin.weight > 0)
    .map(({ predicted, positive, weight }) => ({
      meanPredicted: predicted / weight,
      observed: positive / weight,
      weight,
    }))
}

function innerEdges(probabilities: Numbers, bins: number, strategy: 'uniform' | 'quantile'): Float64Array {
  const sorted = strategy === 'quantile' ? Float64Array.from(probabilities).sort() : undefined
  // i * (1/bins), as numpy's linspace computes it: i/bins differs in the last bit.
  return Float64Array.from({ length: bins - 1 }, (_, i) => {
    const share = (i + 1) * (1 / bins)
    return sorted ? quantile(sorted, share) : share
  })
}

/** How many edges lie strictly below the value. */
function binOf(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (edges[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
