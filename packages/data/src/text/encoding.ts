import { DataError } from '../error.ts'

/** Where the text begins: after a UTF-8 mark. DataError `unsupported` for UTF-16 and UTF-32. */
export function startOfText(name: string, bytes: Uint8Array): number {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 3
  const marked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)
  if (marked || (bytes.length > 1 && (a === 0 || b === 0))) {
    throw new DataError('unsupported', name, 'is UTF-16 or UTF-32 text; convert it to UTF-8')
  }
  return 0
}
