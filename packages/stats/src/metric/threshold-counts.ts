import type { Numbers } from '../check.ts'
import type { Presorted } from './presort.ts'

/** Weight of true and false positives when everything scored at or above each distinct score is called positive. */
export interface ThresholdCounts {
  /** Descending. */
  readonly thresholds: readonly number[]
  readonly truePositives: readonly number[]
  readonly falsePositives: readonly number[]
}

export function thresholdCounts(
  { order, lastOfTies }: Presorted,
  labels: Numbers,
  scores: Numbers,
  weights: Numbers,
): ThresholdCounts {
  const thresholds: number[] = []
  const truePositives: number[] = []
  const falsePositives: number[] = []
  let [tp, fp] = [0, 0]
  for (let k = order.length - 1; k >= 0; k--) {
    const row = order[k]!
    if (labels[row] === 1) tp += weights[row]!
    else fp += weights[row]!
    if (k > 0 && lastOfTies[k - 1] === 0) continue
    thresholds.push(scores[row]!)
    truePositives.push(tp)
    falsePositives.push(fp)
  }
  return { thresholds, truePositives, falsePositives }
}
