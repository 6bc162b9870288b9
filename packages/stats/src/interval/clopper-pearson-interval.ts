import { requireCount, requireFraction } from '../check.ts'
import { betaQuantile } from '../special/beta-quantile.ts'
import type { Range } from './range.ts'

/**
 * The exact interval of a proportion (C. Clopper and E. Pearson, Biometrika 26, 1934): covers at least `level` always,
 * and usually more. RangeError unless 0 <= successes <= n, n >= 1 and both are whole.
 */
export function clopperPearsonInterval(successes: number, n: number, level: number): Range {
  requireCount('clopperPearsonInterval', 'n', n, 1)
  requireCount('clopperPearsonInterval', 'successes', successes)
  if (successes > n) throw new RangeError(`clopperPearsonInterval: ${successes} successes of ${n}`)
  requireFraction('clopperPearsonInterval', 'level', level)
  const tail = (1 - level) / 2
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, successes, n - successes + 1),
    high: successes === n ? 1 : betaQuantile(1 - tail, successes + 1, n - successes),
  }
}
