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
  boostedTrees(
    plan: Omit<stats.BoostingPlan, 'points'> & { readonly points: JsonPoints },
    asked: JsonPoints,
  ) {
    return { predicted: stats.boostedTrees({ ...plan, points: points(plan.points) }).predict(points(asked)) }
  },
}

/** The function of a golden case. */
export function goldenCall(name: string): (...args: unknown[]) => unknown {
  return (calls[name] ?? (stats as unknown as Record<string, Call>)[name]!) as (...args: unknown[]) => unknown
}
