import type { Cells } from '../text/cells.ts'
import { startOfText } from '../text/encoding.ts'
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
export function linesPass(name: string, root: KeyNode, cells: Cells | undefined): JsonPass {
  const scanner = createObjectScanner(name, root, cells)
  const capacity = cells?.capacity ?? Infinity
  let line = 1
  let begun = false
  let rows = 0
  return {
    scan(bytes, final) {
      let p = begun ? 0 : startOfText(name, bytes)
      begun = true
      rows = 0
      if (cells !== undefined) cells.bytes = bytes
      while (rows < capacity && p < bytes.length) {
        const feed = bytes.indexOf(0x0a, p)
        if (feed < 0 && !final) break
        const end = feed < 0 ? bytes.length : feed
        scanner.load(bytes, line)
        const start = scanner.skipSpace(p, end)
        if (start < end) {
          const after = scanner.skipSpace(scanner.readObject(start, end, rows), end)
          if (after < end) throw scanner.fail('text follows the object; write one object a line')
          rows++
        }
        p = end + 1
        line++
      }
      if (cells !== undefined) cells.rows = rows
      return Math.min(p, bytes.length)
    },
    rows: () => rows,
    place: () => `${name}:${line}`,
  }
}
