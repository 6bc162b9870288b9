/** How a cell was written, as in src/text/cells.ts. */
export const BARE: u8 = 0
export const QUOTED: u8 = 1
export const ESCAPED: u8 = 2
export const ABSENT: u8 = 3
export const NESTED: u8 = 4

export const QUOTE: u8 = 0x22
export const LF: u8 = 0x0a
export const CR: u8 = 0x0d

/**
 * Cells of a block, row-major: `starts` and `ends` (u32 each, offsets in the block), `tags` (u8), `lines` (f64 a row).
 * Pointers, u32 each, at `cells`; behind them the number of columns.
 */
export function startsOf(cells: usize): usize {
  return load<u32>(cells)
}
export function endsOf(cells: usize): usize {
  return load<u32>(cells, 4)
}
export function tagsOf(cells: usize): usize {
  return load<u32>(cells, 8)
}
export function linesOf(cells: usize): usize {
  return load<u32>(cells, 12)
}
export function widthOf(cells: usize): u32 {
  return load<u32>(cells, 16)
}
export function capacityOf(cells: usize): u32 {
  return load<u32>(cells, 20)
}

export function put(cells: usize, cell: u32, start: u32, end: u32, tag: u8): void {
  store<u32>(startsOf(cells) + ((<usize>cell) << 2), start)
  store<u32>(endsOf(cells) + ((<usize>cell) << 2), end)
  store<u8>(tagsOf(cells) + cell, tag)
}

/** Where a scan stands, at `position`: offset in the block (f64) and line (f64) of the record that comes next. */
export function stand(position: usize, offset: usize, line: f64): void {
  store<f64>(position, <f64>offset)
  store<f64>(position, line, 8)
}
