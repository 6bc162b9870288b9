import type { TextKernels } from '../kernels/text-kernels.ts'
import { startOfText } from '../text/encoding.ts'
import type { Position } from '../text/position.ts'
import type { KeyNode } from './keys.ts'
import { createObjectScanner } from './scan.ts'

/** A pass over a JSON text. Learning passes have no cells and take any number of rows. */
export interface JsonPass {
  /** Rows of the last scan; the bytes done with are returned. */
  readonly scan: (bytes: Uint8Array, final: boolean) => number
  readonly rows: () => number
  readonly place: () => string
}

/** JSON lines: an object a line (LF or CRLF), blank lines skipped. */
export function linesPass(
  name: string,
  root: KeyNode,
  kernels: TextKernels | undefined,
  inMiddle = false,
): JsonPass {
  const cells = kernels?.cells
  const scanner = createObjectScanner(name, root, cells)
  const capacity = cells?.capacity ?? Infinity
  const at: Position = { offset: 0, line: 1 }
  let begun = inMiddle
  let rows = 0

  /** Reads a line of any kind; false when the block does not hold it whole. */
  function readLine(bytes: Uint8Array, final: boolean): boolean {
    const feed = bytes.indexOf(0x0a, at.offset)
    if (feed < 0 && !final) return false
    const end = feed < 0 ? bytes.length : feed
    scanner.load(bytes, at.line)
    const start = scanner.skipSpace(at.offset, end)
    if (start < end) {
      const after = scanner.skipSpace(scanner.readObject(start, end, rows), end)
      if (after < end) throw scanner.fail('text follows the object; write one object a line')
      rows++
    }
    at.offset = end + 1
    at.line++
    return true
  }

  return {
    scan(bytes, final) {
      at.offset = begun ? 0 : startOfText(name, bytes)
      begun = true
      rows = 0
      kernels?.load(bytes)
      while (rows < capacity && at.offset < bytes.length) {
        if (kernels !== undefined) {
          kernels.jsonl(at)
          rows = kernels.cells.rows
          if (rows === capacity || at.offset >= bytes.length) break
        }
        if (!readLine(bytes, final)) break
        if (cells !== undefined) cells.rows = rows
      }
      return Math.min(at.offset, bytes.length)
    },
    rows: () => rows,
    place: () => `${name}:${at.line}`,
  }
}
