import { type Numbers, requireFiniteValues } from '../check.ts'
import { ascending } from '../summary/ascending.ts'
import { quadraticFit } from '../special/quadratic-fit.ts'

/** Scholz and Stephens' table 2: significance levels and the coefficients of their critical values in 1/sqrt(k-1). */
const LEVELS = [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001] as const
const B0 = [0.675, 1.281, 1.645, 1.96, 2.326, 2.573, 3.085] as const
const B1 = [-0.245, 0.25, 0.678, 1.149, 1.822, 2.364, 3.615] as const
const B2 = [-0.105, -0.305, -0.362, -0.391, -0.396, -0.345, -0.154] as const

/**
 * The k-sample Anderson-Darling test that samples come from one distribution, which sees the tails that
 * Kolmogorov-Smirnov does not: F. Scholz and M. Stephens, JASA 82, 1987, midrank form, standardised, as
 * scipy.stats.anderson_ksamp. p is interpolated in their table and so never outside 0.001 to 0.25. RangeError for fewer
 * than two samples, none or one value only in all, or a value that is not finite.
 */
export function andersonDarling(samples: readonly Numbers[]): {
  readonly statistic: number
  readonly pValue: number
} {
  if (samples.length < 2) throw new RangeError(`andersonDarling: needs two samples, got ${samples.length}`)
  samples.forEach((sample, i) => requireFiniteValues('andersonDarling', `samples[${i}]`, sample))
  const sorted = samples.map(ascending)
  const pooled = Float64Array.from(sorted.flatMap((sample) => [...sample])).sort()
  if (pooled[0] === pooled.at(-1)) throw new RangeError('andersonDarling: all values are equal')
  if (pooled.length < 4) throw new RangeError('andersonDarling: needs four values in all')
  const statistic =
    (rawStatistic(sorted, pooled) - (samples.length - 1)) / Math.sqrt(nullVariance(sorted, pooled.length))
  return { statistic, pValue: tablePValue(statistic, samples.length - 1) }
}

function rawStatistic(sorted: readonly Float64Array[], pooled: Float64Array): number {
  const total = pooled.length
  const passed = sorted.map(() => 0)
  let [sum, start] = [0, 0]
  while (start < total) {
    const value = pooled[start]!
    let end = start
    while (end < total && pooled[end] === value) end++
    const ties = end - start
    const below = start + ties / 2
    const weight = below * (total - below) - (total * ties) / 4
    sorted.forEach((sample, i) => {
      const before = passed[i]!
      let after = before
      while (after < sample.length && sample[after] === value) after++
      passed[i] = after
      const gap = total * ((before + after) / 2) - below * sample.length
      sum += ((ties / total) * gap * gap) / weight / sample.length
    })
    start = end
  }
  return (sum * (total - 1)) / total
}

/** Their equation 4. */
function nullVariance(sorted: readonly Float64Array[], n: number): number {
  const k = sorted.length
  const inverse = sorted.reduce((sum, sample) => sum + 1 / sample.length, 0)
  let [harmonic, g] = [0, 0]
  for (let i = n - 1; i > 1; i--) {
    harmonic += 1 / i
    g += harmonic / (n - i + 1)
  }
  const h = harmonic + 1
  const a = (4 * g - 6) * (k - 1) + (10 - 6 * g) * inverse
  const b = (2 * g - 4) * k * k + 8 * h * k + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6
  const c = (6 * h + 2 * g - 2) * k * k + (4 * h - 4 * g + 6) * k + (2 * h - 6) * inverse + 4 * h
  const d = (2 * h + 6) * k * k - 4 * h * k
  return (a * n ** 3 + b * n * n + c * n + d) / ((n - 1) * (n - 2) * (n - 3))
}

function tablePValue(statistic: number, m: number): number {
  const critical = LEVELS.map((_, i) => B0[i]! + B1[i]! / Math.sqrt(m) + B2[i]! / m)
  if (statistic < critical[0]!) return LEVELS[0]
  if (statistic > critical.at(-1)!) return LEVELS[6]
  return Math.exp(quadraticFit(critical, LEVELS.map(Math.log))(statistic))
}
