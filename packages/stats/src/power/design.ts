import { requireFinite, requireFraction, requirePositive, requireProbability } from '../check.ts'
import { normalQuantile } from '../special/normal-quantile.ts'

/** What is compared, and how much it scatters. `sd`s are above 0, `ratio` is rows of group 2 a row of group 1. */
export type Design =
  /** Row-by-row differences of a mean, with their standard deviation. */
  | { readonly kind: 'paired-means'; readonly sd: number }
  /** Share of rows that the two models judge differently. */
  | { readonly kind: 'paired-proportions'; readonly discordance: number }
  | { readonly kind: 'two-means'; readonly sd1: number; readonly sd2: number; readonly ratio?: number }
  | { readonly kind: 'two-proportions'; readonly p1: number; readonly p2: number; readonly ratio?: number }

/** One-sided: H0 says "the difference is at most -margin". */
export interface Question {
  readonly margin: number
  /** The true difference, default 0 (for two proportions p1 - p2). */
  readonly difference?: number
  readonly alpha: number
}

/** What the estimate of the difference has as variance with `n` rows (of group 1), times n. */
export function variancePerRow(where: string, design: Design, difference: number): number {
  switch (design.kind) {
    case 'paired-means':
      requirePositive(where, 'sd', design.sd)
      return design.sd ** 2
    case 'paired-proportions':
      requireProbability(where, 'discordance', design.discordance)
      if (design.discordance < Math.abs(difference)) {
        throw new RangeError(
          `${where}: discordance ${design.discordance} is below |difference| ${difference}`,
        )
      }
      return design.discordance - difference ** 2
    case 'two-means':
      requirePositive(where, 'sd1', design.sd1)
      requirePositive(where, 'sd2', design.sd2)
      return design.sd1 ** 2 + design.sd2 ** 2 / ratioOf(where, design)
    case 'two-proportions':
      requireProbability(where, 'p1', design.p1)
      requireProbability(where, 'p2', design.p2)
      return design.p1 * (1 - design.p1) + (design.p2 * (1 - design.p2)) / ratioOf(where, design)
  }
}

function ratioOf(where: string, { ratio = 1 }: { readonly ratio?: number }): number {
  requirePositive(where, 'ratio', ratio)
  return ratio
}

/** Rows that estimating the standard deviation costs a t-test: W. Guenther, American Statistician 35, 1981. */
export function rowsLostToSd({ kind }: Design, alpha: number): number {
  const square = normalQuantile(1 - alpha) ** 2
  switch (kind) {
    case 'paired-means':
      return square / 2
    case 'two-means':
      return square / 4
    case 'paired-proportions':
    case 'two-proportions':
      return 0
  }
}

/** The true difference the design implies. */
export function differenceOf(
  where: string,
  design: Design,
  question: { readonly difference?: number },
): number {
  const difference = question.difference ?? (design.kind === 'two-proportions' ? design.p1 - design.p2 : 0)
  requireFinite(where, 'difference', difference)
  return difference
}

export function requireAlpha(where: string, alpha: number): void {
  requireFraction(where, 'alpha', alpha)
}
