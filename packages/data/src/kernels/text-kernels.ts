import type { Cells } from '../text/cells.ts'
import type { Position } from '../text/position.ts'

/**
 * The loops that reading a text spends its time in, twice: in TypeScript, and compiled to WebAssembly. They do what is
 * plain and stop at what is not; the caller decides that, and lets them go on. So nothing is refused, and no odd
 * spelling read, but by the one careful reader both share.
 */
export interface TextKernels {
  readonly made: 'typescript' | 'webassembly'
  /** Filled by the scans below or by a careful one; its arrays may be others after any call. */
  readonly cells: Cells
  /** The block that is scanned and read next. Its cells are gone. */
  load(bytes: Uint8Array): void
  /** Adds sound CSV records to the cells and moves `at` behind them. */
  csv(at: Position, delimiter: number): void
  /** Adds sound objects, one a line, to the cells and moves `at` behind them. */
  jsonl(at: Position): void
  /** @param whole The column's numbers are whole so far. */
  numbers(column: number, whole: boolean): NumberPass
  /** @param strict Only what stands in quotes is a text. */
  texts(column: number, strict: boolean): TextPass
}

/** One column of the cells, from its first row to its last; the next pass may begin when it is finished. */
interface Pass {
  /** Reads on from `row`; the row it cannot decide, or the number of rows. */
  next(row: number): number
}

export interface NumberPass extends Pass {
  /** Whether all numbers so far are spelled as whole ones, and the column was whole before. */
  whole(): boolean
  put(row: number, value: number, whole: boolean): void
  finish(): Nulls & { readonly values: Float64Array }
  /** The numbers that are present, borrowed until the next pass. */
  lend(): Float64Array
}

export interface TextPass extends Pass {
  put(row: number, text: Uint8Array): void
  /** TypeError when a text is not UTF-8. */
  finish(): Coded
  /** The same, but for the codes being borrowed until the next pass. */
  lend(): Coded
}

/** Later texts may be added to the dictionary: only what the codes name belongs to them. */
export interface Coded extends Nulls {
  readonly codes: Uint32Array
  readonly dictionary: readonly string[]
}

export interface Nulls {
  readonly nullCount: number
  /** Absent when nothing is null. */
  readonly validity?: Uint8Array
}
