import { readFileSync } from 'node:fs'
import { Ajv, type AnySchema, type ErrorObject, type ValidateFunction } from 'ajv'
import { default as addFormats } from 'ajv-formats'
import { completeSchema, type Json, type JsonObject } from './complete.ts'

export type Profile = 'github.com' | 'ghes'

/** Which committed extract speaks for a profile; made by openapi/extract.mjs. */
const FILES: Readonly<Record<Profile, string>> = {
  'github.com': 'github.com.generated.json',
  ghes: 'ghes-3.19.generated.json',
}

interface OperationSchemas {
  readonly path: JsonObject
  readonly query: JsonObject
  readonly bodyRequired?: boolean
  readonly body?: JsonObject
  /** By status; null where the answer has no JSON. */
  readonly responses: Readonly<Record<string, JsonObject | null>>
}

interface Extract {
  readonly source: string
  readonly operations: Readonly<Record<string, OperationSchemas>>
  readonly schemas: Readonly<Record<string, JsonObject>>
}

export interface Match {
  /** `GET /repos/{owner}/{repo}/issues`. */
  readonly operation: string
  readonly path: Readonly<Record<string, string>>
}

export interface CheckedRequest {
  readonly path: Readonly<Record<string, string | number>>
  /** Defaults filled in, numbers and booleans read. */
  readonly query: Readonly<Record<string, string | number | boolean>>
  readonly body: JsonObject
}

/** GitHub's own description of its API: what a request must look like and what an answer looks like. */
export interface Contract {
  readonly source: string
  /** The operation of a method and path, or undefined: this GitHub has no such endpoint. */
  match(method: string, path: string): Match | undefined
  /** The request with its types, or what is wrong with it, one line each. */
  check(
    match: Match,
    query: URLSearchParams,
    body: unknown,
  ): { readonly request: CheckedRequest } | { readonly problems: readonly string[] }
  /** What is wrong with an answer; none is right. */
  checkAnswer(operation: string, status: number, body: unknown): readonly string[]
  /** An answer of a named schema: what is given, and the least the schema demands for the rest. */
  complete(schema: string, given: JsonObject): JsonObject
}

/** Reads the extract of a profile. Schemas are compiled when first used. */
export function loadContract(profile: Profile): Contract {
  const text = readFileSync(new URL(`../../openapi/${FILES[profile]}`, import.meta.url), 'utf8')
  const extract = JSON.parse(text) as Extract
  const options = { strict: false, allErrors: true, useDefaults: true } as const
  const strictTypes = newAjv({ ...options, useDefaults: false })
  /** Path and query are text on the wire. */
  const fromText = newAjv({ ...options, coerceTypes: true })
  const shared = { $id: 'github', schemas: extract.schemas }
  for (const ajv of [strictTypes, fromText]) ajv.addSchema(shared)

  const compiled = new Map<string, ValidateFunction>()
  const validator = (ajv: Ajv, key: string, schema: AnySchema): ValidateFunction => {
    const known = compiled.get(key)
    if (known) return known
    const made = ajv.compile(absolute(schema as Json) as AnySchema)
    compiled.set(key, made)
    return made
  }
  const routes = Object.keys(extract.operations).map(route)
  const check = (
    ajv: Ajv,
    key: string,
    schema: AnySchema,
    value: unknown,
    where: string,
  ): readonly string[] => {
    const validate = validator(ajv, key, schema)
    return validate(value) ? [] : (validate.errors ?? []).map((error) => describe(error, where))
  }

  return {
    source: extract.source,
    match(method, path) {
      for (const { operation, verb, pattern } of routes) {
        const found = verb === method ? pattern.exec(path) : null
        if (found) return { operation, path: decoded(found.groups ?? {}) }
      }
      return undefined
    },
    check({ operation, path }, query, body) {
      const schemas = extract.operations[operation]!
      const values = { path: { ...path }, query: Object.fromEntries(query) }
      const problems = [
        ...check(fromText, `${operation} path`, schemas.path, values.path, 'path'),
        ...check(fromText, `${operation} query`, schemas.query, values.query, 'query'),
        ...checkBody(operation, schemas, body),
      ]
      if (problems.length > 0) return { problems }
      return { request: { ...values, body: (body ?? {}) as JsonObject } }
    },
    checkAnswer(operation, status, body) {
      const { responses } = extract.operations[operation]!
      const schema = responses[String(status)]
      if (schema === undefined) return [`${operation} never answers ${status}`]
      if (schema === null) return body === undefined ? [] : [`${operation} ${status} has no body`]
      return check(strictTypes, `${operation} ${status}`, schema, body, 'answer')
    },
    complete: (schema, given) => completeSchema(extract.schemas, schema, given),
  }

  function checkBody(operation: string, schemas: OperationSchemas, body: unknown): readonly string[] {
    if (schemas.body === undefined) return body === undefined ? [] : [`${operation} takes no body`]
    if (body === undefined) return schemas.bodyRequired === true ? ['the body is missing'] : []
    // GitHub drops a key it does not know without a word; for a test of our client that is a mistake to be told.
    const schema = { additionalProperties: false, ...schemas.body }
    return check(strictTypes, `${operation} body`, schema, body, 'body')
  }
}

function newAjv(options: ConstructorParameters<typeof Ajv>[0]): Ajv {
  const ajv = new Ajv(options)
  addFormats.default(ajv)
  return ajv
}

/** `#/schemas/x` of the extract, from inside a schema that is compiled on its own. */
function absolute(node: Json): Json {
  if (Array.isArray(node)) return node.map(absolute)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? `github${value}` : absolute(value),
    ]),
  )
}

/** `{ref}` and `{path}` may hold slashes; every other parameter is one segment. */
function route(operation: string): { operation: string; verb: string; pattern: RegExp } {
  const [verb = '', template = ''] = operation.split(' ')
  const source = template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    (name === 'ref' && template.includes('/git/')) || name === 'path'
      ? `(?<${name}>.+)`
      : `(?<${name}>[^/]+)`,
  )
  return { operation, verb, pattern: new RegExp(`^${source}$`) }
}

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
}

function describe({ instancePath, message, params }: ErrorObject, where: string): string {
  const extra = (params as { additionalProperty?: string }).additionalProperty
  if (extra !== undefined) return `${where}${instancePath}: "${extra}" is not a permitted key.`
  return `${where}${instancePath} ${message ?? 'is invalid'}`
}
