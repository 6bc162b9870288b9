import { type Column, NULL_CODE } from '../column.ts'
import { DataError, quoteValue } from '../error.ts'
import type { PartitionValue } from './partition.ts'

/** A column that holds one value in every row; null for none. */
export function constantColumn(
  name: string,
  kind: Column['kind'],
  value: PartitionValue,
  length: number,
): Column {
  const none = value === null
  const validity = { validity: new Uint8Array((length + 7) >>> 3) }
  const common = { name, length, nullCount: none ? length : 0, ...(none ? validity : {}) }
  switch (kind) {
    case 'number': {
      const values = new Float64Array(length).fill(none ? NaN : Number(value))
      return { kind, ...common, values, integer: none || Number.isInteger(value) }
    }
    case 'timestamp':
      return { kind, ...common, values: new Float64Array(length).fill(none ? NaN : Number(value)) }
    case 'bigint':
      return { kind, ...common, values: new BigInt64Array(length).fill(none ? 0n : BigInt(value)) }
    case 'boolean':
      return { kind, ...common, values: new Uint8Array(length).fill(value === true ? 1 : 0) }
    case 'text': {
      const codes = new Uint32Array(length).fill(none ? NULL_CODE : 0)
      return { kind, ...common, codes, dictionary: none ? [] : [String(value)] }
    }
  }
}

/**
 * A column of one file as the dataset has it: whole numbers among 64-bit integers widened, and a column without a value,
 * whose kind was a guess, made of the kind the others show. DataError `wrong-type` for anything else.
 */
export function adaptColumn(column: Column, kind: Column['kind'], where: string): Column {
  if (column.kind === kind) return column
  if (column.nullCount === column.length) return constantColumn(column.name, kind, null, column.length)
  if (column.kind === 'number' && kind === 'bigint' && column.integer) {
    const { name, length, nullCount, validity } = column
    // Null rows hold NaN, which is no integer.
    const values = BigInt64Array.from(column.values, (v) => (Number.isNaN(v) ? 0n : BigInt(v)))
    return { kind, name, length, nullCount, ...(validity === undefined ? {} : { validity }), values }
  }
  const found = column.kind === 'number' && !column.integer ? 'fractions' : column.kind
  const message = `column ${quoteValue(column.name)} holds ${found}, and ${kind} in the other files`
  throw new DataError('wrong-type', where, message)
}
