import type { RateGap } from './rate-gap.ts'

/**
 * A group's rate against a reference group's, with its sign: group minus reference and group by reference, the
 * convention of AIF360 (statistical_parity_difference, disparate_impact_ratio, equal_opportunity_difference with the
 * unprivileged as group) and Aequitas (disparity). Amazon Clarify's DPPL, RD, DAR and AD are the negative of it; its
 * DCR, SD, DRR and TE are not. NaN where a rate is; a ratio to 0 is infinite.
 */
export function signedGap(group: number, reference: number): RateGap {
  return { difference: group - reference, ratio: group / reference }
}
