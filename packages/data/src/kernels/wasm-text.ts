import { randomInt } from 'node:crypto'
import type { Cells } from '../text/cells.ts'
import { presentOf } from '../validity.ts'
import { createArena } from './arena.ts'
import { POWERS_BYTES, powersTable } from './powers.ts'
import type { Coded, Nulls, NumberPass, TextKernels, TextPass } from './text-kernels.ts'
import { instantiateText } from './text-module.ts'
import { createDictionary, type Dictionary } from './wasm-dictionary.ts'
import { layKeys } from './wasm-keys.ts'
import type { KeyNode } from '../json/keys.ts'

const CELLS_HEADER_BYTES = 24
const POSITION_BYTES = 16
const STATE_BYTES = 16
/** Of the state. */
const NULLS = 0
const FLAG = 1
const FIRST_BLOCK_BYTES = 1 << 21

/** What a text's cells look like. */
export interface TextShape extends Pick<Cells, 'format' | 'name' | 'width' | 'capacity'> {
  /** The keys of JSON objects, by which their columns are found. */
  readonly keys?: KeyNode
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Compiled kernels with a memory of their own. */
export async function createWasmTextKernels(shape: TextShape): Promise<TextKernels> {
  const code = await instantiateText()
  const arena = createArena(code.memory, code.base())
  const { width, capacity } = shape
  const csv = shape.format === 'csv' ? 1 : 0
  const starts = arena.keep(capacity * width * 4)
  const ends = arena.keep(capacity * width * 4)
  const tags = arena.keep(capacity * width)
  const lines = arena.keep(capacity * 8)
  const header = arena.keep(CELLS_HEADER_BYTES)
  const position = arena.keep(POSITION_BYTES)
  const state = arena.keep(STATE_BYTES)
  const values = arena.keep(capacity * 8)
  const validity = arena.keep((capacity + 7) >>> 3)
  const powers = arena.keep(POWERS_BYTES)
  const keys = shape.keys === undefined ? 0 : layKeys(arena, shape.keys, width)
  const dictionaries = new Map<number, Dictionary>()
  const seed = [randomInt(2 ** 32), randomInt(2 ** 32)] as const
  let blockBytes = FIRST_BLOCK_BYTES
  let block = arena.keep(blockBytes)
  new Uint32Array(arena.buffer(), header, 6).set([starts, ends, tags, lines, width, capacity])
  new Uint8Array(arena.buffer(), powers, POWERS_BYTES).set(powersTable())

  /** Made once and kept: a view for every pass would be most of the garbage. */
  let views = viewsOf(arena.buffer())
  const cells: Mutable<Cells> = { ...shape, bytes: new Uint8Array(0), rows: 0, ...views.cells }
  function viewsOf(buffer: ArrayBuffer) {
    return {
      buffer,
      cells: {
        starts: new Int32Array(buffer, starts, capacity * width),
        ends: new Int32Array(buffer, ends, capacity * width),
        tags: new Uint8Array(buffer, tags, capacity * width),
        lines: new Float64Array(buffer, lines, capacity),
      },
      position: new Float64Array(buffer, position, 2),
      /** Nulls, and the flag of the pass. */
      state: new Uint32Array(buffer, state, 2),
      values: new Float64Array(buffer, values, capacity),
      codes: new Uint32Array(buffer, values, capacity),
      validity: new Uint8Array(buffer, validity, (capacity + 7) >>> 3),
    }
  }

  /** After memory may have grown, which takes the old views with it. */
  function refresh(): void {
    if (views.buffer === arena.buffer()) return
    views = viewsOf(arena.buffer())
    Object.assign(cells, views.cells)
  }

  function begin(flag: number): void {
    const { rows } = cells
    views.state[NULLS] = 0
    views.state[FLAG] = flag
    views.validity.fill(0xff, 0, (rows + 7) >>> 3)
    // As `allValid` does.
    if ((rows & 7) !== 0) views.validity[rows >>> 3] = (1 << (rows & 7)) - 1
  }

  /** Borrowed. */
  function nulls(): Nulls {
    const nullCount = views.state[NULLS]!
    if (nullCount === 0) return { nullCount }
    return { nullCount, validity: views.validity.subarray(0, (cells.rows + 7) >>> 3) }
  }

  function scan(at: { offset: number; line: number }, kernel: () => number): void {
    views.position[0] = at.offset
    views.position[1] = at.line
    cells.rows = kernel()
    at.offset = views.position[0]!
    at.line = views.position[1]!
  }

  function numbers(column: number, whole: boolean): NumberPass {
    const { rows } = cells
    begin(whole ? 1 : 0)
    return {
      next: (row) => code.numbers(block, header, column, row, rows, csv, values, validity, powers, state),
      whole: () => views.state[FLAG] === 1,
      put(row, value, spelledWhole) {
        views.values[row] = value
        if (!spelledWhole) views.state[FLAG] = 0
      },
      finish: () => ({ values: views.values.slice(0, rows), ...kept(nulls()) }),
      lend: () => presentOf(views.values.subarray(0, rows), nulls()),
    }
  }

  function dictionaryOf(column: number): Dictionary {
    let dictionary = dictionaries.get(column)
    if (dictionary === undefined) {
      dictionary = createDictionary(code, arena, seed, width)
      dictionaries.set(column, dictionary)
      refresh()
    }
    return dictionary
  }

  function texts(column: number, strict: boolean): TextPass {
    const { rows } = cells
    const dictionary = dictionaryOf(column)
    dictionary.prune()
    begin(0)
    const lend = (): Coded => ({
      codes: views.codes.subarray(0, rows),
      dictionary: dictionary.texts(),
      ...nulls(),
    })
    return {
      next(from) {
        for (let row = from; ; ) {
          row = code.texts(
            block,
            header,
            column,
            row,
            rows,
            strict ? 1 : 0,
            values,
            validity,
            dictionary.address,
            state,
          )
          if (views.state[FLAG] === 0) return row
          const cell = row * width + column
          dictionary.grow(cells.ends[cell]! - cells.starts[cell]!)
          refresh()
        }
      },
      put(row, text) {
        dictionary.grow(text.length)
        arena.begin(text.length)
        const address = arena.borrow(text.length)
        refresh()
        new Uint8Array(arena.buffer(), address, text.length).set(text)
        views.codes[row] = code.intern(dictionary.address, address, text.length)
      },
      finish() {
        const { codes, dictionary: texts, ...missing } = lend()
        return { codes: codes.slice(), dictionary: texts, ...kept(missing) }
      },
      lend,
    }
  }

  return {
    made: 'webassembly',
    cells,
    load(bytes) {
      if (bytes.length > blockBytes) {
        blockBytes = Math.max(2 * blockBytes, bytes.length)
        block = arena.keep(blockBytes)
        refresh()
      }
      new Uint8Array(arena.buffer(), block, bytes.length).set(bytes)
      cells.bytes = bytes
      cells.rows = 0
    },
    csv(at, delimiter) {
      scan(at, () => code.csv(block, cells.bytes.length, delimiter, header, cells.rows, position))
    },
    jsonl(at) {
      scan(at, () => code.jsonl(block, cells.bytes.length, keys, header, cells.rows, position))
    },
    numbers,
    texts,
  }
}

/** Out of borrowed memory. */
const kept = ({ nullCount, validity }: Nulls): Nulls =>
  validity === undefined ? { nullCount } : { nullCount, validity: validity.slice() }
