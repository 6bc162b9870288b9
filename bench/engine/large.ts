import type { Measured } from '../result.ts'
import { digestOf, MILLION, node, ratio, small, used } from './engine.ts'
import { interleaved } from './measure.ts'
import { type MadeTable, tableOf } from './tables.ts'

const RUNS = 3
const FORMATS = ['snappy.parquet']

/**
 * Parquet of 10 M rows: 25 columns by one thread and by two; 50 columns by one, beside a tenth of the rows. The tables
 * take 4.5 GB of the cache.
 */
export async function engineLarge(): Promise<Measured> {
  const wide = await tableOf('1m-50', { rows: MILLION, numbers: 40, texts: 10, formats: FORMATS })
  const tables = {
    wide,
    long: await tableOf(
      '10m-25',
      { rows: 10 * MILLION, numbers: 20, texts: 5, formats: FORMATS },
      await small(),
    ),
    large: await tableOf('10m-50', { rows: 10 * MILLION, numbers: 40, texts: 10, formats: FORMATS }, wide),
  }
  const ours = ({ file, reference }: MadeTable, workers: number) =>
    node('ours.ts', file('snappy.parquet'), reference, String(workers))
  const { one, two, tenth, whole } = await interleaved(
    {
      one: ours(tables.long, 1),
      two: ours(tables.long, 2),
      tenth: ours(tables.wide, 1),
      whole: ours(tables.large, 1),
    },
    RUNS,
  )
  const digests = [...one!.outputs, ...two!.outputs].map(digestOf)
  const figures = {
    ...used('one', one!),
    ...used('two', two!),
    ...used('tenth', tenth!),
    ...used('whole', whole!),
    wallOfOneThread: ratio(two!.wallSeconds, one!.wallSeconds),
    cpuOfLinear: ratio(whole!.cpuSeconds, 10 * tenth!.cpuSeconds),
    otherDigests: new Set(digests).size - 1,
  }
  return {
    figures,
    targets: { wallOfOneThread: 0.7, wholePeakMegabytes: 512, cpuOfLinear: 1.1, otherDigests: 0 },
  }
}
