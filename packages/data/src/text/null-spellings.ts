import { DataError, quoteValue } from '../error.ts'
import { ABSENT, BARE, type Cells, ESCAPED, NESTED } from './cells.ts'

/** Marks the cells that spell a missing value, before anything else is made of them. */
export type MarkNulls = (cells: Cells) => void

/** A spelling is a word, not prose: what is compared with every cell. */
const MAX_SPELLING_BYTES = 64

/**
 * Cells whose whole text is one of the spellings hold no value, quoted or not, whatever the column is; an empty cell
 * holds none anyway. Compared byte by byte: `NA` is not `na`. Undefined for no spellings.
 *
 * DataError `unsupported` for a spelling longer than 64 bytes.
 */
export function createMarkNulls(name: string, spellings: readonly string[]): MarkNulls | undefined {
  const wanted = spellings.filter((spelling) => spelling !== '').map((text) => new TextEncoder().encode(text))
  if (wanted.length === 0) return undefined
  const long = wanted.findIndex((bytes) => bytes.length > MAX_SPELLING_BYTES)
  if (long >= 0) {
    const shown = quoteValue(new TextDecoder().decode(wanted[long]))
    throw new DataError(
      'unsupported',
      name,
      `a spelling of null has at most ${MAX_SPELLING_BYTES} bytes: ${shown}`,
    )
  }
  const byLength = Array.from({ length: MAX_SPELLING_BYTES + 1 }, (_, length) =>
    wanted.filter((bytes) => bytes.length === length),
  )
  return ({ bytes, starts, ends, tags, rows, width, format }) => {
    const none = format === 'csv' ? BARE : ABSENT
    for (let cell = 0; cell < rows * width; cell++) {
      const start = starts[cell]!
      const candidates = byLength[ends[cell]! - start]
      const tag = tags[cell]
      if (candidates === undefined || candidates.length === 0 || tag === ESCAPED || tag === NESTED) continue
      if (!candidates.some((spelling) => spelling.every((byte, i) => bytes[start + i] === byte))) continue
      // Made empty: a spelling such as -999 would be read as a number before anyone asks what it means.
      ends[cell] = start
      tags[cell] = none
    }
  }
}
