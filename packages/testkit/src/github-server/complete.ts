export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object'

const EPOCH = '2026-01-01T00:00:00Z'
const ADDRESS = 'https://github.com/'

/**
 * Fills what a schema requires and nobody gave: null where it may be null, else the smallest value of the type. So the
 * server says what it knows, and an answer is still whole by GitHub's own description, in every profile.
 */
export function completeSchema(
  schemas: Readonly<Record<string, JsonObject>>,
  name: string,
  given: JsonObject,
): JsonObject {
  const follow = (schema: JsonObject): JsonObject => {
    const reference = schema['$ref']
    if (typeof reference !== 'string') return schema
    const target = schemas[reference.replace('#/schemas/', '')]
    if (!target) throw new Error(`the extract has no ${reference}`)
    return follow(target)
  }

  const fill = (unresolved: JsonObject, value: Json | undefined): Json => {
    const schema = follow(unresolved)
    const alternatives = (schema['anyOf'] ?? schema['oneOf']) as readonly JsonObject[] | undefined
    if (alternatives && value === undefined) {
      const empty = alternatives.some((alternative) => alternative['type'] === 'null')
      return empty ? null : fill(alternatives[0]!, undefined)
    }
    if (value === undefined) return smallest(schema)
    if (Array.isArray(value)) {
      const items = schema['items'] as JsonObject | undefined
      return items ? value.map((item: Json) => fill(items, item)) : value
    }
    return typeof value === 'object' && value !== null ? fillObject(schema, value as JsonObject) : value
  }

  const smallest = (schema: JsonObject): Json => {
    const types = ([] as Json[]).concat(schema['type'] ?? 'object')
    if (types.includes('null')) return null
    const allowed = schema['enum'] as readonly Json[] | undefined
    if (allowed) return allowed[0]!
    switch (types[0] as JsonType) {
      case 'string':
        if (schema['format'] === 'date-time') return EPOCH
        return schema['format'] === 'uri'
          ? ADDRESS
          : '0'.repeat((schema['minLength'] as number | undefined) ?? 0)
      case 'integer':
      case 'number':
        return 0
      case 'boolean':
        return false
      case 'array':
        return []
      case 'object':
        return fillObject(schema, {})
      default:
        throw new Error(`the extract has a type ${JSON.stringify(types[0])}`)
    }
  }

  const fillObject = (schema: JsonObject, value: JsonObject): JsonObject => {
    const parts = ((schema['allOf'] as readonly JsonObject[] | undefined) ?? []).map(follow)
    const properties = Object.assign(
      {},
      ...[...parts, schema].map((part) => part['properties'] ?? {}),
    ) as Record<string, JsonObject>
    const required = [...parts, schema].flatMap((part) => (part['required'] ?? []) as readonly string[])
    const result: Record<string, Json> = { ...value }
    for (const key of new Set([...required, ...Object.keys(value)])) {
      const property = properties[key]
      if (property) result[key] = fill(property, value[key])
    }
    return result
  }

  return fillObject(follow({ $ref: `#/schemas/${name}` }), given)
}
