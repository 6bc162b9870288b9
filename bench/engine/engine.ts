import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { median } from '../process.ts'
import type { Measured } from '../result.ts'
import { type Command, interleaved, PYTHON, type Summary } from './measure.ts'
import { type MadeTable, tableOf } from './tables.ts'

const RUNS = 3
export const MILLION = 1_000_000

export const program = (name: string): string => fileURLToPath(new URL(`programs/${name}`, import.meta.url))
export const node = (name: string, ...args: string[]): Command => [process.execPath, program(name), ...args]

/** 1 M rows x 25 columns in every format. */
export const small = async (): Promise<MadeTable> =>
  await tableOf('1m-25', {
    rows: MILLION,
    numbers: 20,
    texts: 5,
    formats: ['snappy.parquet', 'zstd.parquet', 'csv', 'jsonl'],
  })

/** Parquet, 1 M x 25: ours beside DuckDB, hyparquet, `cat`, and one look at the decoded doubles in memory. */
export async function engine(): Promise<Measured> {
  const figures: Record<string, number> = {}
  for (const format of ['snappy', 'zstd']) {
    const peers = await compare(await small(), `${format}.parquet`, 'hyparquet')
    for (const [figure, value] of Object.entries(peers)) figures[`${format}.${figure}`] = value
  }
  const targets = {
    'snappy.cpuOfDuckdb': 0.35,
    'snappy.cpuOfHyparquet': 0.12,
    'snappy.peakMegabytes': 200,
    'snappy.otherDigests': 0,
    'zstd.otherDigests': 0,
  }
  return { figures, targets }
}

/** CSV and JSON lines, 1 M x 25: ours, by one thread and by two, beside DuckDB with the schema given, and `cat`. */
export async function engineText(): Promise<Measured> {
  const figures: Record<string, number> = {}
  for (const format of ['csv', 'jsonl']) {
    const peers = await compare(await small(), format, 'threads')
    for (const [figure, value] of Object.entries(peers)) figures[`${format}.${figure}`] = value
  }
  const targets: Record<string, number> = {}
  for (const format of ['csv', 'jsonl']) {
    targets[`${format}.cpuOfDuckdb`] = 0.5
    targets[`${format}.peakMegabytes`] = 150
    targets[`${format}.wallOfOneThread`] = 0.7
    targets[`${format}.otherDigests`] = 0
  }
  return { figures, targets }
}

async function compare(
  table: MadeTable,
  format: string,
  beside: 'hyparquet' | 'threads',
): Promise<Record<string, number>> {
  const file = table.file(format)
  const decoded = 20 * MILLION * 8
  const commands: Record<string, Command> = {
    ours: node('ours.ts', file, table.reference),
    duckdb: [PYTHON, program('duckdb_profile.py'), file, table.reference],
    ...(beside === 'hyparquet'
      ? { hyparquet: node('hyparquet.ts', file, table.reference) }
      : { threads: node('ours.ts', file, table.reference, '2') }),
    cat: ['sh', '-c', 'cat "$0" > /dev/null', file],
    memory: node('memory.ts', String(decoded)),
  }
  const { ours, duckdb, hyparquet, threads, cat, memory } = await interleaved(commands, RUNS)
  const counting = [ours, duckdb, hyparquet, threads].filter((summary) => summary !== undefined)
  const digests = counting.flatMap(({ outputs }) => outputs.map(digestOf))
  const looks = memory!.outputs.map((output) => (JSON.parse(output) as { seconds: number }).seconds)
  const floor = cat!.cpuSeconds + median(looks)
  return {
    fileMegabytes: Math.round((await stat(file)).size / 1e6),
    ...used('', ours!),
    ...used('duckdb', duckdb!),
    ...(hyparquet === undefined ? {} : used('hyparquet', hyparquet)),
    ...(threads === undefined ? {} : used('twoThreads', threads)),
    cpuOfDuckdb: ratio(ours!.cpuSeconds, duckdb!.cpuSeconds),
    ...(hyparquet === undefined ? {} : { cpuOfHyparquet: ratio(ours!.cpuSeconds, hyparquet.cpuSeconds) }),
    ...(threads === undefined ? {} : { wallOfOneThread: ratio(threads.wallSeconds, ours!.wallSeconds) }),
    catCpuSeconds: round(cat!.cpuSeconds),
    memoryCpuSeconds: round(median(looks)),
    cpuOfFloor: ratio(ours!.cpuSeconds, floor),
    otherDigests: new Set(digests).size - 1,
  }
}

/** Of what an engine counted; the numbers are parsed first, since languages write them differently. */
export function digestOf(output: string): string {
  return createHash('sha256')
    .update(JSON.stringify(JSON.parse(output)))
    .digest('hex')
}

export function used(
  engine: string,
  { wallSeconds, cpuSeconds, peakMegabytes }: Summary,
): Record<string, number> {
  const key = (name: string): string =>
    engine === '' ? name : `${engine}${name.charAt(0).toUpperCase()}${name.slice(1)}`
  return {
    [key('wallSeconds')]: round(wallSeconds),
    [key('cpuSeconds')]: round(cpuSeconds),
    [key('peakMegabytes')]: Math.round(peakMegabytes),
  }
}

export const ratio = (a: number, b: number): number => round(a / b)
export const round = (value: number): number => Math.round(value * 1_000) / 1_000
