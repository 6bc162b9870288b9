/** The blocks of a file that were used last. */
export interface BlockCache {
  get(index: number): Uint8Array | undefined
  put(index: number, block: Uint8Array): void
}

/** Holds `capacity` blocks; the one not used for longest makes room. */
export function createBlockCache(capacity: number): BlockCache {
  // A Map lists its keys in the order they were put.
  const blocks = new Map<number, Uint8Array>()
  return {
    get(index) {
      const block = blocks.get(index)
      if (block === undefined) return undefined
      blocks.delete(index)
      blocks.set(index, block)
      return block
    },
    put(index, block) {
      blocks.delete(index)
      blocks.set(index, block)
      const [oldest] = blocks.keys()
      if (blocks.size > capacity) blocks.delete(oldest!)
    },
  }
}
