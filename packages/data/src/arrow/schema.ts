import { DataError } from '../error.ts'
import { MAX_COLUMNS } from '../limits.ts'
import type { FlatTable } from './flatbuffer.ts'
import { type ArrowType, readType } from './type.ts'

/** A column, or a part of a nested one (arrow/format/Schema.fbs). */
export interface ArrowField {
  readonly name: string
  readonly nullable: boolean
  /** Of the values; where they are dictionary-coded, of the dictionary. */
  readonly type: ArrowType
  readonly children: readonly ArrowField[]
  readonly dictionary: DictionaryEncoding | undefined
  /** Name of the extension type, such as `arrow.uuid`. */
  readonly extension: string | undefined
}

export interface DictionaryEncoding {
  readonly id: number
  /** Of the indexes. */
  readonly bits: number
  readonly signed: boolean
}

/** Lists in lists; Arrow itself sets no bound, and a hostile schema may share children without end. */
const MAX_DEPTH = 64
const INT = 2
const INDEX_BITS: readonly number[] = [8, 16, 32, 64]
const EXTENSION_KEY = 'ARROW:extension:name'

/** DataError `corrupt`, `unsupported` (big-endian, a name used twice), `too-large`. */
export function readSchema(schema: FlatTable, where: string): readonly ArrowField[] {
  if (schema.short(0) !== 0) throw new DataError('unsupported', where, 'holds big-endian values')
  const budget = { left: MAX_COLUMNS }
  const fields = schema.tables(1).map((field) => readField(field, budget, 0, where))
  const seen = new Set<string>()
  for (const { name } of fields) {
    if (seen.has(name))
      throw new DataError('unsupported', where, 'its schema names a column twice; rename one')
    seen.add(name)
  }
  return fields
}

/** Whether its fields are columns: a struct coded by a dictionary is one value a row. */
export function isStruct({ type, dictionary }: ArrowField): boolean {
  return type.is === 'struct' && dictionary === undefined
}

/** The columns of a schema: its fields, and instead of a struct the fields within, called by their path. */
export function leavesOf(fields: readonly ArrowField[]): readonly ArrowField[] {
  return fields.flatMap((field) =>
    isStruct(field)
      ? leavesOf(field.children).map((leaf) => ({
          ...leaf,
          name: `${field.name}.${leaf.name}`,
          nullable: leaf.nullable || field.nullable,
        }))
      : [field],
  )
}

/** Paths of the structs among the fields. */
export function structsOf(fields: readonly ArrowField[]): readonly string[] {
  return fields
    .filter(isStruct)
    .flatMap(({ name, children }) => [name, ...structsOf(children).map((inner) => `${name}.${inner}`)])
}

function readField(field: FlatTable, budget: { left: number }, depth: number, where: string): ArrowField {
  if (depth > MAX_DEPTH)
    throw new DataError('too-large', where, `its schema is nested more than ${MAX_DEPTH} deep`)
  if (budget.left-- === 0)
    throw new DataError('too-large', where, `its schema has more than ${MAX_COLUMNS} columns`)
  return {
    name: field.text(0) ?? '',
    nullable: field.bool(1),
    type: readType(field.byte(2), field.table(3)),
    children: field.tables(5).map((child) => readField(child, budget, depth + 1, where)),
    dictionary: readEncoding(field.table(4), where),
    extension: field
      .tables(6)
      .find((entry) => entry.text(0) === EXTENSION_KEY)
      ?.text(1),
  }
}

/** Indexes are int32 where none are named. */
function readEncoding(encoding: FlatTable | undefined, where: string): DictionaryEncoding | undefined {
  if (encoding === undefined) return undefined
  const index = encoding.table(1)
  if (index === undefined) return { id: encoding.long(0), bits: 32, signed: true }
  const type = readType(INT, index)
  if (type.is !== 'int' || !INDEX_BITS.includes(type.bits))
    throw new DataError('corrupt', where, 'a dictionary is indexed by no integers')
  return { id: encoding.long(0), bits: type.bits, signed: type.signed }
}
