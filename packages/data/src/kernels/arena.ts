import type { Memory } from './web-assembly.ts'

/** Compiled kernels may read and write so many bytes beyond what they are given. */
export const SLACK = 64
const PAGE_BYTES = 65536
/** Addresses are 32 bits wide. */
const MAX_BYTES = 2 ** 32 - PAGE_BYTES

/** The memory of one instance: what is kept for good below, what is borrowed until the next `begin` above it. */
export interface Arena {
  /** Gives back what was borrowed and makes `bytes` ready, if there is as much memory. */
  begin(bytes: number): void
  /** An address for good, 16-byte aligned and zeroed. RangeError when memory is out. Gives back what was borrowed. */
  keep(bytes: number): number
  /** An address until the next `begin`; 0 when so much was not made ready. */
  borrow(bytes: number): number
  /** Where the array lies; 0 when that is elsewhere. Error for an array whose memory is gone. */
  addressOf(array: Uint8Array | Uint32Array | Float64Array): number
  buffer(): ArrayBuffer
}

export function createArena(memory: Memory, base: number): Arena {
  let bottom = aligned(base)
  let top = bottom

  function ensure(end: number): boolean {
    const missing = end + SLACK - memory.buffer.byteLength
    if (missing <= 0) return true
    if (end + SLACK > MAX_BYTES) return false
    try {
      memory.grow(Math.ceil(missing / PAGE_BYTES))
      return true
    } catch {
      // The machine has no more: a caller that can do without says so by falling back.
      return false
    }
  }

  return {
    begin(bytes) {
      top = bottom
      ensure(bottom + bytes)
    },
    keep(bytes) {
      const address = bottom
      const end = aligned(bottom + bytes + SLACK)
      if (!ensure(end)) throw new RangeError(`no memory for ${bytes} bytes of counts`)
      new Uint8Array(memory.buffer, address, end - address).fill(0)
      bottom = end
      top = end
      return address
    },
    borrow(bytes) {
      const end = aligned(top + bytes + SLACK)
      if (end > memory.buffer.byteLength) return 0
      const address = top
      top = end
      return address
    },
    addressOf(array) {
      if (array.buffer === memory.buffer) return array.byteOffset
      // Its length would be 0 now: values would be left out without a word.
      if ((array.buffer as { readonly detached?: boolean }).detached === true) {
        throw new Error('values were used after the memory they were borrowed from had moved')
      }
      return 0
    },
    buffer: () => memory.buffer,
  }
}

const aligned = (address: number): number => Math.ceil(address / 16) * 16
