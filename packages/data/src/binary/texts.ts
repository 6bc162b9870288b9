import { DataError } from '../error.ts'
import type { Interner } from '../text/interner.ts'

/** Interned texts from code `first`. DataError `unsupported` when one is not UTF-8: the column holds binary. */
export function decodeTexts(interner: Interner, first: number, where: string): string[] {
  try {
    return interner.texts(first)
  } catch (cause) {
    throw new DataError('unsupported', where, 'holds bytes that are not UTF-8 text', { cause })
  }
}
