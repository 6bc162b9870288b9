import type { GroupRates } from './group-rates.ts'

/**
 * AIF360's average odds of a group against a reference: the mean of the gaps in false and true positive rates, with
 * sign (`difference`, where opposite gaps cancel) and without (`error`). NaN where a rate is.
 */
export function averageOdds(
  group: GroupRates,
  reference: GroupRates,
): { readonly difference: number; readonly error: number } {
  const hits = group.truePositiveRate - reference.truePositiveRate
  const alarms = group.falsePositiveRate - reference.falsePositiveRate
  return { difference: (alarms + hits) / 2, error: (Math.abs(alarms) + Math.abs(hits)) / 2 }
}
