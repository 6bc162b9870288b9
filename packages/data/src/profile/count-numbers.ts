import type { NumberColumn, TimestampColumn } from '../column.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { typescriptKernels } from '../kernels/typescript.ts'
import type { NumberRun } from '../run.ts'
import { isValid } from '../validity.ts'
import { distinctOf } from './distinct.ts'
import type { NumberProfile } from './profile.ts'

/** Streams runs of one numeric column onto given edges, by what the kernels count. */
export function countNumbers(
  name: string,
  kind: NumberProfile['kind'],
  edges: readonly number[],
  kernels: Kernels = typescriptKernels,
) {
  const counter = kernels.counter(edges)
  let rows = 0
  let nulls = 0
  const addPresent = (values: Float64Array, of: number): void => {
    rows += of
    nulls += of - values.length
    counter.add(values)
  }
  return {
    add(column: NumberColumn | TimestampColumn): void {
      addPresent(presentOf(column), column.length)
    },
    addRun({ values, rows, nulls }: NumberRun): void {
      // Values that had moved away would be none.
      if (values.length !== rows - nulls)
        throw new Error(`a run of ${rows - nulls} values holds ${values.length}`)
      addPresent(values, rows)
    },
    finish(): NumberProfile {
      const { counts, sums, single, registers, min, max, moments, ...special } = counter.finish()
      return {
        name,
        kind,
        distinct: distinctOf(registers),
        rows,
        nulls,
        ...special,
        min: moments.count === 0 ? null : min,
        max: moments.count === 0 ? null : max,
        moments,
        edges,
        cells: Array.from(counts, (count, i) => ({ count, sum: sums[i]!, single: single[i] === 1 })),
      }
    },
  }
}

/** The values of the rows that are not null. */
function presentOf({ values, length, nullCount, validity }: NumberColumn | TimestampColumn): Float64Array {
  if (nullCount === 0) return values.subarray(0, length)
  const present = new Float64Array(length - nullCount)
  let kept = 0
  for (let row = 0; row < length; row++) if (isValid(validity, row)) present[kept++] = values[row]!
  return present
}
