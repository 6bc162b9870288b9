import { DISTINCT_REGISTERS, sketchNumbers } from '../profile/distinct.ts'
import { mergeMoments, type Moments, NO_MOMENTS } from '../profile/moments.ts'
import type { NumberCounter } from './kernels.ts'

/** Values looked at together, as in the compiled kernel: the order of additions is part of the contract. */
export const BLOCK = 4096

/** `Kernels.counter` in TypeScript. */
export function createCounter(edges: readonly number[]): NumberCounter {
  const size = edges.length + 1
  const sorted = Float64Array.from(edges)
  /** The lower edge while every value of the cell equals it, NaN after that. */
  const lower = Float64Array.of(NaN, ...edges)
  const counts = new Float64Array(size)
  const sums = new Float64Array(size)
  const lost = new Float64Array(size)
  const registers = new Uint8Array(DISTINCT_REGISTERS)
  const scratch = new Float64Array(BLOCK)
  const special = { nan: 0, negativeInfinity: 0, positiveInfinity: 0 }
  let moments = NO_MOMENTS
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY

  function keepFinite(values: Float64Array): Float64Array {
    let kept = 0
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!
      if (value - value === 0) scratch[kept++] = value
      else if (value !== value) special.nan++
      else if (value < 0) special.negativeInfinity++
      else special.positiveInfinity++
    }
    return kept === values.length ? values : scratch.subarray(0, kept)
  }

  function addToCell(cell: number, value: number): void {
    // The rounding error of a sum is exact without a branch (Knuth 1969, 4.2.2, theorem B).
    const sum = sums[cell]!
    const next = sum + value
    const part = next - sum
    sums[cell] = next
    lost[cell]! += sum - (next - part) + (value - part)
    counts[cell]! += 1
    if (lower[cell] !== value) lower[cell] = NaN
  }

  return {
    add(values) {
      for (let done = 0; done < values.length; done += BLOCK) {
        const block = keepFinite(values.subarray(done, done + BLOCK))
        if (block.length === 0) continue
        for (let i = 0; i < block.length; i++) {
          const value = block[i]!
          if (value < min) min = value
          if (value > max) max = value
          addToCell(cellOf(sorted, value), value)
        }
        moments = mergeMoments(moments, blockMoments(block))
        sketchNumbers(block, registers)
      }
    },
    finish: () => ({
      ...special,
      min: min + 0,
      max: max + 0,
      moments,
      counts,
      sums: sums.map((sum, cell) => sum + lost[cell]! + 0),
      single: Uint8Array.from(lower, (edge, cell) => (counts[cell]! > 0 && edge === edge ? 1 : 0)),
      registers,
    }),
  }
}

/** How many edges are <= value: the index of its cell. */
function cellOf(edges: Float64Array, value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (edges[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Moments of finite values in two passes: the mean first, so that the powers do not cancel. Even and odd rows are added
 * apart and joined at the end, as two lanes of a vector are.
 */
function blockMoments(values: Float64Array): Moments {
  const count = values.length
  const shift = values[0]!
  let [even, odd] = [0, 0]
  for (let i = 0; i < count; i += 2) {
    even += values[i]! - shift
    if (i + 1 < count) odd += values[i + 1]! - shift
  }
  let mean = shift + (even + odd) / count
  // The sum has left the range of doubles.
  if (!Number.isFinite(mean)) mean = values.reduce((sum, value) => sum + value / count, 0)
  let [second, secondOdd, third, thirdOdd, fourth, fourthOdd] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < count; i += 2) {
    const d = values[i]! - mean
    const square = d * d
    second += square
    third += square * d
    fourth += square * square
    if (i + 1 === count) break
    const dOdd = values[i + 1]! - mean
    const squareOdd = dOdd * dOdd
    secondOdd += squareOdd
    thirdOdd += squareOdd * dOdd
    fourthOdd += squareOdd * squareOdd
  }
  return { count, mean, m2: second + secondOdd, m3: third + thirdOdd, m4: fourth + fourthOdd }
}
