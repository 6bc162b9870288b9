import { type Numbers, requireCount, requireFiniteValues, requireFraction } from '../check.ts'
import type { Range } from '../interval/range.ts'
import { moments } from '../summary/moments.ts'
import { mixtureScale } from './mixture-scale.ts'

/** An asymptotic method knows nothing from fewer looks. */
const FEWEST_LOOKS = 10
/** Above this correlation of neighbours even the corrected variance is several times too small. */
const MOST_AUTOCORRELATION = 0.6

/** What paired looks say of the mean of their differences. */
export type PairedMeanVerdict =
  | { readonly kind: 'too-few-looks'; readonly looks: number; readonly needed: number }
  /** Lengthen the interval between looks: neighbours say much the same. */
  | { readonly kind: 'autocorrelated'; readonly lag1: number; readonly most: number }
  | ({ readonly kind: 'sequence'; readonly estimate: number; readonly lag1: number } & Range)

/**
 * An asymptotic confidence sequence of a mean, valid at every look from the tenth on: normal mixture of I. Waudby-Smith
 * et al., Annals of Statistics 52, 2024 (arXiv 2103.06476). Feed one value a look, log(canary mean) - log(stable mean)
 * of the same minutes: shocks of load cancel, exp of the ends is the ratio. Looks that depend on their neighbours make
 * a plain sequence alarm at 13 % for a nominal 1 %, so the variance is the largest of the sample's, the Newey-West
 * long-run one with ceil(2 t^(1/3)) lags, and that of a first-order autoregression, times 1 + 2 lags / t; beyond a
 * lag-1 correlation of 0.6 (corrected for short series) it refuses. Seen false alarms are in
 * bench/results/sequential.json. RangeError for a value that is not finite.
 */
export function pairedMeanSequence(
  differences: Numbers,
  options: {
    readonly alpha: number
    /** Look at which the sequence is tightest. */
    readonly tightestAt?: number
  },
): PairedMeanVerdict {
  const { alpha, tightestAt = 30 } = options
  requireFraction('pairedMeanSequence', 'alpha', alpha)
  requireCount('pairedMeanSequence', 'tightestAt', tightestAt, 1)
  requireFiniteValues('pairedMeanSequence', 'differences', differences, 0)
  const looks = differences.length
  if (looks < FEWEST_LOOKS) return { kind: 'too-few-looks', looks, needed: FEWEST_LOOKS }
  const { mean, variance } = moments(differences)
  const covariance = (lag: number) => {
    let sum = 0
    for (let t = lag; t < looks; t++) sum += (differences[t]! - mean) * (differences[t - lag]! - mean)
    return sum / looks
  }
  const lag1 = variance === 0 ? 0 : corrected(covariance(1) / covariance(0), looks)
  if (lag1 > MOST_AUTOCORRELATION) return { kind: 'autocorrelated', lag1, most: MOST_AUTOCORRELATION }
  const lags = Math.ceil(2 * Math.cbrt(looks))
  let longRun = covariance(0)
  for (let lag = 1; lag <= Math.min(lags, looks - 1); lag++) {
    longRun += 2 * (1 - lag / (lags + 1)) * covariance(lag)
  }
  const used = Math.max(variance, longRun, (variance * (1 + lag1)) / (1 - lag1)) * (1 + (2 * lags) / looks)
  const scale = 1 / mixtureScale(tightestAt, alpha)
  const half = Math.sqrt(
    used *
      ((2 * (looks * scale + 1)) / (looks * looks * scale)) *
      Math.log(Math.sqrt(looks * scale + 1) / alpha),
  )
  return { kind: 'sequence', estimate: mean, low: mean - half, high: mean + half, lag1 }
}

/** Kendall's correction (Biometrika 41, 1954): in short series the plain estimate is far too small. */
function corrected(lag1: number, looks: number): number {
  return lag1 + (1 + 3 * lag1) / looks
}
