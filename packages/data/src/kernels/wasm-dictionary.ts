import type { Arena } from './arena.ts'
import type { TextModule } from './text-module.ts'

const HEADER_BYTES = 40
const FIRST_ROOM = 32
const FIRST_POOL_BYTES = 512
/** Texts and bytes a table's dictionaries carry over into the next block, all columns together. */
const KEPT_TEXTS = 1 << 18
const KEPT_BYTES = 1 << 24

/** The texts of one column, in the memory of the kernels: laid out as in `packages/data/kernels/text/texts.ts`. */
export interface Dictionary {
  readonly address: number
  /** Makes room for one more text of `bytes` bytes. RangeError when memory is out. */
  grow(bytes: number): void
  /** All texts by code. Later ones are added to the same list. TypeError when one is not UTF-8. */
  texts(): readonly string[]
  /** Forgets its texts when they have become more than are worth carrying from block to block. */
  prune(): void
}

/** @param columns How many dictionaries share what may be carried over. */
export function createDictionary(
  code: TextModule,
  arena: Arena,
  seed: readonly [low: number, high: number],
  columns: number,
): Dictionary {
  const address = arena.keep(HEADER_BYTES)
  let room = FIRST_ROOM
  let poolBytes = FIRST_POOL_BYTES
  let hashes = arena.keep(room * 4)
  let offsets = arena.keep((room + 1) * 4)
  let pool = arena.keep(poolBytes)
  let slots = arena.keep(room * 8)
  let decoded: string[] = []

  const header = (): Uint32Array => new Uint32Array(arena.buffer(), address, HEADER_BYTES / 4)
  const count = (): number => header()[6]!
  const used = (): number => new Uint32Array(arena.buffer(), offsets, room + 1)[count()]!

  function describe(texts: number): void {
    header().set([slots, room * 2, hashes, offsets, pool, poolBytes, texts, room, ...seed])
  }

  /** A larger area that begins with what the old one holds. */
  function moved(from: number, bytes: number, larger: number): number {
    const to = arena.keep(larger)
    new Uint8Array(arena.buffer()).copyWithin(to, from, from + bytes)
    return to
  }

  describe(0)
  return {
    address,
    grow(bytes) {
      const texts = count()
      const filled = used()
      const full = texts === room
      if (full) {
        hashes = moved(hashes, room * 4, room * 8)
        offsets = moved(offsets, (room + 1) * 4, (room * 2 + 1) * 4)
        room *= 2
        slots = arena.keep(room * 8)
      }
      if (filled + bytes > poolBytes) {
        const larger = Math.max(poolBytes * 2, filled + bytes)
        pool = moved(pool, filled, larger)
        poolBytes = larger
      }
      describe(texts)
      if (full) code.rehash(address)
    },
    texts() {
      const ends = new Uint32Array(arena.buffer(), offsets, room + 1)
      const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
      for (let text = decoded.length; text < count(); text++) {
        decoded.push(
          decoder.decode(new Uint8Array(arena.buffer(), pool + ends[text]!, ends[text + 1]! - ends[text]!)),
        )
      }
      return decoded
    },
    prune() {
      if (count() <= KEPT_TEXTS / columns && used() <= KEPT_BYTES / columns) return
      // A new list: the old one belongs to columns that were handed out.
      decoded = []
      describe(0)
      code.rehash(address)
    },
  }
}
