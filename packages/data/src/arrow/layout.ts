import { DataError } from '../error.ts'
import type { BufferPlace, FieldNode, RecordBatch } from './message.ts'
import { type ArrowField, isStruct } from './schema.ts'

/** Where one column of a record batch lies. Of a list or union only the outermost node and buffers. */
export interface ColumnPlace {
  readonly node: FieldNode
  /** Validity first, where the type has one. */
  readonly buffers: readonly BufferPlace[]
  /** Validity of the structs it is a field of. */
  readonly around: readonly BufferPlace[]
}

/** Buffers a field brings itself, its children not counted; views bring data buffers besides. */
function ownBuffers(field: ArrowField, version: 4 | 5, where: string): number {
  if (field.dictionary !== undefined) return 2
  const { type } = field
  switch (type.is) {
    case 'null':
    case 'run-end':
      return 0
    case 'struct':
    case 'fixed-list':
      return 1
    case 'bool':
    case 'int':
    case 'float':
    case 'decimal':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'duration':
    case 'interval':
    case 'fixed':
    case 'list':
    case 'view':
      return 2
    case 'offsets':
    case 'list-view':
      return 3
    case 'union':
      return (type.dense ? 2 : 1) + (version === 4 ? 1 : 0)
    case 'unknown':
      // What it brings is unknown, so nothing behind it can be found either.
      throw new DataError('unsupported', where, `holds a column of type ${type.id}, which is not known`)
  }
}

/** Deals a batch's nodes and buffers out to its columns, in the order of `leavesOf`. DataError `corrupt` unless they fit exactly. */
export function placeColumns(
  fields: readonly ArrowField[],
  batch: RecordBatch,
  version: 4 | 5,
  where: string,
): readonly ColumnPlace[] {
  let node = 0
  let buffer = 0
  let view = 0
  const places: ColumnPlace[] = []

  function take(field: ArrowField, around: readonly BufferPlace[] | undefined): void {
    const own = batch.nodes[node++]
    const first = buffer
    buffer += ownBuffers(field, version, where)
    if (field.dictionary === undefined && field.type.is === 'view') {
      const data = batch.variadic[view++]
      if (data === undefined || data < 0 || data > batch.buffers.length) throw misfit(where)
      buffer += data
    }
    if (own === undefined || buffer > batch.buffers.length) throw misfit(where)
    const buffers = batch.buffers.slice(first, buffer)
    if (around !== undefined && own.length !== batch.rows) throw misfit(where)
    const open = around !== undefined && isStruct(field)
    if (around !== undefined && !open) places.push({ node: own, buffers, around })
    const within = open ? [...around, ...buffers] : undefined
    if (field.dictionary === undefined) for (const child of field.children) take(child, within)
  }

  for (const field of fields) take(field, [])
  if (node !== batch.nodes.length || buffer !== batch.buffers.length || view !== batch.variadic.length)
    throw misfit(where)
  return places
}

function misfit(where: string): DataError {
  return new DataError('corrupt', where, 'does not have the buffers its schema asks for')
}
