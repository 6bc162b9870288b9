/**
 * Bytes to codes 0, 1, 2, ... in order of first sight: an open-addressing table over one pool, no object a value.
 * The hash is seeded at random, so that a file cannot be made to collide; codes do not depend on it.
 */
export interface Interner {
  intern(bytes: Uint8Array, start: number, end: number): number
  /** The interned texts from code `first`. TypeError when one is not UTF-8. */
  texts(first?: number): string[]
  clear(): void
}

const FIRST_SLOTS = 1 << 10
const FIRST_POOL_BYTES = 1 << 14

export function createInterner(seed: number): Interner {
  let slots = new Int32Array(FIRST_SLOTS)
  let hashes = new Int32Array(FIRST_SLOTS >>> 1)
  let offsets = new Int32Array((FIRST_SLOTS >>> 1) + 1)
  let pool = new Uint8Array(FIRST_POOL_BYTES)
  let count = 0

  function add(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const from = offsets[count]!
    const to = from + end - start
    if (to > pool.length) {
      const larger = new Uint8Array(Math.max(to, pool.length * 2))
      larger.set(pool)
      pool = larger
    }
    for (let p = start, q = from; p < end; p++, q++) pool[q] = bytes[p]!
    hashes[count] = hash
    offsets[count + 1] = to
    count++
    return count - 1
  }

  function rehash(): void {
    slots = new Int32Array(slots.length * 2)
    hashes = grown(hashes, slots.length >>> 1)
    offsets = grown(offsets, (slots.length >>> 1) + 1)
    const mask = slots.length - 1
    for (let code = 0; code < count; code++) {
      let i = hashes[code]! & mask
      while (slots[i] !== 0) i = (i + 1) & mask
      slots[i] = code + 1
    }
  }

  return {
    intern(bytes, start, end) {
      let hash = seed
      for (let p = start; p < end; p++) {
        hash = Math.imul(hash ^ bytes[p]!, 0x9e3779b1)
        hash ^= hash >>> 15
      }
      const mask = slots.length - 1
      const length = end - start
      let i = hash & mask
      for (;;) {
        const code = slots[i]! - 1
        if (code < 0) break
        if (hashes[code] === hash) {
          let q = offsets[code]!
          if (offsets[code + 1]! - q === length) {
            let p = start
            while (p < end && bytes[p] === pool[q]) {
              p++
              q++
            }
            if (p === end) return code
          }
        }
        i = (i + 1) & mask
      }
      slots[i] = count + 1
      const code = add(bytes, start, end, hash)
      if (count === slots.length >>> 1) rehash()
      return code
    },
    texts(first = 0) {
      const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
      const texts: string[] = []
      for (let code = first; code < count; code++) {
        texts.push(decoder.decode(pool.subarray(offsets[code], offsets[code + 1])))
      }
      return texts
    },
    clear() {
      slots.fill(0)
      count = 0
    },
  }
}

function grown(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length)
  larger.set(array)
  return larger
}
