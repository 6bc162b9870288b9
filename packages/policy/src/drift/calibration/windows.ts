import { type Column, isValid, NULL_CODE } from '@mlops-actions/data'
import { type ColumnSample, sampleOf } from '../column-sample.ts'

/** Rows of the reference by the stretch of time they fall into, each as long as the current data. */
export interface Windows {
  /** The window of each row, or NO_WINDOW. */
  readonly of: Int32Array
  readonly count: number
  /** Blocks of the policy that one window holds. */
  readonly blocks: number
}

const NO_WINDOW = -1
/** A window with fewer rows than this share of the median one is cut off by the ends of the data. */
const LEAST_FILLED = 0.5

/**
 * Cuts the reference into windows of as many blocks as the current data span, aligned to the blocks of UTC. Windows at the
 * ends that are only partly filled are left out; so are rows without a time.
 */
export function windowsOf(reference: Column, current: Column, blockMs: number): Windows {
  const own = blocksOf(reference, blockMs)
  const blocks = Math.max(1, new Set(blocksOf(current, blockMs).filter((block) => !Number.isNaN(block))).size)
  const first = own.reduce((least, block) => (block < least ? block : least), Infinity)
  const window = own.map((block) => Math.floor((block - first) / blocks))
  const sizes = new Map<number, number>()
  for (const one of window) if (!Number.isNaN(one)) sizes.set(one, (sizes.get(one) ?? 0) + 1)
  const sorted = [...sizes.values()].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  const kept = [...sizes]
    .filter(([, size]) => size >= LEAST_FILLED * median)
    .map(([one]) => one)
    .sort((a, b) => a - b)
  const place = new Map(kept.map((one, i) => [one, i]))
  return { of: Int32Array.from(window, (one) => place.get(one) ?? NO_WINDOW), count: kept.length, blocks }
}

function blocksOf(column: Column, blockMs: number): Float64Array {
  const time = (row: number): number => {
    if (!isValid(column.validity, row)) return Number.NaN
    switch (column.kind) {
      case 'timestamp':
        return column.values[row]!
      case 'text': {
        const code = column.codes[row]!
        return code === NULL_CODE ? Number.NaN : Date.parse(column.dictionary[code]!)
      }
      case 'number':
      case 'bigint':
      case 'boolean':
        return Number.NaN
      default:
        return column satisfies never
    }
  }
  return Float64Array.from({ length: column.length }, (_, row) => Math.floor(time(row) / blockMs))
}

/** The same column, window by window. */
export function windowSamples(
  column: Column,
  { of, count }: Windows,
  kind: 'numeric' | 'categorical' | undefined,
): readonly ColumnSample[] {
  const sizes = new Uint32Array(count)
  for (const window of of) if (window !== NO_WINDOW) sizes[window]!++
  const rows = Array.from(sizes, (size) => new Uint32Array(size))
  const filled = new Uint32Array(count)
  for (let row = 0; row < of.length; row++) {
    const window = of[row]!
    if (window !== NO_WINDOW) rows[window]![filled[window]!++] = row
  }
  return rows.map((own) => sampleOf(rowsOf(column, own), kind))
}

/** The given rows of a column. */
function rowsOf(column: Column, rows: Uint32Array): Column {
  const { length } = rows
  const validity = new Uint8Array(Math.ceil(length / 8))
  let nullCount = 0
  for (let i = 0; i < length; i++) {
    if (isValid(column.validity, rows[i]!)) validity[i >> 3]! |= 1 << (i & 7)
    else nullCount++
  }
  const common = { name: column.name, length, nullCount, validity }
  switch (column.kind) {
    case 'number':
      return {
        ...common,
        kind: 'number',
        integer: column.integer,
        values: Float64Array.from(rows, (row) => column.values[row]!),
      }
    case 'timestamp':
      return { ...common, kind: 'timestamp', values: Float64Array.from(rows, (row) => column.values[row]!) }
    case 'boolean':
      return { ...common, kind: 'boolean', values: Uint8Array.from(rows, (row) => column.values[row]!) }
    case 'bigint':
      return {
        ...common,
        kind: 'bigint',
        values: BigInt64Array.from([...rows].map((row) => column.values[row]!)),
      }
    case 'text':
      return {
        ...common,
        kind: 'text',
        dictionary: column.dictionary,
        codes: rows.map((row) => column.codes[row]!),
      }
    default:
      return column satisfies never
  }
}
