import { error, ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import type { RequestSummary } from './requests.ts'

/**
 * The summary of a load tool, told apart by its content: k6 (handleSummary's and `--summary-export`'s form, whose
 * booleans mean the opposite and are not read), oha's JSON, MLPerf's `mlperf_log_summary.txt`.
 */
export function readLoadSummary(text: string, name: string): Result<RequestSummary> {
  if (text.includes('MLPerf Results Summary')) return readMlperf(text, name)
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return error(`${name} is neither JSON nor an MLPerf summary`)
  }
  const root = record(parsed)
  const metrics = record(root['metrics'])
  if (metrics['http_req_duration'] !== undefined) return readK6(metrics, name)
  if (root['latencyPercentiles'] !== undefined) return readOha(root, name)
  return error(`${name} is the summary of no load tool that is known here`)
}

/** Milliseconds; values stand under `values` in one form and beside `thresholds` in the other. */
function readK6(metrics: Fields, name: string): Result<RequestSummary> {
  const valuesOf = (metric: string): Fields => {
    const own = record(metrics[metric])
    return own['values'] === undefined ? own : record(own['values'])
  }
  const duration = valuesOf('http_req_duration')
  const n = valuesOf('http_reqs')['count']
  if (!isCount(n)) return error(`${name}: k6 counted no requests (\`http_reqs\`)`)
  const quantiles = new Map<number, number>()
  for (const [key, value] of Object.entries(duration)) {
    const match = /^p\((\d+(?:\.\d+)?)\)$/.exec(key)
    if (match && isTime(value)) quantiles.set(shareOf(Number(match[1])), value)
  }
  if (isTime(duration['med'])) quantiles.set(0.5, duration['med'])
  const failed = valuesOf('http_req_failed')
  const rate = failed['rate'] ?? failed['value']
  return summary('k6', name, n, quantiles, isShare(rate) ? Math.round(rate * n) : undefined)
}

/** Seconds. */
function readOha(root: Fields, name: string): Result<RequestSummary> {
  const quantiles = new Map<number, number>()
  for (const [key, value] of Object.entries(record(root['latencyPercentiles']))) {
    const percent = Number(key.replace(/^p/, ''))
    if (percent > 0 && percent < 100 && isTime(value)) quantiles.set(shareOf(percent), value * 1_000)
  }
  const codes = Object.entries(record(root['statusCodeDistribution']))
  const broken = Object.values(record(root['errorDistribution']))
  const counts = [...codes.map(([, count]) => count), ...broken]
  if (!counts.every(isCount)) return error(`${name}: oha's counts of answers are no counts`)
  const n = sum(counts)
  const good = sum(codes.filter(([code]) => /^2\d\d$/.test(code)).map(([, count]) => Number(count)))
  if (n === 0) return error(`${name}: oha counted no requests`)
  return summary('oha', name, n, quantiles, n - good)
}

/** Nanoseconds, `99.00 percentile latency (ns) : 1234`. */
function readMlperf(text: string, name: string): Result<RequestSummary> {
  const field = (label: RegExp): string | undefined => label.exec(text)?.[1]?.trim()
  if (field(/^Result is\s*:\s*(.+)$/m) !== 'VALID') {
    return error(
      `${name}: MLPerf calls this run invalid`,
      'Its log says what was not satisfied: run it again.',
    )
  }
  const quantiles = new Map<number, number>()
  for (const [, percent, nanoseconds] of text.matchAll(
    /^(\d+(?:\.\d+)?)(?:th)? percentile latency \(ns\)\s*:\s*(\d+)\s*$/gm,
  )) {
    quantiles.set(shareOf(Number(percent)), Number(nanoseconds) / 1e6)
  }
  // How many it made stands in the early stopping part; else it is at least what it had to make.
  const n = Number(field(/queries \((\d+)\)/) ?? field(/^min_query_count\s*:\s*(\d+)/m))
  if (!isCount(n)) return error(`${name}: the MLPerf summary says nowhere how many queries it made`)
  return summary('MLPerf', name, n, quantiles, undefined)
}

function summary(
  tool: string,
  name: string,
  n: number,
  quantiles: ReadonlyMap<number, number>,
  failures: number | undefined,
): Result<RequestSummary> {
  if (quantiles.size === 0) return error(`${name}: ${tool} wrote no percentiles`)
  return ok({ kind: 'summary', name, tool, n, quantiles, ...(failures === undefined ? {} : { failures }) })
}

type Fields = Readonly<Record<string, unknown>>

function record(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

const shareOf = (percent: number): number => Number((percent / 100).toPrecision(12))
const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0
const isShare = (value: unknown): value is number => isTime(value) && value <= 1
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0
const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0)
