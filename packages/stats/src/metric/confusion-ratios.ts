import type { ConfusionMatrix } from './confusion-matrix.ts'

/** Every ratio of a 2x2 table that has a name. NaN is "undefined here": a group without positives has no recall. */
export interface ConfusionRatios {
  readonly accuracy: number
  readonly precision: number
  readonly recall: number
  readonly specificity: number
  readonly f1: number
  readonly balancedAccuracy: number
  readonly matthews: number
  /** Share predicted positive. */
  readonly selectionRate: number
  readonly falsePositiveRate: number
}

/**
 * The ratios as scikit-learn defines them with `zero_division=nan`: where it would warn and say 0 (recall without
 * positives), this says NaN, because a made-up 0 has moved fairness gaps by 0.75. Matthews is 0 for a constant
 * prediction, its limit and scikit-learn's value.
 */
export function confusionRatios({ tp, fp, tn, fn }: ConfusionMatrix): ConfusionRatios {
  const total = tp + fp + tn + fn
  const recall = tp / (tp + fn)
  const specificity = tn / (tn + fp)
  const margins = Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn)
  return {
    accuracy: (tp + tn) / total,
    precision: tp / (tp + fp),
    recall,
    specificity,
    f1: (2 * tp) / (2 * tp + fp + fn),
    balancedAccuracy: (recall + specificity) / 2,
    matthews: total > 0 && margins === 0 ? 0 : (tp * tn - fp * fn) / margins,
    selectionRate: (tp + fp) / total,
    falsePositiveRate: fp / (fp + tn),
  }
}
