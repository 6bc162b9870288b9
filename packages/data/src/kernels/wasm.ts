import { DataError } from '../error.ts'
import { createArena } from './arena.ts'
import type { Kernels } from './kernels.ts'
import { type ColumnsModule, instantiateColumns } from './module.ts'
import { typescriptKernels as oracle } from './typescript.ts'
import { createCounting } from './wasm-count.ts'
import { createSorting } from './wasm-sort.ts'
import { isTrap } from './web-assembly.ts'

/** Compiled kernels with a memory of their own. What they refuse, the TypeScript kernels say the reason of. */
export async function createWasmKernels(): Promise<Kernels> {
  return kernelsOn(await instantiateColumns())
}

/** The kernels that an instance of the module makes. */
export function kernelsOn(code: ColumnsModule): Kernels {
  const arena = createArena(code.memory, code.base())

  /** The address of bytes the code can read, copied unless they lie in the arena; 0 when there is no room. */
  function given(array: Uint8Array | Uint32Array | Float64Array): number {
    const address = arena.addressOf(array)
    if (address !== 0) return address
    const copy = arena.borrow(array.byteLength)
    if (copy !== 0) {
      new Uint8Array(arena.buffer(), copy, array.byteLength).set(
        new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
      )
    }
    return copy
  }

  return {
    made: 'webassembly',
    begin: (bytes) => arena.begin(bytes),
    own: (array) => (arena.addressOf(array) === 0 ? array : (array.slice() as typeof array)),
    stored(bytes) {
      const copy = given(bytes)
      return copy === 0 ? oracle.stored(bytes) : new Uint8Array(arena.buffer(), copy, bytes.length)
    },
    snappy(block, size, where) {
      const source = given(block)
      const target = arena.borrow(size)
      if (source === 0 || target === 0) return oracle.snappy(block, size, where)
      const good = attempt(() => code.snappy(source, source + block.length, target, size))
      if (good !== 1) return refused(() => oracle.snappy(block, size, where), where)
      return new Uint8Array(arena.buffer(), target, size)
    },
    hybrid(bytes, width, count, where) {
      const source = given(bytes)
      const out = arena.borrow(count * 4)
      if (width < 1 || width > 32 || source === 0 || out === 0)
        return oracle.hybrid(bytes, width, count, where)
      const highest = attempt(() => code.hybrid(source, source + bytes.length, width, count, out))
      if (highest < 0) return refused(() => oracle.hybrid(bytes, width, count, where), where)
      return { values: new Uint32Array(arena.buffer(), out, count), highest }
    },
    levels(bytes, count, where) {
      const source = given(bytes)
      const out = arena.borrow(count)
      if (source === 0 || out === 0) return oracle.levels(bytes, count, where)
      const ones = attempt(() => code.levels(source, source + bytes.length, count, out))
      if (ones < 0) return refused(() => oracle.levels(bytes, count, where), where)
      return { present: new Uint8Array(arena.buffer(), out, count), ones }
    },
    doubles(bytes, count) {
      const address = arena.addressOf(bytes)
      if (address !== 0 && address % 8 === 0) return new Float64Array(arena.buffer(), address, count)
      const out = arena.borrow(count * 8)
      if (out === 0) return oracle.doubles(bytes, count)
      new Uint8Array(arena.buffer(), out, count * 8).set(bytes.subarray(0, count * 8))
      return new Float64Array(arena.buffer(), out, count)
    },
    gather(dictionary, indexes) {
      const from = given(indexes)
      const table = given(dictionary)
      const out = arena.borrow(indexes.length * 8)
      if (from === 0 || table === 0 || out === 0) return oracle.gather(dictionary, indexes)
      const good = attempt(() => code.gather(from, indexes.length, table, dictionary.length, out))
      if (good !== 1) throw new RangeError('an index lies outside its dictionary')
      return new Float64Array(arena.buffer(), out, indexes.length)
    },
    sort: createSorting(code, arena),
    counter: createCounting(code, arena),
  }
}

/** A kernel that leaves its memory is stopped by the engine, and has refused the page. */
function attempt(call: () => number): number {
  try {
    return call()
  } catch (error) {
    if (isTrap(error)) return -1
    throw error
  }
}

/** Says why. Two decoders of different minds prove one wrong, and no number of either is believed. */
function refused(decode: () => unknown, where: string): never {
  decode()
  throw new DataError('corrupt', where, 'two decoders disagree about a page; please report this file')
}
