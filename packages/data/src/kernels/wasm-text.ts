import { randomInt } from 'node:crypto'
import type { Cells } from '../text/cells.ts'
import { allValid, presentOf } from '../validity.ts'
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

  const cells: Mutable<Cells> = { ...shape, bytes: new Uint8Array(0), rows: 0, ...views() }
  function views() {
    const buffer = arena.buffer()
    return {
      starts: new Int32Array(buffer, starts, capacity * width),
      ends: new Int32Array(buffer, ends, capacity * width),
      tags: new Uint8Array(buffer, tags, capacity * width),
      lines: new Float64Array(buffer, lines, capacity),
    }
  }

  /** After memory may have grown, which takes the old views with it. */
  function refresh(): void {
    if (cells.starts.buffer !== arena.buffer()) Object.assign(cells, views())
  }

  function begin(first: number): void {
    new Uint32Array(arena.buffer(), state, 2).set([0, first])
    new Uint8Array(arena.buffer(), validity, (cells.rows + 7) >>> 3).set(allValid(cells.rows))
  }

  /** Borrowed. */
  function nulls(): Nulls {
    const [nullCount = 0] = new Uint32Array(arena.buffer(), state, 1)
    if (nullCount === 0) return { nullCount }
    return { nullCount, validity: new Uint8Array(arena.buffer(), validity, (cells.rows + 7) >>> 3) }
  }

  function scan(at: { offset: number; line: number }, kernel: () => number): void {
    const stand = new Float64Array(arena.buffer(), position, 2)
    stand.set([at.offset, at.line])
    cells.rows = kernel()
    at.offset = stand[0]!
    at.line = stand[1]!
  }

  function numbers(column: number, whole: boolean): NumberPass {
    const { rows } = cells
    const flag = (): Uint32Array => new Uint32Array(arena.buffer(), state + 4, 1)
    begin(whole ? 1 : 0)
    return {
      next: (row) => code.numbers(block, header, column, row, rows, csv, values, validity, powers, state),
      whole: () => flag()[0] === 1,
      put(row, value, spelledWhole) {
        new Float64Array(arena.buffer(), values, rows)[row] = value
        if (!spelledWhole) flag()[0] = 0
      },
      finish: () => ({ values: new Float64Array(arena.buffer(), values, rows).slice(), ...kept(nulls()) }),
      lend: () => presentOf(new Float64Array(arena.buffer(), values, rows), nulls()),
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
      codes: new Uint32Array(arena.buffer(), values, rows),
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
          if (new Uint32Array(arena.buffer(), state, 2)[1] === 0) return row
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
        const coded = code.intern(dictionary.address, address, text.length)
        new Uint32Array(arena.buffer(), values, rows)[row] = coded
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
