import { z } from 'zod'

/** `90s`, `15m`, `12h`, `14d`: how people write a length of time in YAML. */
export const duration = z
  .string()
  .regex(/^\d+(ms|s|m|h|d)$/, 'a duration such as 30s, 15m, 12h or 14d')
  .describe('A length of time: 500ms, 30s, 15m, 12h or 14d.')

/** What a status other than `pass` does to the verdict. */
export const outcome = z.enum(['pass', 'warn', 'fail'])

export const severity = z.enum(['warn', 'fail']).describe('What a failure of this rule does to the verdict.')

/** A probability of error, never 0 and never above one half. */
export const alpha = z.number().gt(0).max(0.5)

const milliseconds = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** The length in milliseconds of a string that {@link duration} accepted. */
export function toMilliseconds(text: string): number {
  const match = /^(\d+)(ms|s|m|h|d)$/.exec(text)
  if (!match) throw new RangeError(`not a duration: ${JSON.stringify(text)}`)
  return Number(match[1]) * milliseconds[match[2] as keyof typeof milliseconds]
}
