/** Share of the sample left to the outermost cells on each side, so that a few outliers do not stretch all others. */
const OUTER = 1 / 512
const SAMPLE = 4_096
const CHUNK = 16_384
/** The upper 32 bits of the largest finite double. */
const LARGEST_ORDER = 0x7fefffff

/**
 * Cells that keep the order of doubles: a value in a lower cell is smaller than every value in a higher one. The first
 * and the last hold what lies outside the range of the others.
 */
export interface Cells {
  readonly count: number
  /** Left ends of all cells and, last, the right end of the last; a rounding error off at most. */
  readonly edges: Float64Array
  /** Calls back with the cells of consecutive values, a cache-sized piece at a time. */
  readonly each: Walk
}

type Walk = (values: Float64Array, visit: (cells: Int32Array, start: number, end: number) => void) => void

/** A way to place values; its edges are made only once it is chosen. */
interface Candidate {
  readonly each: Walk
  readonly leftEdge: (cell: number) => number
}

/**
 * Chooses between cells of equal width and cells of equal width in the logarithm (the leading bits of the double, which
 * sort as it does once negative ones are flipped), whichever spreads a sample of the values better. Undefined when
 * neither spreads it: all but equal values, or a range that overflows.
 */
export function orderPreservingCells(a: Float64Array, b: Float64Array, count: number): Cells | undefined {
  const sample = Float64Array.from([...strided(a), ...strided(b)]).sort()
  const outer = Math.floor(sample.length * OUTER)
  const [low, high] = [sample[outer]!, sample[sample.length - 1 - outer]!]
  const ends = extremes([a, b])
  // The area is summed in units of 1 / (n1 n2).
  if (!((ends[1] - ends[0]) * a.length * b.length < Infinity)) return undefined
  const [best] = [linear(low, high, count), leadingBits(low, high, count)]
    .filter((candidate) => candidate !== undefined)
    .map((candidate) => ({ candidate, crowding: crowding(candidate, sample) }))
    .sort((one, other) => one.crowding - other.crowding)
  return best && { count, edges: edgesOf(best.candidate, count, ends), each: best.candidate.each }
}

function edgesOf({ leftEdge }: Candidate, count: number, [smallest, largest]: Ends): Float64Array {
  const edges = new Float64Array(count + 1)
  edges[0] = smallest
  for (let k = 1; k < count; k++) edges[k] = Math.min(largest, Math.max(edges[k - 1]!, leftEdge(k)))
  edges[count] = largest
  return edges
}

type Ends = readonly [smallest: number, largest: number]

function strided(values: Float64Array): Float64Array {
  const size = Math.min(values.length, SAMPLE)
  return Float64Array.from({ length: size }, (_, i) => values[Math.floor((i * values.length) / size)]!)
}

function extremes(samples: readonly Float64Array[]): Ends {
  let [smallest, largest] = [Infinity, -Infinity]
  for (const values of samples) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!
      if (value < smallest) smallest = value
      if (value > largest) largest = value
    }
  }
  return [smallest, largest]
}

/** Mean number of sampled values that share a cell, weighted by themselves: 1 where each has its own. */
function crowding({ each }: Candidate, sample: Float64Array): number {
  const counts = new Map<number, number>()
  each(sample, (indices, start, end) => {
    for (let i = 0; i < end - start; i++) counts.set(indices[i]!, (counts.get(indices[i]!) ?? 0) + 1)
  })
  return [...counts.values()].reduce((sum, size) => sum + size * size, 0)
}

function linear(low: number, high: number, count: number): Candidate | undefined {
  const inner = count - 2
  const scale = inner / (high - low)
  if (!(scale > 0 && scale < Infinity)) return undefined
  const scratch = new Int32Array(CHUNK)
  return {
    leftEdge: (cell) => low + (cell - 1) / scale,
    each: (values, visit) => {
      for (let start = 0; start < values.length; start += CHUNK) {
        const end = Math.min(values.length, start + CHUNK)
        for (let i = start; i < end; i++) {
          const place = (values[i]! - low) * scale
          scratch[i - start] = place < 0 ? 0 : place >= inner ? inner + 1 : 1 + Math.floor(place)
        }
        visit(scratch, start, end)
      }
    },
  }
}

function leadingBits(low: number, high: number, count: number): Candidate {
  const inner = count - 2
  const [lowKey, highKey] = [orderOf(wordOf(low)), orderOf(wordOf(high)) + 1]
  const scale = inner / (highKey - lowKey)
  // Fewer keys than cells: one each.
  const perKey = Math.min(1, scale)
  const scratch = new Int32Array(CHUNK)
  return {
    leftEdge: (cell) => leftEnd(lowKey + Math.ceil((cell - 1) / perKey)),
    each: (values, visit) => {
      const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2)
      for (let start = 0; start < values.length; start += CHUNK) {
        const end = Math.min(values.length, start + CHUNK)
        for (let i = start; i < end; i++) {
          const key = orderOf(words[2 * i + 1]!) - lowKey
          const place = key * perKey
          scratch[i - start] = place < 0 ? 0 : place >= inner ? inner + 1 : 1 + Math.floor(place)
        }
        visit(scratch, start, end)
      }
    },
  }
}

/** The upper 32 bits of a double, as they lie in memory. */
function wordOf(value: number): number {
  return new Int32Array(Float64Array.of(value).buffer)[1]!
}

/** -0 and 0 must share a cell, so that equal values do: both are order 0. */
function orderOf(word: number): number {
  return word < 0 ? -(word & 0x7fffffff) : word
}

/** The smallest double with this order or, for those that mirror it, the largest below them. */
function leftEnd(order: number): number {
  const size = Math.min(LARGEST_ORDER, order > 0 ? order : 1 - order)
  const exponent = size >>> 20
  const fraction = (size & 0xfffff) / 2 ** 20
  const value = exponent === 0 ? fraction * 2 ** -1022 : (1 + fraction) * 2 ** (exponent - 1023)
  return order > 0 ? value : -value
}
