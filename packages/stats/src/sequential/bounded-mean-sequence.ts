import { type Numbers, requireFraction, requireProbability } from '../check.ts'
import type { Range } from '../interval/range.ts'

/** Bets above this share of what could be lost are not made. */
const MOST_BET = 0.5

/**
 * The means that values from 0 to 1 so far do not refute at `alpha`, valid at every look at once, whatever their law
 * and even if they depend on the past (their conditional means must agree): the predictable plug-in empirical-Bernstein
 * sequence of I. Waudby-Smith and A. Ramdas, JRSS B 86, 2024, theorem 2, as confseq's predmix_empbern_twosided_cs. For
 * scores, shares and losses with known ends; asymptotic sequences are tighter where those hold. No values: 0 to 1.
 * RangeError for a value outside 0..1.
 */
export function boundedMeanSequence(values: Numbers, alpha: number): Range {
  requireFraction('boundedMeanSequence', 'alpha', alpha)
  for (let i = 0; i < values.length; i++)
    requireProbability('boundedMeanSequence', `values[${i}]`, values[i]!)
  const low = lowerEnd(values.length, (i) => values[i]!, alpha / 2)
  return { low, high: 1 - lowerEnd(values.length, (i) => 1 - values[i]!, alpha / 2) }
}

function lowerEnd(n: number, value: (i: number) => number, alpha: number): number {
  const evidence = Math.log(1 / alpha)
  let [sum, squares] = [0, 0]
  /** Before the first value a mean of 1/2 and a variance of 1/4 are supposed, worth one value. */
  let [supposedMean, variance] = [0.5, 0.25]
  let [bets, won, spent] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    const t = i + 1
    const bet = Math.min(MOST_BET, Math.sqrt((2 * evidence) / (t * Math.log(1 + t) * variance)))
    const before = i === 0 ? 0 : sum / i
    const x = value(i)
    bets += bet
    won += bet * x
    spent += (x - before) ** 2 * (-Math.log1p(-bet) - bet)
    sum += x
    supposedMean = Math.min((0.5 + sum) / (t + 1), 1)
    squares += (x - supposedMean) ** 2
    variance = (0.25 + squares) / (t + 1)
  }
  return n === 0 ? 0 : Math.max(0, (won - evidence - spent) / bets)
}
