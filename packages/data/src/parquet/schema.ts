import { DataError } from '../error.ts'
import { MAX_COLUMNS } from '../limits.ts'
import { STRUCT } from '../project.ts'
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
  /** Of a field within structs, their names and its own joined by dots. */
  readonly name: string
  /** Its place among the chunks of a row group. */
  readonly chunk: number
  readonly type: number
  readonly typeLength: number
  /** Optional fields on the way to a value, its own included; 0 where nothing may be null. */
  readonly depth: number
  readonly logical: LogicalType
}

export interface Schema {
  readonly leaves: readonly Leaf[]
  /** Columns that are not read as one: lists, maps, structs as a whole; with the reason. */
  readonly nested: ReadonlyMap<string, string>
  readonly chunks: number
}

const OPTIONAL = 1
const REPEATED = 2
/** Structs in structs; a hostile schema may go on without end. */
const MAX_DEPTH = 64

/**
 * The leaves that hold at most one value a row: directly under the root, or within structs. Lists and maps are named as
 * nested. DataError `corrupt`, `too-large`.
 */
export function readSchema(elements: readonly SchemaElement[], where: string): Schema {
  const root = elements[0]
  if (root === undefined) throw new DataError('corrupt', where, 'its schema is empty')
  const leaves: Leaf[] = []
  const nested = new Map<string, string>()
  const names = new Set<string>()
  let chunks = 0
  let next = 1

  function take(path: readonly string[], depth: number): void {
    const element = elements[next++]
    if (element === undefined)
      throw new DataError('corrupt', where, 'its schema names more columns than it has')
    const name = [...path, element.name].join('.')
    const clash = names.has(name)
    if (clash && path.length === 0) throw new DataError('corrupt', where, 'its schema names a column twice')
    names.add(name)
    const own = depth + (element.repetition === OPTIONAL ? 1 : 0)
    const why = unreadable(element, elements[next], clash)
    if (why !== undefined) {
      nested.set(name, why)
      if (element.type === undefined) skip(element.children)
      else chunks++
    } else if (element.type === undefined) {
      if (path.length === MAX_DEPTH)
        throw new DataError('too-large', where, `its schema is nested more than ${MAX_DEPTH} deep`)
      nested.set(name, STRUCT)
      for (let child = 0; child < element.children; child++) take([...path, element.name], own)
    } else {
      const { type, typeLength, logical } = element
      leaves.push({ name, chunk: chunks, type, typeLength, depth: own, logical })
      chunks++
    }
  }

  /** Passes over elements that are not read, and all below them. */
  function skip(open: number): void {
    for (; open > 0; next++, open--) {
      const inner = elements[next]
      if (inner === undefined) throw new DataError('corrupt', where, 'its schema ends within a group')
      if (inner.type === undefined) open += inner.children
      else chunks++
    }
  }

  for (let child = 0; child < root.children; child++) take([], 0)
  if (next !== elements.length)
    throw new DataError('corrupt', where, 'its schema holds elements outside the root')
  if (chunks > MAX_COLUMNS)
    throw new DataError('too-large', where, `has ${chunks} columns, at most ${MAX_COLUMNS}`)
  return { leaves, nested, chunks }
}

/** Why an element is no column and no struct of columns; undefined when it is. */
function unreadable(
  element: SchemaElement,
  child: SchemaElement | undefined,
  clash: boolean,
): string | undefined {
  // A list or map is a group around one repeated field; writers of old leave its annotation out.
  const wraps = element.type === undefined && element.children === 1 && child?.repetition === REPEATED
  if (element.repetition === REPEATED || wraps) return 'holds lists or maps, which are not read'
  if (element.type === undefined && element.logical.is === 'other')
    return `holds ${element.logical.name}, which is not read`
  return clash ? 'is named twice in the schema, so it is not read' : undefined
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
