import * as stats from '@mlops-actions/stats'

type Call = (...args: never[]) => unknown

interface JsonPoints {
  readonly values: readonly number[]
  readonly dimensions: number
}

function points({ values, dimensions }: JsonPoints): stats.Points {
  return { values: Float64Array.from(values), dimensions }
}

/** How a case of golden/stats is called where the function gives functions back, or wants typed arrays. */
const calls: Readonly<Record<string, Call>> = {
  pcaReconstruction(reference: JsonPoints, current: JsonPoints, options: { readonly variance: number }) {
    const pca = stats.pcaReconstruction(points(reference), options)
    return { ...pca, rowErrors: pca.rowErrors(points(current)), ...pca.error(points(current)) }
  },
  weightedRocAuc: (scores: number[], labels: number[], weights: number[]) =>
    stats.weightedRocAuc(stats.presort(scores), labels, weights),
  weightedAveragePrecision: (scores: number[], labels: number[], weights: number[]) =>
    stats.weightedAveragePrecision(stats.presort(scores), labels, weights),
  weightedCalibrationError: (labels: number[], scores: number[], bins: number, weights: number[]) =>
    stats.weightedCalibrationError(stats.calibrationBins(labels, scores, bins), weights),
  normalMixture: (rho: number, side: 'two-sided' | 'greater', look: Look) =>
    atLook(stats.normalMixture(rho, side), look),
  betaBinomialMixture: (plan: Parameters<typeof stats.betaBinomialMixture>[0], look: Look) =>
    atLook(stats.betaBinomialMixture(plan), look),
  gammaExponentialMixture: (plan: Parameters<typeof stats.gammaExponentialMixture>[0], look: Look) =>
    atLook(stats.gammaExponentialMixture(plan), look),
  gammaPoissonMixture: (plan: Parameters<typeof stats.gammaPoissonMixture>[0], look: Look) =>
    atLook(stats.gammaPoissonMixture(plan), look),
  boostedTrees(
    plan: Omit<stats.BoostingPlan, 'points'> & { readonly points: JsonPoints },
    asked: JsonPoints,
  ) {
    return { predicted: stats.boostedTrees({ ...plan, points: points(plan.points) }).predict(points(asked)) }
  },
}

interface Look {
  readonly gathered: stats.Gathered
  readonly alpha: number
}

/** Evidence and bound of a mixture at one look. */
function atLook(mixture: stats.NormalMixture, { gathered, alpha }: Look) {
  return { logE: mixture.logE(gathered), bound: mixture.bound(gathered.variance, alpha) }
}

/** The function of a golden case. */
export function goldenCall(name: string): (...args: unknown[]) => unknown {
  return (calls[name] ?? (stats as unknown as Record<string, Call>)[name]!) as (...args: unknown[]) => unknown
}
