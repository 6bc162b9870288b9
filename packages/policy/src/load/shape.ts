import { z } from 'zod'
import type { Key } from './source.ts'

type Schema = z.core.$ZodType

/** The value under `keys`, or undefined where the path breaks off. */
export function at(value: unknown, keys: readonly Key[]): unknown {
  let inner: unknown = value
  for (const key of keys) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) return undefined
    inner = (inner as Readonly<Record<Key, unknown>>)[key]
  }
  return inner
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The schema declared for the value under `keys`: through records, lists, and the fitting option of unions. */
export function schemaAt(schema: Schema, keys: readonly Key[], value: unknown): Schema | undefined {
  const [key, ...rest] = keys
  if (key === undefined) return required(schema)
  const inner = memberOf(fitting(schema, value), key)
  return inner && schemaAt(inner, rest, at(value, [key]))
}

/** The keys that the mapping `value` may have by its schema; none for what is no mapping. */
export function knownKeys(schema: Schema | undefined, value: unknown): readonly string[] {
  const object = schema && fitting(schema, value)
  return object instanceof z.ZodObject ? Object.keys(object.shape) : []
}

function memberOf(schema: Schema, key: Key): Schema | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[key]
  if (schema instanceof z.ZodRecord) return schema.valueType
  if (schema instanceof z.ZodArray) return schema.element
  return undefined
}

function required(schema: Schema): Schema {
  return schema instanceof z.ZodOptional ? required(schema.unwrap()) : schema
}

function fitting(schema: Schema, value: unknown): Schema {
  const declared = required(schema)
  if (!(declared instanceof z.ZodUnion)) return declared
  const [option] = declared.options
    .filter((one) => outerShapeFits(one, value))
    .sort((a, b) => shared(b, value) - shared(a, value))
  return option ? fitting(option, value) : declared
}

/** How many keys of a mapping a schema declares: which of several mappings was meant. */
function shared(schema: Schema, value: unknown): number {
  if (!(schema instanceof z.ZodObject) || !isRecord(value)) return 0
  return Object.keys(value).filter((key) => Object.hasOwn(schema.shape, key)).length
}

function outerShapeFits(schema: Schema, value: unknown): boolean {
  if (Array.isArray(value)) return schema instanceof z.ZodArray
  if (isRecord(value)) return schema instanceof z.ZodObject || schema instanceof z.ZodRecord
  return false
}

/** Longest piece of the file a message repeats. */
const LONGEST = 60

/** A value as a message shows it: short, on one line, control characters escaped. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  // JSON has no word for NaN and the infinities but null.
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text
}
