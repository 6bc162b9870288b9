import { z } from 'zod'

/** The input that carries the job's token; it has the job's own as its default everywhere. */
export const TOKEN_INPUT = 'github-token'

/** What action.yml and the README say of an input. */
export interface InputFacts {
  readonly description: string
  readonly required: boolean
  /** As a workflow would write it. */
  readonly default?: string
}

/** Reads an input's facts out of its schema. @throws Error when it has no description */
export function inputFacts(name: string, schema: z.ZodType): InputFacts {
  const description = z.globalRegistry.get(schema)?.description
  if (description === undefined) throw new Error(`input ${name}: its schema has no .describe()`)
  const value = name === TOKEN_INPUT ? '${{ github.token }}' : defaultOf(schema)
  const required = value === undefined && !schema.safeParse(undefined).success
  return value === undefined ? { description, required } : { description, required, default: value }
}

/**
 * The text that stands for "nothing given". The JSON Schema of the input side has it, but for `.default()` on a schema
 * that transforms: that default is a value already, and is written out when it is a plain one.
 */
function defaultOf(schema: z.ZodType): string | undefined {
  const { default: written } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  if (written !== undefined) return plain(written)
  const parsed = schema.safeParse(undefined)
  return parsed.success ? plain(parsed.data) : undefined
}

function plain(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}
