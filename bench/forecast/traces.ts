import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filled, gridOf, slotsADay, wallClock } from '@mlops-actions/forecast'

/** A load without holes, and how it is looked at. */
export interface Trace {
  readonly name: string
  readonly values: Float64Array
  readonly stepMs: number
  /** Slots a day. */
  readonly day: number
  /** Days of history before the first origin. */
  readonly training: number
  /** Days from one origin to the next. */
  readonly stride: number
}

const MINUTE = 60_000

/** Flights are in the repository; the two of the Numenta Anomaly Benchmark are where BENCH_TRACES says. */
const sources = [
  { name: 'flights', file: 'flights-per-hour.csv', stepMs: 60 * MINUTE, training: 28, stride: 1 },
  { name: 'taxi', file: 'nyc_taxi.csv', stepMs: 30 * MINUTE, training: 28, stride: 1 },
  { name: 'elb', file: 'elb_request_count.csv', stepMs: 5 * MINUTE, training: 7, stride: 0.25 },
]

/** Those that are there; a missing one is said on stderr, never silently left out. */
export async function readTraces(): Promise<readonly Trace[]> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const folders = [
    join(root, 'bench/data'),
    process.env['BENCH_TRACES'] ?? join(root, '../shared/data/traces'),
  ]
  const traces: Trace[] = []
  for (const { file, ...source } of sources) {
    const path = folders.map((folder) => join(folder, file)).find(existsSync)
    if (path === undefined) {
      console.error(`${file}: is not in ${folders.join(' nor in ')} (BENCH_TRACES), so it is not measured`)
      continue
    }
    const day = slotsADay(source.stepMs)
    const { values } = filled(
      gridOf(samplesOf(await readFile(path, 'utf8')), source.stepMs, wallClock('UTC')).values,
      day,
    )
    traces.push({ ...source, values, day })
  }
  return traces
}

/** `timestamp,value`; a time without a zone is UTC here, for only differences matter. */
function samplesOf(text: string): (readonly [number, number])[] {
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [time = '', value = ''] = line.split(',')
      return [Date.parse(`${time.replace(' ', 'T').replace(/Z$/, '')}Z`), Number(value)] as const
    })
}
