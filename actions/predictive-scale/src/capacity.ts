import type { TimeWindow } from '@mlops-actions/adapters'
import type { Runtime } from '@mlops-actions/core'
import { type Capacity, fitCapacity, type Sample } from '@mlops-actions/forecast'
import { readHistory } from './history.ts'
import type { ScaleInputs } from './inputs.ts'
import type { Settings } from './settings.ts'

/** What a replica carries, and how that is known. */
export interface KnownCapacity extends Capacity {
  readonly basis: string
}

/** @throws ForecastError `no-capacity`, and what the sources of latency and replicas raise */
export async function capacityOf(
  settings: Settings,
  load: readonly Sample[],
  window: TimeWindow,
  inputs: ScaleInputs,
  runtime: Runtime,
): Promise<KnownCapacity> {
  const { spec, utilisation, stepMs } = settings
  if ('per_replica' in spec.capacity) {
    return { perReplica: spec.capacity.per_replica, utilisation, basis: 'given by the policy' }
  }
  const { objective, latency, replicas } = spec.capacity
  const slot = ([at]: Sample) => Math.floor(at / stepMs)
  const bySlot = (samples: readonly Sample[]) =>
    new Map(samples.map((sample) => [slot(sample), sample[1]] as const))
  const latencies = bySlot(await readHistory(latency, window, inputs, runtime))
  const counts = bySlot(await readHistory(replicas, window, inputs, runtime))
  const moments = load.flatMap((sample) => {
    const seen = { latency: latencies.get(slot(sample)), replicas: counts.get(slot(sample)) }
    if (seen.latency === undefined || seen.replicas === undefined) return []
    return [{ load: sample[1], latency: seen.latency, replicas: seen.replicas }]
  })
  const fitted = fitCapacity(moments, objective)
  const how = {
    limit: `fitted: latency breaks ${objective} beyond it`,
    'most-seen': `the most ever seen: latency never broke ${objective}`,
  }[fitted.basis]
  return { perReplica: fitted.perReplica, utilisation, basis: `${how} (${fitted.moments} moments)` }
}
