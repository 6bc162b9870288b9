import { binomialTerm } from './saddle-point.ts'

/** Above this n the expansion of the sum is used, whose relative error is of order 1/n (as scipy.special.smirnov). */
const LARGEST_SUMMED_N = 1_000_000

/**
 * P(D+ >= x) of the one-sided one-sample Kolmogorov-Smirnov statistic for n values (Birnbaum and Tingey, 1951):
 * x * sum over j <= n(1-x) of C(n,j) (x + j/n)^(j-1) (1 - x - j/n)^(n-j).
 */
export function smirnovSurvival(n: number, x: number): number {
  if (x <= 0) return 1
  if (x >= 1) return 0
  if (n > LARGEST_SUMMED_N) return Math.exp(-((6 * n * x + 1) ** 2) / (18 * n))
  const last = Math.floor(n * (1 - x))
  let sum = 0
  for (let j = 0; j <= last; j++) {
    const p = x + j / n
    const q = 1 - p
    if (q < 0) break
    sum += binomialTerm(j, n, p, q) / p
  }
  return Math.min(1, x * sum)
}
