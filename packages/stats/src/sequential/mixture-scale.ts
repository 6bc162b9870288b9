import { requireFraction, requirePositive } from '../check.ts'

/**
 * The scale rho that makes a two-sided normal mixture tightest near the intrinsic time `at` for level `alpha`:
 * at / (2 log(1/alpha) + log(1 + 2 log(1/alpha))) (S. Howard et al., Annals of Statistics 49, 2021, proposition 3, with
 * its closed-form approximation of Lambert's W; confseq's best_rho). Any positive value is valid.
 */
export function mixtureScale(at: number, alpha: number): number {
  requirePositive('mixtureScale', 'at', at)
  requireFraction('mixtureScale', 'alpha', alpha)
  const evidence = 2 * Math.log(1 / alpha)
  return at / (evidence + Math.log1p(evidence))
}
