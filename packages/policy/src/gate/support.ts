import type { Sample } from './evidence/sample.ts'
import { inconclusive, ok } from './problem.ts'
import type { Problem, Result } from './problem.ts'

/** Rows a rule or a slice needs before anything is said of it. */
export const DEFAULT_MIN_SUPPORT = 30

/** The sample, if it is large enough; made only then. */
export function enough(n: number, least: number, sample: () => Sample): Result<Sample> {
  if (n >= least) return ok(sample())
  return tooFew(n, least)
}

/** Fewer rows than the policy asks for before it believes anything. */
export function tooFew(n: number, least: number): { readonly ok: false; readonly problem: Problem } {
  return inconclusive(
    `${n} ${n === 1 ? 'row is' : 'rows are'} too few, ${least} are needed`,
    `Bring ${least - n} more rows, or lower \`min_support\` where so few rows may speak.`,
  )
}

/** Enough rows, but so unequal in weight that they are worth fewer (Kish's effective size). */
export function tooLight(
  n: number,
  worth: number,
  least: number,
): { readonly ok: false; readonly problem: Problem } {
  return inconclusive(
    `by their weights the ${n} rows are worth ${worth.toPrecision(3)}, ${least} are needed`,
    'Bring more rows, cap the largest weights, or lower `min_support` where so few rows may speak.',
  )
}
