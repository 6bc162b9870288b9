import type { GroupRates } from './group-rates.ts'
import { type RateGap, rateGap } from './rate-gap.ts'

/**
 * The gap of true and of false positive rates together (M. Hardt, E. Price, N. Srebro, NIPS 2016): the worse of the two
 * (Fairlearn's `worst_case`) or their mean. NaN if any group lacks positives or negatives. RangeError for one group.
 */
export function equalizedOdds(groups: readonly GroupRates[], combine: 'worst' | 'mean' = 'worst'): RateGap {
  const hits = rateGap(groups.map((group) => group.truePositiveRate))
  const alarms = rateGap(groups.map((group) => group.falsePositiveRate))
  switch (combine) {
    case 'worst':
      return {
        difference: Math.max(hits.difference, alarms.difference),
        ratio: Math.min(hits.ratio, alarms.ratio),
      }
    case 'mean':
      return {
        difference: (hits.difference + alarms.difference) / 2,
        ratio: (hits.ratio + alarms.ratio) / 2,
      }
  }
}
