import { isValid } from '@mlops-actions/data'
import type { Column } from '@mlops-actions/data'
import { coded, NO_VALUE } from './cells.ts'
import type { SliceColumn } from './evidence.ts'

/** Up to this many different numbers are taken for categories: a number of rooms, a weekday. */
const MOST_VALUES = 12
/** Bands of a quantity, equally filled: coarse enough to keep their support when two columns are crossed. */
const BANDS = 4

/** A column cut for hunting: a quantity by its quartiles, everything else by its values. */
export function banded(column: Column): SliceColumn {
  if (column.kind !== 'number' && column.kind !== 'timestamp') return coded(column)
  const { values } = column
  const finite = values.filter((value, row) => Number.isFinite(value) && isValid(column.validity, row)).sort()
  if (new Set(finite).size <= MOST_VALUES) return coded(column)
  const edges = [
    ...new Set(
      Array.from({ length: BANDS - 1 }, (_, k) => finite[Math.floor(((k + 1) * finite.length) / BANDS)]!),
    ),
  ]
  const codes = new Uint32Array(column.length)
  for (let row = 0; row < codes.length; row++) {
    const value = values[row]!
    const present = isValid(column.validity, row) && !Number.isNaN(value)
    codes[row] = present ? edges.filter((edge) => edge <= value).length : edges.length + 1
  }
  const show = (edge: number): string =>
    column.kind === 'timestamp' ? new Date(edge).toISOString() : String(Number(edge.toPrecision(6)))
  const names = Array.from({ length: edges.length + 1 }, (_, i) => {
    if (i === 0) return `below ${show(edges[0]!)}`
    return i === edges.length ? `from ${show(edges[i - 1]!)}` : `${show(edges[i - 1]!)} to ${show(edges[i]!)}`
  })
  return { codes, values: [...names, NO_VALUE] }
}
