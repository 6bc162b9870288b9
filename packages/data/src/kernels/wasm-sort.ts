import type { Arena } from './arena.ts'
import type { ColumnsModule } from './module.ts'
import { typescriptKernels as oracle } from './typescript.ts'

/** More than this is sorted by the engine in place: a radix sort needs the room twice. */
const MAX_SORTED_BYTES = 2 ** 30
const SORT_COUNTS_BYTES = 6 * 2048 * 4

export function createSorting(code: ColumnsModule, arena: Arena): (values: Float64Array) => void {
  return (values) => {
    const { length, byteLength } = values
    if (byteLength <= MAX_SORTED_BYTES) arena.begin(2 * byteLength + SORT_COUNTS_BYTES + 1024)
    const from = arena.borrow(byteLength)
    const other = arena.borrow(byteLength)
    const counts = arena.borrow(SORT_COUNTS_BYTES)
    if (counts === 0 || other === 0 || from === 0) return oracle.sort(values)
    new Float64Array(arena.buffer(), from, length).set(values)
    // Addresses from 2 GiB on come back negative.
    const sorted = code.sort(from, length, other, counts) >>> 0
    values.set(new Float64Array(arena.buffer(), sorted, length))
  }
}
