import { type Numbers, requireFiniteValues } from '../check.ts'
import { scaledBesselKQuarter } from '../special/bessel-k-quarter.ts'
import { logGamma } from '../special/log-gamma.ts'
import { midranks } from '../summary/midranks.ts'
import { cramerVonMisesExact } from './cramer-von-mises-exact.ts'

/** As scipy: the exact distribution only where it is cheap and needed. */
const EXACT_ROWS = 20
/** Where the series of the limit is zero to all digits. */
const LEAST_STATISTIC = 0.003

/**
 * The two-sample Cramer-von Mises test: squared gaps of the two distribution functions, all along, where
 * Kolmogorov-Smirnov takes the largest (T. Anderson, Ann. Math. Stat. 33, 1962; scipy.stats.cramervonmises_2samp). p is
 * exact while both samples have at most 20 values (conservative with ties), else of the limit, standardised.
 * RangeError for no values or one that is not finite.
 */
export function cramerVonMises(
  reference: Numbers,
  current: Numbers,
  method: 'auto' | 'exact' | 'asymptotic' = 'auto',
): { readonly statistic: number; readonly pValue: number } {
  requireFiniteValues('cramerVonMises', 'reference', reference, 2)
  requireFiniteValues('cramerVonMises', 'current', current, 2)
  const [m, n] = [reference.length, current.length]
  const total = m + n
  const ranks = midranks(Float64Array.from([...Array.from(reference), ...Array.from(current)]))
  const u = m * squares(ranks.slice(0, m).sort()) + n * squares(ranks.slice(m).sort())
  const statistic = u / (m * n * total) - (4 * m * n - 1) / (6 * total)
  const exact = method === 'exact' || (method === 'auto' && Math.max(m, n) <= EXACT_ROWS)
  if (exact) return { statistic, pValue: cramerVonMisesExact(u, m, n) }
  const mean = (1 + 1 / total) / 6
  const variance =
    ((total + 1) * (4 * m * n * total - 3 * (m * m + n * n) - 2 * m * n)) / (45 * total * total * 4 * m * n)
  const standardised = 1 / 6 + (statistic - mean) / Math.sqrt(45 * variance)
  return { statistic, pValue: standardised < LEAST_STATISTIC ? 1 : limitSurvival(standardised) }
}

function squares(sortedRanks: Float64Array): number {
  return sortedRanks.reduce((sum, rank, i) => sum + (rank - (i + 1)) ** 2, 0)
}

/** One minus equation 1.3 of S. Csorgo and J. Faraway, JRSS B 58, 1996. */
function limitSurvival(x: number): number {
  let sum = 0
  for (let k = 0; ; k++) {
    const y = 4 * k + 1
    const q = (y * y) / (16 * x)
    const factor = Math.exp(logGamma(k + 0.5) - logGamma(k + 1)) / (Math.PI ** 1.5 * Math.sqrt(x))
    const term = factor * Math.sqrt(y) * Math.exp(-2 * q) * scaledBesselKQuarter(q)
    sum += term
    if (term < 1e-17) return Math.max(0, Math.min(1, 1 - sum))
  }
}
