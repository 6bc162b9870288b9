import { DataError } from '../error.ts'
import type { TextKernels } from '../kernels/text-kernels.ts'
import type { Blocks } from '../text/blocks.ts'
import { startOfText } from '../text/encoding.ts'
import { MAX_JSON_BYTES, MIB } from '../limits.ts'
import type { KeyNode } from './keys.ts'
import type { JsonPass } from './lines.ts'
import { createObjectScanner } from './scan.ts'

/** One JSON array of objects; the text is in memory whole. */
export function arrayPass(name: string, root: KeyNode, kernels: TextKernels | undefined): JsonPass {
  const cells = kernels?.cells
  const scanner = createObjectScanner(name, root, cells)
  const capacity = cells?.capacity ?? Infinity
  let state: 'open' | 'first' | 'next' | 'closed' = 'open'
  let line = 1
  let rows = 0
  return {
    scan(bytes) {
      const end = bytes.length
      let p = 0
      rows = 0
      kernels?.load(bytes)
      scanner.load(bytes, line)
      if (state === 'open') {
        p = scanner.skipSpace(startOfText(name, bytes), end)
        if (bytes[p] !== 0x5b) throw scanner.fail('an array of objects is expected')
        p++
        state = 'first'
      }
      while (rows < capacity && state !== 'closed') {
        p = scanner.skipSpace(p, end)
        if (p >= end) throw new DataError('truncated', `${name}:${scanner.line()}`, 'ends inside the array')
        if (bytes[p] === 0x5d) {
          state = 'closed'
          p++
          break
        }
        if (state === 'next') {
          if (bytes[p] !== 0x2c) throw scanner.fail('a comma or the end of the array is expected')
          p = scanner.skipSpace(p + 1, end)
        }
        p = scanner.readObject(p, end, rows)
        rows++
        state = 'next'
      }
      if (state === 'closed') {
        p = scanner.skipSpace(p, end)
        if (p < end) throw scanner.fail('text follows the array')
      }
      line = scanner.line()
      if (cells !== undefined) cells.rows = rows
      return p
    },
    rows: () => rows,
    place: () => `${name}:${line}`,
  }
}

/** Everything at once: an array cannot be resumed at a line. DataError `too-large` beyond 64 MiB. */
export function wholeBlocks(name: string, blocks: Blocks): Blocks {
  let whole: Uint8Array | undefined
  return {
    async next(consumed) {
      if (whole !== undefined) {
        whole = whole.subarray(consumed)
        return { bytes: whole, final: true }
      }
      const parts: Uint8Array[] = []
      let length = 0
      for (let final = false; !final; ) {
        const block = await blocks.next(parts.at(-1)?.length ?? 0)
        length += block.bytes.length
        if (length > MAX_JSON_BYTES) {
          const most = `${MAX_JSON_BYTES / MIB} MiB`
          throw new DataError(
            'too-large',
            name,
            `a JSON array is read up to ${most}; write JSON lines (.jsonl) instead`,
          )
        }
        parts.push(block.bytes.slice())
        final = block.final
      }
      whole = Buffer.concat(parts)
      return { bytes: whole, final: true }
    },
    close: () => blocks.close(),
  }
}
