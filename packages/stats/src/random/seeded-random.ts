/** Cumulative probabilities of Poisson(1) as fractions of 2^32; beyond the last entry nothing is left. */
function poissonSteps(): readonly number[] {
  const steps: number[] = []
  let [term, sum] = [Math.exp(-1), 0]
  for (let k = 0; sum < 1 - 2 ** -33; k++) {
    sum += term
    term /= k + 1
    steps.push(sum * 2 ** 32)
  }
  return steps
}

/** Of a leading byte that alone does not say the value. */
const UNSETTLED = 255

/** The value by a draw's first eight bits, which settle it 97 times of 100; UNSETTLED else. */
function poissonByByte(steps: readonly number[]): Uint8Array {
  const values = new Uint8Array(256)
  for (let byte = 0, value = 0; byte < 256; byte++) {
    while (byte * 2 ** 24 >= steps[value]!) value++
    values[byte] = (byte + 1) * 2 ** 24 <= steps[value]! ? value : UNSETTLED
  }
  return values
}

/** A stream of numbers that is the same on every machine for the same seed, so a report can be recomputed. */
export interface SeededRandom {
  /** 32 random bits as 0..2^32-1. */
  bits(): number
  /** Uniform in [0, 1), a multiple of 2^-53. */
  next(): number
  /** Uniform whole number in 0..bound-1, without bias; bound from 1 to 2^32. */
  integer(bound: number): number
  /** Adds one to a random entry, as often as there are entries: `integer(length)` that often, at twice the speed. */
  scatter(counts: Uint32Array): void
  /** Poisson with mean 1: how often a row is drawn in a bootstrap sample of a large table. */
  poisson1(): number
}

/**
 * xoshiro128** 1.1 (D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021),
 * its four state words filled by SplitMix32 (the 32-bit murmur3 finaliser over a Weyl sequence with step 0x9e3779b9),
 * started at the low 32 bits of the seed xor'd with 0x85ebca6b times its high bits.
 * For statistics, never for secrets. `seed` is a whole number from 0 to 2^53-1, else RangeError.
 */
export function seededRandom(seed: number): SeededRandom {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`seededRandom: seed must be a whole number from 0 to 2^53-1, got ${seed}`)
  }
  let weyl = ((seed % 2 ** 32) | 0) ^ Math.imul(Math.floor(seed / 2 ** 32), 0x85ebca6b)
  const split = () => {
    weyl = (weyl + 0x9e3779b9) | 0
    let z = weyl
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return z ^ (z >>> 16)
  }
  const steps = poissonSteps()
  const byByte = poissonByByte(steps)
  let [a, b, c, d] = [split(), split(), split(), split()]

  const bits = () => {
    const product = Math.imul(b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = (d << 11) | (d >>> 21)
    return result
  }
  return {
    bits,
    next: () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53,
    integer: (bound) => {
      if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32) {
        throw new RangeError(
          `SeededRandom.integer: bound must be a whole number from 1 to 2^32, got ${bound}`,
        )
      }
      // Draws above the last whole multiple of the bound would favour the small numbers.
      // Division, because % of doubles is many times slower; exact, as quotients below 2^32 are far from rounding up.
      const limit = Math.floor(2 ** 32 / bound) * bound
      let draw = bits()
      while (draw >= limit) draw = bits()
      return draw - Math.floor(draw / bound) * bound
    },
    scatter: (counts) => {
      const bound = counts.length
      const limit = Math.floor(2 ** 32 / bound) * bound
      // The state in locals, and the step of bits() written out: a bootstrap of a large table spends its time here.
      let [w, x, y, z] = [a, b, c, d]
      for (let i = 0; i < bound; ) {
        const product = Math.imul(x, 5)
        const draw = Math.imul((product << 7) | (product >>> 25), 9) >>> 0
        const t = x << 9
        y ^= w
        z ^= x
        x ^= y
        w ^= z
        y ^= t
        z = (z << 11) | (z >>> 21)
        if (draw >= limit) continue
        counts[draw - Math.floor(draw / bound) * bound]!++
        i++
      }
      ;[a, b, c, d] = [w, x, y, z]
    },
    poisson1: () => {
      const draw = bits()
      const settled = byByte[draw >>> 24]!
      if (settled !== UNSETTLED) return settled
      let k = 0
      while (k < steps.length - 1 && draw >= steps[k]!) k++
      return k
    },
  }
}
