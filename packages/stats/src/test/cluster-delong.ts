import {
  type Numbers,
  requireBinary,
  requireCodes,
  requireFiniteValues,
  requireSameLength,
} from '../check.ts'
import { type DeLong, placements, rowsByLabel } from './delong.ts'

/**
 * DeLong's AUCs and covariance for rows that come in clusters, such as several visits of one patient: N. Obuchowski,
 * "Nonparametric analysis of clustered ROC curve data", Biometrics 53, 1997. Rows of a cluster may be positive,
 * negative or both. Clusters of one row give delong. `clusters` are codes. RangeError unless two clusters hold
 * positives and two negatives.
 */
export function clusterDelong(labels: Numbers, scores: readonly Numbers[], clusters: Numbers): DeLong {
  const at = 'clusterDelong'
  requireBinary(at, 'labels', labels)
  requireCodes(at, 'clusters', clusters)
  requireSameLength(at, 'labels', labels, 'clusters', clusters)
  if (scores.length === 0) throw new RangeError(`${at}: no scores`)
  const [positives, negatives] = rowsByLabel(labels)
  const clusterOf = new Map<number, number>()
  for (let i = 0; i < clusters.length; i++) {
    if (!clusterOf.has(clusters[i]!)) clusterOf.set(clusters[i]!, clusterOf.size)
  }
  const ofRows = (rows: Uint32Array) => Uint32Array.from(rows, (row) => clusterOf.get(clusters[row]!)!)
  const [positiveIn, negativeIn] = [ofRows(positives), ofRows(negatives)]
  const [withPositives, withNegatives] = [new Set(positiveIn).size, new Set(negativeIn).size]
  if (withPositives < 2 || withNegatives < 2) {
    throw new RangeError(
      `${at}: needs two clusters with each class, got ${withPositives} with positives, ${withNegatives} with negatives`,
    )
  }
  const [m, n, all] = [positives.length, negatives.length, clusterOf.size]
  const parts = scores.map((score, i) => {
    requireSameLength(at, 'labels', labels, `scores[${i}]`, score)
    requireFiniteValues(at, `scores[${i}]`, score)
    const { ofPositives, ofNegatives } = placements(score, positives, negatives)
    const auc = ofPositives.reduce((sum, value) => sum + value, 0) / m
    return {
      auc,
      positive: residualSums(ofPositives, positiveIn, auc, all),
      negative: residualSums(ofNegatives, negativeIn, auc, all),
    }
  })
  const covariance = parts.map((left) =>
    parts.map(
      (right) =>
        ((withPositives / (withPositives - 1)) * dot(left.positive, right.positive)) / (m * m) +
        ((withNegatives / (withNegatives - 1)) * dot(left.negative, right.negative)) / (n * n) +
        ((all / (all - 1)) * (dot(left.positive, right.negative) + dot(left.negative, right.positive))) /
          (m * n),
    ),
  )
  return { auc: parts.map(({ auc }) => auc), covariance }
}

/** Sum of (placement - auc) in each cluster. */
function residualSums(
  placed: Float64Array,
  clusterOf: Uint32Array,
  auc: number,
  clusters: number,
): Float64Array {
  const sums = new Float64Array(clusters)
  placed.forEach((value, i) => {
    sums[clusterOf[i]!]! += value - auc
  })
  return sums
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
