import type { NumberColumn, TimestampColumn } from '../column.ts'
import { isValid } from '../validity.ts'
import { distinctSketch } from './distinct.ts'
import { cellOf } from './edges.ts'
import { mergeMoments, momentsOf, NO_MOMENTS } from './moments.ts'
import type { NumberProfile } from './profile.ts'

/** Streams runs of one numeric column onto given edges. Sums are compensated (Neumaier 1974). */
export function countNumbers(
  name: string,
  kind: NumberProfile['kind'],
  edges: readonly number[],
  options: { readonly distinct?: boolean } = {},
) {
  const size = edges.length + 1
  const counts = new Float64Array(size)
  const sums = new Float64Array(size)
  const lost = new Float64Array(size)
  const single = new Uint8Array(size).fill(1)
  const tally = { rows: 0, nulls: 0, nan: 0, negativeInfinity: 0, positiveInfinity: 0 }
  const distinct = options.distinct === false ? undefined : distinctSketch()
  let moments = NO_MOMENTS
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  const addFinite = (value: number): void => {
    const cell = cellOf(edges, value)
    const sum = sums[cell]!
    const next = sum + value
    lost[cell]! += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sums[cell] = next
    counts[cell]! += 1
    if (value !== edges[cell - 1]) single[cell] = 0
    if (value < min) min = value
    if (value > max) max = value
  }
  return {
    add(column: NumberColumn | TimestampColumn): void {
      const finite = new Float64Array(column.length)
      let kept = 0
      tally.rows += column.length
      for (let row = 0; row < column.length; row++) {
        const value = column.values[row]!
        if (!isValid(column.validity, row)) tally.nulls++
        else if (Number.isNaN(value)) tally.nan++
        else if (value === Number.POSITIVE_INFINITY) tally.positiveInfinity++
        else if (value === Number.NEGATIVE_INFINITY) tally.negativeInfinity++
        else {
          finite[kept++] = value
          addFinite(value)
        }
      }
      const values = finite.subarray(0, kept)
      distinct?.addNumbers(values)
      moments = mergeMoments(moments, momentsOf(values))
    },
    finish: (): NumberProfile => ({
      name,
      kind,
      ...(distinct === undefined ? {} : { distinct: distinct.finish() }),
      ...tally,
      min: moments.count === 0 ? null : min + 0,
      max: moments.count === 0 ? null : max + 0,
      moments,
      edges,
      cells: Array.from(counts, (count, i) => ({
        count,
        sum: sums[i]! + lost[i]! + 0,
        single: count > 0 && single[i] === 1,
      })),
    }),
  }
}
