import type { Column } from '../column.ts'
import {
  BOOLEAN,
  BYTE_ARRAY,
  DOUBLE,
  FIXED_LEN_BYTE_ARRAY,
  FLOAT,
  INT32,
  INT64,
  INT96,
  type Leaf,
  type TimeUnit,
  TYPE_NAMES,
} from './schema.ts'

/** How a column's physical values become a `Column`. */
export type Meaning =
  | { readonly kind: 'number'; readonly as: 'integer'; readonly signed: boolean }
  | { readonly kind: 'bigint'; readonly signed: boolean }
  | { readonly kind: 'number'; readonly as: 'float' | 'float16' }
  | { readonly kind: 'number'; readonly as: 'decimal'; readonly scale: number }
  /** Time of day in milliseconds. */
  | { readonly kind: 'number'; readonly as: 'time'; readonly perMillisecond: number }
  | { readonly kind: 'timestamp'; readonly as: 'days' | 'int96' }
  | { readonly kind: 'timestamp'; readonly as: 'instant'; readonly perMillisecond: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'text'; readonly as: 'utf8' | 'uuid' }
  | { readonly kind: 'unsupported'; readonly why: string }

export type Readable = Exclude<Meaning, { readonly kind: 'unsupported' }>

/** Digits after the point a decimal may have: 10^22 is the last power of ten that is a double. */
const MAX_SCALE = 76

/** What a leaf means; `wide` says that its 64-bit integers leave the range a double holds exactly. */
export function meaningOf(leaf: Leaf, wide: boolean): Meaning {
  const { logical, type, typeLength } = leaf
  const physical = TYPE_NAMES[type] ?? `physical type ${type}`
  const unsupported = (what: string): Meaning => ({
    kind: 'unsupported',
    why: `holds ${what} in ${physical}`,
  })
  const integer = type === INT32 || type === INT64
  const bytes = type === BYTE_ARRAY || type === FIXED_LEN_BYTE_ARRAY
  if (type === FIXED_LEN_BYTE_ARRAY && !(typeLength > 0 && typeLength < 2 ** 20))
    return unsupported('values without a length')
  switch (logical.is) {
    case 'none':
    case 'null':
      return plainMeaning(leaf, wide, unsupported)
    case 'integer':
      if (!integer) return unsupported('integers')
      return integers(type === INT64 && wide, logical.signed)
    case 'text':
      return bytes ? { kind: 'text', as: 'utf8' } : unsupported('text')
    case 'date':
      return type === INT32 ? { kind: 'timestamp', as: 'days' } : unsupported('dates')
    case 'time':
      if (!integer) return unsupported('times of day')
      return { kind: 'number', as: 'time', perMillisecond: perMillisecond(logical.unit) }
    case 'timestamp':
      if (type !== INT64) return unsupported('timestamps')
      return { kind: 'timestamp', as: 'instant', perMillisecond: perMillisecond(logical.unit) }
    case 'decimal':
      if (!integer && !bytes) return unsupported('decimals')
      if (!(logical.scale >= 0 && logical.scale <= MAX_SCALE))
        return unsupported(`decimals of scale ${logical.scale}`)
      return { kind: 'number', as: 'decimal', scale: logical.scale }
    case 'uuid':
      return type === FIXED_LEN_BYTE_ARRAY && typeLength === 16
        ? { kind: 'text', as: 'uuid' }
        : unsupported('UUIDs')
    case 'float16':
      if (type !== FIXED_LEN_BYTE_ARRAY || typeLength !== 2) return unsupported('half floats')
      return { kind: 'number', as: 'float16' }
    case 'other':
      return unsupported(logical.name)
  }
}

function plainMeaning(leaf: Leaf, wide: boolean, unsupported: (what: string) => Meaning): Meaning {
  switch (leaf.type) {
    case BOOLEAN:
      return { kind: 'boolean' }
    case INT32:
      return integers(false, true)
    case INT64:
      return integers(wide, true)
    case INT96:
      return { kind: 'timestamp', as: 'int96' }
    case FLOAT:
    case DOUBLE:
      return { kind: 'number', as: 'float' }
    case BYTE_ARRAY:
    case FIXED_LEN_BYTE_ARRAY:
      // Older writers leave text unannotated; bytes that are not UTF-8 are refused when read.
      return { kind: 'text', as: 'utf8' }
    default:
      return unsupported('values')
  }
}

function integers(wide: boolean, signed: boolean): Meaning {
  return wide ? { kind: 'bigint', signed } : { kind: 'number', as: 'integer', signed }
}

function perMillisecond(unit: TimeUnit): number {
  return unit === 'ms' ? 1 : unit === 'us' ? 1000 : 1_000_000
}

/** Whether a batch's numbers are whole by their type. */
export function isIntegerMeaning(meaning: Readable): boolean {
  return (
    meaning.kind === 'number' &&
    (meaning.as === 'integer' || (meaning.as === 'decimal' && meaning.scale === 0))
  )
}

export function kindOf(meaning: Readable): Column['kind'] {
  return meaning.kind
}
