/** How a cell was written. */
export const BARE = 0
export const QUOTED = 1
/** Quoted, and its text is not the bytes between the quotes: doubled quotes in CSV, backslashes in JSON. */
export const ESCAPED = 2
/** No value: JSON null, or a key the object lacks. */
export const ABSENT = 3
/** An array, or an object where the column is a scalar. */
export const NESTED = 4

/**
 * Where the cells of a block of text lie, row-major, so that a column is then parsed by one tight typed loop: a scanner
 * fills it, `buildColumn` reads it. Reused from block to block.
 */
export interface Cells {
  readonly format: 'csv' | 'json'
  /** File name, for messages. */
  readonly name: string
  readonly width: number
  readonly capacity: number
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly tags: Uint8Array
  /** Line of the file on which each row begins, from 1. */
  readonly lines: Float64Array
  bytes: Uint8Array
  rows: number
}

/** What is known of the cells of a text before there are any. */
export type CellsShape = Pick<Cells, 'format' | 'name' | 'width' | 'capacity'>

export function shapeOfCells(
  format: Cells['format'],
  name: string,
  width: number,
  maxCells: number,
): CellsShape {
  return { format, name, width, capacity: Math.max(1, Math.floor(maxCells / Math.max(1, width))) }
}

export function createCells({ format, name, width, capacity }: CellsShape): Cells {
  return {
    format,
    name,
    width,
    capacity,
    starts: new Int32Array(capacity * width),
    ends: new Int32Array(capacity * width),
    tags: new Uint8Array(capacity * width),
    lines: new Float64Array(capacity),
    bytes: new Uint8Array(0),
    rows: 0,
  }
}

/** `file:line` of a row. */
export function placeOf(cells: Cells, row: number): string {
  return `${cells.name}:${cells.lines[row]}`
}

/** The cell as text for a message; undecodable bytes are replaced. */
export function cellText(cells: Cells, cell: number): string {
  decoder ??= new TextDecoder('utf-8', { ignoreBOM: true })
  return decoder.decode(cells.bytes.subarray(cells.starts[cell], cells.ends[cell]))
}

/** Kept: making one costs more than decoding a cell. */
let decoder: InstanceType<typeof TextDecoder> | undefined
