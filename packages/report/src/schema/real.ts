import { z } from 'zod'

/**
 * A number as measured. JSON has no NaN and no infinity and `JSON.stringify` writes `null` for them, which a later
 * reader takes for "absent"; here they are the strings `"NaN"`, `"Infinity"` and `"-Infinity"`, so that a broken
 * measurement stays visibly broken.
 */
export const real = z.codec(
  z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]),
  z.custom<number>((value) => typeof value === 'number'),
  {
    decode: Number,
    encode: (value) => (Number.isFinite(value) ? value : (String(value) as 'NaN' | 'Infinity' | '-Infinity')),
  },
)

/** A count of rows, requests or runs. */
export const count = z.number().int().nonnegative()
