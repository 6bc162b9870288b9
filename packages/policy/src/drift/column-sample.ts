import { type Column, isValid, NULL_CODE } from '@mlops-actions/data'

/** One column of one side, ready to be compared. Null, NaN and infinite values are `missing`: none can be placed. */
export type ColumnSample = NumericSample | CategoricalSample

interface Common {
  readonly name: string
  readonly rows: number
  readonly missing: number
  /** Instants; they always move on, so they are compared only when the policy names them. */
  readonly temporal: boolean
}

export interface NumericSample extends Common {
  readonly kind: 'numeric'
  /** Finite values in ascending order. */
  readonly values: Float64Array
}

export interface CategoricalSample extends Common {
  readonly kind: 'categorical'
  /** Rows of each category; together with `missing` they make `rows`. */
  readonly counts: ReadonlyMap<string, number>
}

/**
 * A column as the judge sees it: numbers and instants numeric, text and booleans categorical, unless `kind` says
 * otherwise. Text asked to be numeric stays categorical, and the judge reports the mismatch.
 */
export function sampleOf(column: Column, kind?: 'numeric' | 'categorical'): ColumnSample {
  if (column.kind === 'text') return textSample(column)
  if (column.kind === 'boolean') {
    return countedSample(column, (row) => (column.values[row] === 1 ? 'true' : 'false'))
  }
  return kind === 'categorical'
    ? countedSample(column, (row) => categoryOf(column.values[row]!))
    : numericSample(column)
}

/** A number that cannot be placed is no category either. */
function categoryOf(value: number | bigint): string | undefined {
  return typeof value === 'bigint' || Number.isFinite(value) ? String(value) : undefined
}

function numericSample(column: Exclude<Column, { kind: 'text' | 'boolean' }>): NumericSample {
  const values = new Float64Array(column.length)
  let n = 0
  for (let row = 0; row < column.length; row++) {
    if (!isValid(column.validity, row)) continue
    const value = Number(column.values[row]!)
    if (Number.isFinite(value)) values[n++] = value
  }
  return {
    kind: 'numeric',
    name: column.name,
    rows: column.length,
    missing: column.length - n,
    temporal: column.kind === 'timestamp',
    values: values.subarray(0, n).sort(),
  }
}

function countedSample(column: Column, category: (row: number) => string | undefined): CategoricalSample {
  const counts = new Map<string, number>()
  let present = 0
  for (let row = 0; row < column.length; row++) {
    if (!isValid(column.validity, row)) continue
    const key = category(row)
    if (key === undefined) continue
    present++
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return categorical(column, counts, present)
}

/** Counted by code: a string is hashed once a category, not once a row. */
function textSample(column: Extract<Column, { kind: 'text' }>): CategoricalSample {
  const byCode = new Uint32Array(column.dictionary.length)
  let present = 0
  for (let row = 0; row < column.length; row++) {
    const code = column.codes[row]!
    if (code === NULL_CODE || !isValid(column.validity, row)) continue
    present++
    byCode[code]!++
  }
  const counts = new Map<string, number>()
  column.dictionary.forEach((text, code) => {
    if (byCode[code]! > 0) counts.set(text, (counts.get(text) ?? 0) + byCode[code]!)
  })
  return categorical(column, counts, present)
}

function categorical(
  column: Column,
  counts: ReadonlyMap<string, number>,
  present: number,
): CategoricalSample {
  return {
    kind: 'categorical',
    name: column.name,
    rows: column.length,
    missing: column.length - present,
    temporal: column.kind === 'timestamp',
    counts,
  }
}
