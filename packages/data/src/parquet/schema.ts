import { DataError } from '../error.ts'
import { MAX_COLUMNS } from '../limits.ts'
import type { Thrift } from './thrift.ts'

/** Physical types, by their number in the format. */
export const BOOLEAN = 0
export const INT32 = 1
export const INT64 = 2
export const INT96 = 3
export const FLOAT = 4
export const DOUBLE = 5
export const BYTE_ARRAY = 6
export const FIXED_LEN_BYTE_ARRAY = 7
export const TYPE_NAMES = [
  'BOOLEAN',
  'INT32',
  'INT64',
  'INT96',
  'FLOAT',
  'DOUBLE',
  'BYTE_ARRAY',
  'FIXED_LEN_BYTE_ARRAY',
] as const

export type TimeUnit = 'ms' | 'us' | 'ns'

/** What a column's values mean; the old converted types are translated into it. */
export type LogicalType =
  | { readonly is: 'none' | 'text' | 'date' | 'null' | 'uuid' | 'float16' }
  | { readonly is: 'decimal'; readonly scale: number }
  | { readonly is: 'time' | 'timestamp'; readonly unit: TimeUnit }
  | { readonly is: 'integer'; readonly signed: boolean }
  | { readonly is: 'other'; readonly name: string }

export interface SchemaElement {
  readonly name: string
  /** Undefined for groups. */
  readonly type: number | undefined
  readonly typeLength: number
  readonly repetition: number
  readonly children: number
  readonly logical: LogicalType
}

/** A leaf of the schema: one column chunk a row group. */
export interface Leaf {
  readonly name: string
  /** Its place among the chunks of a row group. */
  readonly chunk: number
  readonly type: number
  readonly typeLength: number
  readonly optional: boolean
  readonly logical: LogicalType
}

export interface Schema {
  readonly leaves: readonly Leaf[]
  /** Top-level columns that hold lists, maps or structs. */
  readonly nested: readonly string[]
  readonly chunks: number
}

const REPEATED = 2

/** Leaves directly under the root; whatever is deeper is named as nested. DataError `corrupt`, `too-large`. */
export function readSchema(elements: readonly SchemaElement[], where: string): Schema {
  const root = elements[0]
  if (root === undefined) throw new DataError('corrupt', where, 'its schema is empty')
  const leaves: Leaf[] = []
  const nested: string[] = []
  const seen = new Set<string>()
  let chunks = 0
  let next = 1
  for (let child = 0; child < root.children; child++) {
    const element = elements[next]
    if (element === undefined)
      throw new DataError('corrupt', where, 'its schema names more columns than it has')
    if (seen.has(element.name)) throw new DataError('corrupt', where, 'its schema names a column twice')
    seen.add(element.name)
    if (element.type === undefined || element.repetition === REPEATED) {
      nested.push(element.name)
      let open = 1
      for (; open > 0; next++, open--) {
        const inner = elements[next]
        if (inner === undefined) throw new DataError('corrupt', where, 'its schema ends within a group')
        if (inner.type === undefined) open += inner.children
        else chunks++
      }
    } else {
      const { name, type, typeLength, logical } = element
      leaves.push({ name, chunk: chunks, type, typeLength, optional: element.repetition === 1, logical })
      chunks++
      next++
    }
  }
  if (next !== elements.length)
    throw new DataError('corrupt', where, 'its schema holds elements outside the root')
  if (chunks > MAX_COLUMNS)
    throw new DataError('too-large', where, `has ${chunks} columns, at most ${MAX_COLUMNS}`)
  return { leaves, nested, chunks }
}

export function schemaElement(thrift: Thrift, wire: number): SchemaElement {
  let name = ''
  let type: number | undefined
  let typeLength = 0
  let repetition = 0
  let children = 0
  let converted = -1
  let scale = 0
  let logical: LogicalType | undefined
  thrift.structField(wire, (id, field) => {
    if (id === 1) type = thrift.int(field)
    else if (id === 2) typeLength = thrift.int(field)
    else if (id === 3) repetition = thrift.int(field)
    else if (id === 4) name = thrift.text(field)
    else if (id === 5) children = Math.max(0, thrift.int(field))
    else if (id === 6) converted = thrift.int(field)
    else if (id === 7) scale = thrift.int(field)
    else if (id === 10) logical = logicalType(thrift, field)
    else return false
    return true
  })
  return { name, type, typeLength, repetition, children, logical: logical ?? convertedType(converted, scale) }
}

/** The LogicalType union: the id of the one field that is set says which. */
function logicalType(thrift: Thrift, wire: number): LogicalType | undefined {
  let logical: LogicalType | undefined
  thrift.structField(wire, (id, field) => {
    let scale = 0
    let unit: TimeUnit = 'ms'
    let signed = true
    thrift.structField(field, (inner, type) => {
      if (id === 5 && inner === 1) scale = thrift.int(type)
      else if ((id === 7 || id === 8) && inner === 2) unit = timeUnit(thrift, type)
      else if (id === 10 && inner === 2) signed = thrift.bool(type)
      else return false
      return true
    })
    logical = logicalOf(id, scale, unit, signed)
    return true
  })
  return logical
}

function timeUnit(thrift: Thrift, wire: number): TimeUnit {
  let unit: TimeUnit = 'ms'
  thrift.structField(wire, (id) => {
    unit = id === 1 ? 'ms' : id === 2 ? 'us' : 'ns'
    return false
  })
  return unit
}

function logicalOf(id: number, scale: number, unit: TimeUnit, signed: boolean): LogicalType | undefined {
  switch (id) {
    case 1: // STRING
    case 4: // ENUM
    case 12: // JSON
      return { is: 'text' }
    case 5:
      return { is: 'decimal', scale }
    case 6:
      return { is: 'date' }
    case 7:
      return { is: 'time', unit }
    case 8:
      return { is: 'timestamp', unit }
    case 10:
      return { is: 'integer', signed }
    case 11:
      return { is: 'null' }
    case 14:
      return { is: 'uuid' }
    case 15:
      return { is: 'float16' }
    case 13:
      return { is: 'other', name: 'BSON' }
    case 16:
      return { is: 'other', name: 'VARIANT' }
    case 17:
    case 18:
      return { is: 'other', name: 'geometry' }
    case 2:
    case 3:
      return undefined
    default:
      return { is: 'other', name: `logical type ${id}` }
  }
}

function convertedType(id: number, scale: number): LogicalType {
  switch (id) {
    case 0: // UTF8
    case 4: // ENUM
    case 19: // JSON
      return { is: 'text' }
    case 5:
      return { is: 'decimal', scale }
    case 6:
      return { is: 'date' }
    case 7:
      return { is: 'time', unit: 'ms' }
    case 8:
      return { is: 'time', unit: 'us' }
    case 9:
      return { is: 'timestamp', unit: 'ms' }
    case 10:
      return { is: 'timestamp', unit: 'us' }
    case 11:
    case 12:
    case 13:
    case 14:
      return { is: 'integer', signed: false }
    case 15:
    case 16:
    case 17:
    case 18:
      return { is: 'integer', signed: true }
    case 20:
      return { is: 'other', name: 'BSON' }
    case 21:
      return { is: 'other', name: 'INTERVAL' }
    default:
      return { is: 'none' }
  }
}
