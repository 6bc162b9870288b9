import { DISTINCT_REGISTERS } from '../profile/distinct.ts'
import { mergeMoments, NO_MOMENTS } from '../profile/moments.ts'
import type { Arena } from './arena.ts'
import { BLOCK } from './count.ts'
import type { Kernels, NumberCounter } from './kernels.ts'
import type { ColumnsModule } from './module.ts'

/** Doubles copied in at a time, when they do not lie in the arena: they are still in the cache when they are counted. */
const STAGE = 2 * BLOCK
const RECORD_DOUBLES = 5
const CELL_DOUBLES = 4
const STATE_BYTES = 32
/** As `packages/data/kernels/columns/grid.ts` lays it out, and the infinite edges it wants behind the last. */
const GRID_BYTES = 32 + 2 * 4097
const SPARE_EDGES = 64

export function createCounting(code: ColumnsModule, arena: Arena): Kernels['counter'] {
  /** Shared by all counters, since one works at a time. */
  let shared: { readonly stage: number; readonly scratch: number } | undefined

  return (edges): NumberCounter => {
    shared ??= { stage: arena.keep(STAGE * 8), scratch: arena.keep(BLOCK * 8) }
    const { stage, scratch } = shared
    const size = edges.length + 1
    const edgesAt = arena.keep((edges.length + SPARE_EDGES) * 8)
    const grid = arena.keep(GRID_BYTES)
    const cells = arena.keep(size * CELL_DOUBLES * 8)
    const state = arena.keep(STATE_BYTES)
    const records = arena.keep(RECORD_DOUBLES * 8 * (STAGE / BLOCK))
    const registers = arena.keep(DISTINCT_REGISTERS)
    const special = { nan: 0, negativeInfinity: 0, positiveInfinity: 0 }
    let moments = NO_MOMENTS
    new Float64Array(arena.buffer(), edgesAt, edges.length + SPARE_EDGES).fill(Infinity)
    new Float64Array(arena.buffer(), edgesAt, edges.length).set(edges)
    code.grid(edgesAt, edges.length, grid)
    new Float64Array(arena.buffer(), state + 16, 2).set([Infinity, -Infinity])
    const made = new Float64Array(arena.buffer(), cells, size * CELL_DOUBLES)
    for (let cell = 0; cell < size; cell++)
      made[cell * CELL_DOUBLES + 2] = cell === 0 ? NaN : edges[cell - 1]!

    function countAt(address: number, length: number): void {
      const written = code.count(
        address,
        length,
        edgesAt,
        edges.length,
        grid,
        cells,
        state,
        records,
        registers,
        scratch,
      )
      const tally = new Uint32Array(arena.buffer(), state, 3)
      special.nan += tally[0]!
      special.negativeInfinity += tally[1]!
      special.positiveInfinity += tally[2]!
      const r = new Float64Array(arena.buffer(), records, written * RECORD_DOUBLES)
      for (let i = 0; i < r.length; i += RECORD_DOUBLES) {
        const block = { count: r[i]!, mean: r[i + 1]!, m2: r[i + 2]!, m3: r[i + 3]!, m4: r[i + 4]! }
        moments = mergeMoments(moments, block)
      }
    }

    return {
      add(values) {
        const address = arena.addressOf(values)
        for (let done = 0; done < values.length; done += STAGE) {
          const part = Math.min(STAGE, values.length - done)
          if (address === 0) {
            new Float64Array(arena.buffer(), stage, part).set(values.subarray(done, done + part))
            countAt(stage, part)
          } else countAt(address + done * 8, part)
        }
      },
      finish() {
        const doubles = new Float64Array(arena.buffer(), cells, size * CELL_DOUBLES)
        const words = new Uint32Array(arena.buffer(), cells, size * CELL_DOUBLES * 2)
        const [min, max] = new Float64Array(arena.buffer(), state + 16, 2)
        const counts = new Float64Array(size)
        const sums = new Float64Array(size)
        const single = new Uint8Array(size)
        for (let cell = 0; cell < size; cell++) {
          const at = cell * CELL_DOUBLES
          counts[cell] = words[at * 2 + 6]! + words[at * 2 + 7]! * 2 ** 32
          sums[cell] = doubles[at]! + doubles[at + 1]! + 0
          single[cell] = counts[cell]! > 0 && !Number.isNaN(doubles[at + 2]!) ? 1 : 0
        }
        const sketched = new Uint8Array(arena.buffer(), registers, DISTINCT_REGISTERS).slice()
        const shape = { min: min! + 0, max: max! + 0, moments, counts, sums, single }
        return { ...special, ...shape, registers: sketched }
      },
    }
  }
}
