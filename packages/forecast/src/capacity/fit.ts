import { isotonic, isotonicAt } from '@mlops-actions/stats'
import { ForecastError } from '../error.ts'

/** One moment of the service's past. */
export interface Operation {
  readonly load: number
  readonly replicas: number
  /** In the units of the objective. */
  readonly latency: number
}

export interface FittedCapacity {
  readonly perReplica: number
  /** `limit`: latency was seen to break beyond it. `most-seen`: it never broke, so a replica may carry more. */
  readonly basis: 'limit' | 'most-seen'
  /** Moments it was fitted from. */
  readonly moments: number
}

const LEAST_MOMENTS = 100
/** Share of moments over the objective that is accepted at the planned load. */
const ACCEPTED = 0.05
/** Where latency never broke: this quantile of load a replica, not the largest, which may be one odd scrape. */
const MOST_SEEN = 0.99

/**
 * Load a replica carries while latency holds, from history: the share of moments over the objective as a rising function
 * of load per replica (isotonic regression), read where it reaches 5 %.
 * @throws ForecastError `no-capacity` for too few moments, or when the objective was never held
 */
export function fitCapacity(moments: readonly Operation[], objective: number): FittedCapacity {
  const used = moments.filter(
    ({ load, replicas, latency }) =>
      Number.isFinite(load) && load > 0 && Number.isFinite(latency) && latency >= 0 && replicas > 0,
  )
  if (used.length < LEAST_MOMENTS) {
    throw new ForecastError(
      'no-capacity',
      `${used.length} moments with load, replicas and latency are too few to fit what a replica carries, expected at least ${LEAST_MOMENTS}`,
    )
  }
  const each = Float64Array.from(used, ({ load, replicas }) => load / replicas).toSorted()
  const late = Float64Array.from(
    used.toSorted((a, b) => a.load / a.replicas - b.load / b.replicas),
    ({ latency }) => (latency > objective ? 1 : 0),
  )
  const curve = isotonic(each, late)
  const place = each.findLastIndex((load) => isotonicAt(curve, load) <= ACCEPTED)
  if (place < 0) {
    throw new ForecastError(
      'no-capacity',
      `latency was over the objective of ${objective} at every load seen`,
    )
  }
  const seen = Math.ceil(MOST_SEEN * each.length) - 1
  if (place === each.length - 1) return { perReplica: each[seen]!, basis: 'most-seen', moments: used.length }
  return { perReplica: each[place]!, basis: 'limit', moments: used.length }
}
