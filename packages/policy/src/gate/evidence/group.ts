import type { SliceColumn } from './evidence.ts'

/** Rows that share their values in some columns. */
export interface Group {
  readonly values: readonly string[]
  readonly rows: Uint32Array
}

/** Rows by the combination of their values, in one pass and one counting sort. */
export function groupRows(columns: readonly SliceColumn[], rows: number): readonly Group[] {
  const codeOf = new Map<string, number>()
  const codes = new Uint32Array(rows)
  const firstRow: number[] = []
  const sizes: number[] = []
  const [only] = columns
  const single = columns.length === 1 ? only : undefined
  const dense = single ? new Int32Array(single.values.length).fill(-1) : undefined
  for (let row = 0; row < rows; row++) {
    let code =
      dense && single
        ? dense[single.codes[row]!]!
        : (codeOf.get(columns.map(({ codes }) => codes[row]).join(',')) ?? -1)
    if (code === -1) {
      code = sizes.length
      sizes.push(0)
      firstRow.push(row)
      if (dense && single) dense[single.codes[row]!] = code
      else codeOf.set(columns.map(({ codes }) => codes[row]).join(','), code)
    }
    sizes[code]!++
    codes[row] = code
  }
  const buckets = sizes.map((size) => new Uint32Array(size))
  const filled = new Uint32Array(sizes.length)
  for (let row = 0; row < rows; row++) {
    const code = codes[row]!
    buckets[code]![filled[code]!++] = row
  }
  return buckets.map((bucket, code) => ({
    rows: bucket,
    values: columns.map(({ codes, values }) => values[codes[firstRow[code]!]!]!),
  }))
}
