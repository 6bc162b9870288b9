import type { ArrowField } from './schema.ts'
import type { ArrowUnit } from './type.ts'

/** How a column's buffers become a `Column`. */
export type Meaning =
  | { readonly kind: 'number'; readonly as: 'null' }
  | { readonly kind: 'number'; readonly as: 'integer'; readonly bytes: number; readonly signed: boolean }
  | { readonly kind: 'bigint'; readonly bytes: 8; readonly signed: boolean }
  | { readonly kind: 'number'; readonly as: 'float'; readonly bytes: number }
  | { readonly kind: 'number'; readonly as: 'decimal'; readonly bytes: number; readonly scale: number }
  /** Times of day and durations, in milliseconds. */
  | { readonly kind: 'number'; readonly as: 'span'; readonly bytes: number; readonly unit: ArrowUnit }
  | { readonly kind: 'timestamp'; readonly bytes: 4; readonly unit: 'day' }
  | { readonly kind: 'timestamp'; readonly bytes: 8; readonly unit: ArrowUnit }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'text'; readonly as: 'offsets'; readonly bytes: 4 | 8 }
  | { readonly kind: 'text'; readonly as: 'view' }
  | { readonly kind: 'text'; readonly as: 'fixed' | 'uuid'; readonly bytes: number }
  | { readonly kind: 'unsupported'; readonly why: string }

export type Readable = Exclude<Meaning, { readonly kind: 'unsupported' }>

/** Digits of the largest decimals, of 256 bits. */
const MAX_SCALE = 76
const DECIMAL_BYTES: readonly number[] = [4, 8, 16, 32]
const INTEGER_BITS: readonly number[] = [8, 16, 32, 64]
/** One value of FixedSizeBinary. */
const MAX_FIXED_BYTES = 2 ** 20

/** What a field means; `wide` says that its 64-bit integers leave the range a double holds exactly. */
export function meaningOf({ type, extension }: ArrowField, wide: boolean): Meaning {
  switch (type.is) {
    case 'null':
      return { kind: 'number', as: 'null' }
    case 'bool':
      return { kind: 'boolean' }
    case 'int':
      if (!INTEGER_BITS.includes(type.bits)) return unsupported(`holds integers of ${type.bits} bits`)
      return wide && type.bits === 64
        ? { kind: 'bigint', bytes: 8, signed: type.signed }
        : { kind: 'number', as: 'integer', bytes: type.bits / 8, signed: type.signed }
    case 'float':
      if (type.bytes === 0) return unsupported('holds floats of unknown precision')
      return { kind: 'number', as: 'float', bytes: type.bytes }
    case 'decimal':
      if (!DECIMAL_BYTES.includes(type.bytes) || Math.abs(type.scale) > MAX_SCALE)
        return unsupported(`holds decimals of ${type.bytes} bytes and scale ${type.scale}`)
      return { kind: 'number', as: 'decimal', bytes: type.bytes, scale: type.scale }
    case 'date':
      return type.unit === 'day'
        ? { kind: 'timestamp', bytes: 4, unit: 'day' }
        : { kind: 'timestamp', bytes: 8, unit: 'ms' }
    case 'timestamp':
      return { kind: 'timestamp', bytes: 8, unit: type.unit }
    case 'time':
      if (type.bits !== 32 && type.bits !== 64) return unsupported(`holds times of day of ${type.bits} bits`)
      return { kind: 'number', as: 'span', bytes: type.bits / 8, unit: type.unit }
    case 'duration':
      return { kind: 'number', as: 'span', bytes: 8, unit: type.unit }
    case 'offsets':
      return { kind: 'text', as: 'offsets', bytes: type.bytes }
    case 'view':
      return { kind: 'text', as: 'view' }
    case 'fixed':
      if (!(type.width > 0 && type.width <= MAX_FIXED_BYTES))
        return unsupported(`holds values of ${type.width} bytes`)
      return extension === 'arrow.uuid' && type.width === 16
        ? { kind: 'text', as: 'uuid', bytes: 16 }
        : { kind: 'text', as: 'fixed', bytes: type.width }
    case 'list':
    case 'list-view':
    case 'fixed-list':
    case 'struct':
      return unsupported('holds lists, maps or coded structs')
    case 'union':
      return unsupported('holds unions')
    case 'run-end':
      return unsupported('holds run-end encoded values')
    case 'interval':
      return unsupported('holds intervals')
    case 'unknown':
      return unsupported(`holds values of type ${type.id}`)
  }
}

function unsupported(why: string): Meaning {
  return { kind: 'unsupported', why: `${why}, which are not read` }
}
