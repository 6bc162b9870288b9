import {
  dayToDay,
  type Forecast,
  forecastLoad,
  forecastsOf,
  type Limits,
  type MemberName,
  members,
  planOf,
  replay,
  trustIn,
} from '@mlops-actions/forecast'
import type { Measured } from '../result.ts'
import { askPeers } from './peers.ts'
import { readTraces, type Trace } from './traces.ts'

const HISTORY_DAYS = 28
const LEVEL = 0.95
/** Every n-th origin is also given to the Python peers, which take seconds each. */
const PEER_EVERY = 20

const STARTUP_MS = 180_000
/** A service whose peak takes twenty replicas, each three minutes to start. */
const limits: Limits = {
  min: 1,
  max: 1_000,
  leadSlots: 1,
  holdSlots: 1,
  upPerSlot: Infinity,
  downPerSlot: Infinity,
}

/**
 * Rolling-origin forecasts 24 hours ahead: the pool beside each of its members, "as last week", a reactive autoscaler,
 * and statsforecast's AutoETS and MSTL and a Prophet-like regression. Needs a Python with statsforecast (BENCH_PYTHON).
 */
export async function forecast(): Promise<Measured> {
  const figures: Record<string, number> = {}
  const targets: Record<string, number> = {}
  for (const trace of await readTraces()) {
    const seen = await measure(trace)
    for (const [name, value] of Object.entries(seen)) figures[`${trace.name}.${name}`] = round(value)
    targets[`${trace.name}.overBestMember`] = 1.05
    targets[`${trace.name}.overNaive`] = 0.999
    // 92 to 97 % of hourly peaks.
    targets[`${trace.name}.coverageFrom94.5`] = 0.025
  }
  return { figures, targets }
}

async function measure(trace: Trace): Promise<Readonly<Record<string, number>>> {
  const { values, day } = trace
  const origins: number[] = []
  for (let at = trace.training * day; at + day <= values.length; at += Math.round(trace.stride * day))
    origins.push(at)
  const capacity = { perReplica: Math.max(...values) / 20, utilisation: 0.8 }
  const service = { ...capacity, min: limits.min, max: limits.max, startupMs: STARTUP_MS }
  const losses = new Map<string, number[]>()
  const add = (name: string, loss: number) => losses.set(name, [...(losses.get(name) ?? []), loss])
  const total = { hours: 0, held: 0, bound: 0, peak: 0, trusted: 0, cpu: 0 }
  const ways = { planned: { have: 0, short: 0, need: 0 }, reactive: { have: 0, short: 0, need: 0 } }
  const asked: { readonly history: Float64Array; readonly actual: Float64Array; readonly scale: number }[] =
    []
  for (const [index, origin] of origins.entries()) {
    const history = values.slice(Math.max(0, origin - HISTORY_DAYS * day), origin)
    const actual = values.subarray(origin, origin + day)
    const scale = dayToDay({ values: history, day })
    const started = process.cpuUsage()
    const found = forecastLoad(
      { values: history, known: new Uint8Array(history.length).fill(1), measured: 1 },
      day,
      day,
      LEVEL,
    )
    const used = process.cpuUsage(started)
    total.cpu += (used.user + used.system) / 1e6
    add('pool', scaled(found.expected, actual, scale))
    for (const [name, said] of forecastsOf({ values: history, day }, members, day))
      add(name, scaled(said, actual, scale))
    countPeaks(found, actual, day, total)
    total.trusted += trustIn(found.accuracy, LEVEL).trusted ? 1 : 0
    const alone = new Int32Array(day).fill(limits.min)
    for (const [way, floors] of [
      ['planned', planOf(found.upper, capacity, limits).replicas],
      ['reactive', alone],
    ] as const) {
      const outcome = replay(actual, floors, service, trace.stepMs)
      ways[way].have += outcome.replicaHours
      ways[way].need += outcome.replicaHours / (1 + outcome.excess)
      ways[way].short += outcome.shortMinutes
    }
    if (index % PEER_EVERY === 0) asked.push({ history, actual, scale })
  }
  const mean = (name: string) => average(losses.get(name) ?? [])
  const names = members.map(({ name }) => name).filter((name) => losses.get(name)?.length === origins.length)
  const best = Math.min(...names.map(mean))
  const naive = Math.min(...(['naive-day', 'naive-week'] as const).map(mean))
  const coverage = total.held / total.hours
  const peers = await askPeers(
    asked.map(({ history }) => history),
    day,
  )
  const sameOrigins = (losses.get('pool') ?? []).filter((_, i) => i % PEER_EVERY === 0)
  return {
    origins: origins.length,
    mase: mean('pool'),
    overBestMember: mean('pool') / best,
    overNaive: mean('pool') / naive,
    ...Object.fromEntries(names.map((name: MemberName) => [`mase.${name}`, mean(name)])),
    coverage,
    'coverageFrom94.5': Math.abs(coverage - 0.945),
    boundOverPeak: total.bound / total.peak,
    trustedShare: total.trusted / origins.length,
    excessPlanned: ways.planned.have / ways.planned.need - 1,
    excessReactive: ways.reactive.have / ways.reactive.need - 1,
    shortMinutesADayPlanned: ways.planned.short / origins.length,
    shortMinutesADayReactive: ways.reactive.short / origins.length,
    cpuSecondsAForecast: total.cpu / origins.length,
    'peers.origins': asked.length,
    'peers.mase.pool': average(sameOrigins),
    ...Object.fromEntries(
      peers.flatMap(({ name, forecasts, cpuSeconds }) => [
        [
          `peers.mase.${name}`,
          average(forecasts.map((said, i) => scaled(said, asked[i]!.actual, asked[i]!.scale))),
        ],
        [`peers.cpuSecondsAForecast.${name}`, cpuSeconds / asked.length],
      ]),
    ),
  }
}

function countPeaks(
  { upper }: Forecast,
  actual: Float64Array,
  day: number,
  total: { hours: number; held: number; bound: number; peak: number },
): void {
  const hour = day / 24
  for (let start = 0; start < day; start += hour) {
    const peak = Math.max(...actual.subarray(start, start + hour))
    total.hours++
    total.held += peak <= upper[start]! + 1e-9 ? 1 : 0
    total.bound += upper[start]!
    total.peak += peak
  }
}

function scaled(said: ArrayLike<number>, actual: Float64Array, scale: number): number {
  return average(Array.from(actual, (value, h) => Math.abs(said[h]! - value))) / scale
}

function average(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
