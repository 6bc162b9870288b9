/** A rate of each group, compared without a sign. */
export interface RateGap {
  /** Largest minus smallest; 0 is equal. */
  readonly difference: number
  /** Smallest by largest; 1 is equal. The four-fifths rule asks for 0.8. */
  readonly ratio: number
}

/**
 * The gap of a rate between groups, Fairlearn's `between_groups`: demographic parity on selectionRate, equal
 * opportunity on truePositiveRate, predictive parity on positivePredictiveValue, accuracy parity on accuracy. With
 * `overall`, Fairlearn's `to_overall`: each group against the rate of all rows, the worst one, ratios folded to at most
 * 1. Both NaN if any rate is: a group that cannot be judged must be left out by name, not by arithmetic. A ratio of 0
 * by 0 is NaN. RangeError for fewer than two groups (one with `overall`).
 */
export function rateGap(rates: readonly number[], overall?: number): RateGap {
  if (rates.length < (overall === undefined ? 2 : 1)) {
    throw new RangeError(`rateGap: needs two groups to compare, got ${rates.length}`)
  }
  if (rates.some(Number.isNaN)) return { difference: Number.NaN, ratio: Number.NaN }
  if (overall === undefined) {
    const [smallest, largest] = [Math.min(...rates), Math.max(...rates)]
    return { difference: largest - smallest, ratio: smallest / largest }
  }
  return {
    difference: Math.max(...rates.map((rate) => Math.abs(rate - overall))),
    ratio: Math.min(...rates.map((rate) => Math.min(rate / overall, overall / rate))),
  }
}
