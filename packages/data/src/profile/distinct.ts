/**
 * How many different values a column holds: counted, or estimated by a HyperLogLog sketch that merges.
 * Two counts of disjoint rows say only between which bounds their union lies.
 */
export type Distinct =
  | { readonly by: 'count'; readonly count: number }
  | { readonly by: 'bounds'; readonly low: number; readonly high: number }
  /** `registers`: DISTINCT_REGISTERS of them, each one base64 digit. */
  | { readonly by: 'hyperloglog'; readonly registers: string }

export interface DistinctRange {
  readonly estimate: number
  /** Certain for counts and bounds; for a sketch three standard errors to either side. */
  readonly low: number
  readonly high: number
}

const INDEX_BITS = 12
export const DISTINCT_REGISTERS = 1 << INDEX_BITS
/** 1.04 / sqrt(registers) (Flajolet et al. 2007): 1.6 %. */
export const DISTINCT_STANDARD_ERROR = 1.04 / Math.sqrt(DISTINCT_REGISTERS)
/** Bits of the hash that are counted; the largest register is one more. */
const RANK_BITS = 64 - INDEX_BITS
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Sees values, any of them any number of times. The hash is our own: a sketch of another maker cannot be merged. */
export function distinctSketch() {
  const registers = new Uint8Array(DISTINCT_REGISTERS)
  return {
    addNumbers: (values: Float64Array): void => sketchNumbers(values, registers),
    addText(value: string): void {
      let [a, b] = [0x811c9dc5, 0x1b873593]
      for (let i = 0; i < value.length; i++) {
        const unit = value.charCodeAt(i)
        a = Math.imul(a ^ unit, 0x01000193)
        b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 15)
      }
      const low = scramble(b ^ value.length)
      note(registers, scramble(a ^ Math.imul(low, 0x9e3779b1)), low)
    },
    finish: (): Distinct => distinctOf(registers),
  }
}

export type DistinctSketch = ReturnType<typeof distinctSketch>

/** Finite numbers into the registers of a sketch; `kernels/columns/sketch.ts` does the same. */
export function sketchNumbers(values: Float64Array, registers: Uint8Array): void {
  const double = new Float64Array(1)
  const words = new Uint32Array(double.buffer)
  for (let i = 0; i < values.length; i++) {
    double[0] = values[i]! + 0
    const low = scramble(words[0]! ^ Math.imul(words[1]!, 0x9e3779b1))
    note(registers, scramble(low ^ Math.imul(words[1]!, 0x85ebca77) ^ words[0]!), low)
  }
}

export const distinctOf = (registers: Uint8Array): Distinct => ({
  by: 'hyperloglog',
  registers: registersText(registers),
})

function note(registers: Uint8Array, high: number, low: number): void {
  const index = high >>> (RANK_BITS - 32)
  const top = high << INDEX_BITS
  const rank = top === 0 ? 32 - INDEX_BITS + Math.clz32(low) + 1 : Math.clz32(top) + 1
  if (rank > registers[index]!) registers[index] = rank
}

/** Finaliser of MurmurHash3: every bit of the input moves about half of the output. */
function scramble(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** Of disjoint rows; undefined where one side was not counted, or one was counted and the other sketched. */
export function mergeDistinct(a: Distinct | undefined, b: Distinct | undefined): Distinct | undefined {
  if (a === undefined || b === undefined) return undefined
  if (a.by === 'hyperloglog' && b.by === 'hyperloglog') {
    const other = registersOf(b.registers)
    return {
      by: 'hyperloglog',
      registers: registersText(registersOf(a.registers).map((register, i) => Math.max(register, other[i]!))),
    }
  }
  if (a.by === 'hyperloglog' || b.by === 'hyperloglog') return undefined
  const [left, right] = [rangeOf(a), rangeOf(b)]
  return { by: 'bounds', low: Math.max(left.low, right.low), high: left.high + right.high }
}

/** What is known of the number of different values. */
export function rangeOf(distinct: Distinct): DistinctRange {
  switch (distinct.by) {
    case 'count':
      return { estimate: distinct.count, low: distinct.count, high: distinct.count }
    case 'bounds':
      return { estimate: distinct.high, low: distinct.low, high: distinct.high }
    case 'hyperloglog': {
      const estimate = estimateOf(registersOf(distinct.registers))
      const error = 3 * DISTINCT_STANDARD_ERROR * estimate
      return { estimate, low: Math.max(0, estimate - error), high: estimate + error }
    }
  }
}

/** Whether a text is the registers of a sketch: as many base64 digits as there are registers, none too large. */
export function areRegisters(text: string): boolean {
  if (text.length !== DISTINCT_REGISTERS) return false
  return registersOf(text).every((register) => register <= RANK_BITS + 1)
}

export function registersOf(text: string): Uint8Array {
  // A character that is no digit becomes 255, which no register can be.
  return Uint8Array.from(text, (digit) => BASE64.indexOf(digit))
}

export const registersText = (registers: Uint8Array): string =>
  Array.from(registers, (register) => BASE64[register]).join('')

/** Ertl 2017, "New cardinality estimation algorithms for HyperLogLog sketches", algorithm 6: no bias to correct. */
function estimateOf(registers: Uint8Array): number {
  const m = DISTINCT_REGISTERS
  const counts = new Float64Array(RANK_BITS + 2)
  for (const register of registers) counts[register]! += 1
  let z = m * tau(1 - counts[RANK_BITS + 1]! / m)
  for (let k = RANK_BITS; k >= 1; k--) z = 0.5 * (z + counts[k]!)
  z += m * sigma(counts[0]! / m)
  return (m * m) / (2 * Math.LN2 * z)
}

function sigma(x: number): number {
  if (x === 1) return Number.POSITIVE_INFINITY
  let [power, weight, z, previous] = [x, 1, x, -1]
  while (z !== previous) {
    previous = z
    power *= power
    z += power * weight
    weight += weight
  }
  return z
}

function tau(x: number): number {
  if (x === 0 || x === 1) return 0
  let [root, weight, z, previous] = [x, 1, 1 - x, -1]
  while (z !== previous) {
    previous = z
    root = Math.sqrt(root)
    weight *= 0.5
    z -= (1 - root) ** 2 * weight
  }
  return z / 3
}
