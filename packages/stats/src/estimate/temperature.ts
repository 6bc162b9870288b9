import { type Numbers, requireCodes, requireFiniteValues, requireSameLength } from '../check.ts'
import { findRoot } from '../special/find-root.ts'

/** Temperatures outside are as good as all classes alike, or one class certain. */
const HOTTEST = 1e3
const COLDEST = 1e-3

/**
 * The temperature T that makes softmax(logits / T) fit the labels best in log loss: one number that calibrates a
 * classifier without changing its decisions (C. Guo et al., "On calibration of modern neural networks", ICML 2017).
 * `logits` hold an array a class (logs of probabilities do), labels are codes of classes. The loss is convex in 1/T;
 * its derivative's zero is found to the last bit, or the end of 0.001..1000 it lies beyond. RangeError for fewer than
 * two classes, logits not finite, labels beyond the classes, or lengths that differ.
 */
export function temperature(labels: Numbers, logits: readonly Numbers[]): number {
  const at = 'temperature'
  requireCodes(at, 'labels', labels)
  if (logits.length < 2) throw new RangeError(`${at}: needs two classes, got ${logits.length}`)
  logits.forEach((one, k) => {
    requireSameLength(at, 'labels', labels, `logits[${k}]`, one)
    requireFiniteValues(at, `logits[${k}]`, one)
  })
  for (let i = 0; i < labels.length; i++) {
    if (labels[i]! >= logits.length)
      throw new RangeError(`${at}: labels[${i}] is ${labels[i]} of ${logits.length} classes`)
  }
  const slope = (inverse: number) => {
    let sum = 0
    for (let i = 0; i < labels.length; i++) sum += meanLogit(logits, i, inverse) - logits[labels[i]!]![i]!
    return sum
  }
  if (slope(1 / HOTTEST) >= 0) return HOTTEST
  if (slope(1 / COLDEST) <= 0) return COLDEST
  return 1 / findRoot(slope, 1 / HOTTEST, 1 / COLDEST)
}

/** Of row i, by the probabilities at an inverse temperature. */
function meanLogit(logits: readonly Numbers[], i: number, inverse: number): number {
  let most = -Infinity
  for (const one of logits) most = Math.max(most, one[i]!)
  let [weight, sum] = [0, 0]
  for (const one of logits) {
    const term = Math.exp(inverse * (one[i]! - most))
    weight += term
    sum += term * one[i]!
  }
  return sum / weight
}
