import type { FlatTable } from './flatbuffer.ts'

export type ArrowUnit = 's' | 'ms' | 'us' | 'ns'

/** The types of Schema.fbs, told apart as far as their buffers or their meaning differ. */
export type ArrowType =
  | { readonly is: 'null' | 'bool' | 'struct' | 'list-view' | 'fixed-list' | 'run-end' }
  | { readonly is: 'int'; readonly bits: number; readonly signed: boolean }
  | { readonly is: 'float'; readonly bytes: number }
  | { readonly is: 'decimal'; readonly bytes: number; readonly scale: number }
  | { readonly is: 'date'; readonly unit: 'day' | 'ms' }
  | { readonly is: 'time'; readonly bits: number; readonly unit: ArrowUnit }
  | { readonly is: 'timestamp' | 'duration'; readonly unit: ArrowUnit }
  | { readonly is: 'interval' }
  /** Text and binary: values between offsets of 4 or 8 bytes. */
  | { readonly is: 'offsets'; readonly bytes: 4 | 8 }
  | { readonly is: 'view' }
  | { readonly is: 'fixed'; readonly width: number }
  | { readonly is: 'list' }
  | { readonly is: 'union'; readonly dense: boolean }
  | { readonly is: 'unknown'; readonly id: number }

const UNITS = ['s', 'ms', 'us', 'ns'] as const
/** Bytes of the precisions HALF, SINGLE, DOUBLE. */
const FLOAT_BYTES = [2, 4, 8] as const
const MILLISECOND = 1

/** A member of the union `Type`, by its number and its table; an absent table has every default. */
export function readType(id: number, table: FlatTable | undefined): ArrowType {
  const short = (slot: number, absent: number) => (table === undefined ? absent : table.short(slot, absent))
  const int = (slot: number, absent = 0) => (table === undefined ? absent : table.int(slot, absent))
  switch (id) {
    case 1:
      return { is: 'null' }
    case 2:
      return { is: 'int', bits: int(0), signed: table?.bool(1) ?? false }
    case 3:
      return { is: 'float', bytes: FLOAT_BYTES[short(0, 0)] ?? 0 }
    case 4: // Binary
    case 5: // Utf8
      return { is: 'offsets', bytes: 4 }
    case 19: // LargeBinary
    case 20: // LargeUtf8
      return { is: 'offsets', bytes: 8 }
    case 6:
      return { is: 'bool' }
    case 7:
      return { is: 'decimal', bytes: int(2, 128) / 8, scale: int(1) }
    case 8:
      return { is: 'date', unit: (table?.short(0, MILLISECOND) ?? MILLISECOND) === 0 ? 'day' : 'ms' }
    case 9: {
      const unit = unitOf(table, MILLISECOND)
      return unit === undefined ? { is: 'unknown', id } : { is: 'time', unit, bits: int(1, 32) }
    }
    case 10: {
      const unit = unitOf(table, 0)
      return unit === undefined ? { is: 'unknown', id } : { is: 'timestamp', unit }
    }
    case 11:
      return { is: 'interval' }
    case 12: // List
    case 17: // Map
    case 21: // LargeList
      return { is: 'list' }
    case 13:
      return { is: 'struct' }
    case 14:
      return { is: 'union', dense: short(0, 0) === 1 }
    case 15:
      return { is: 'fixed', width: int(0) }
    case 16:
      return { is: 'fixed-list' }
    case 18: {
      const unit = unitOf(table, MILLISECOND)
      return unit === undefined ? { is: 'unknown', id } : { is: 'duration', unit }
    }
    case 22:
      return { is: 'run-end' }
    case 23: // BinaryView
    case 24: // Utf8View
      return { is: 'view' }
    case 25: // ListView
    case 26: // LargeListView
      return { is: 'list-view' }
    default:
      return { is: 'unknown', id }
  }
}

/** A writer leaves a unit out when it is the default. */
function unitOf(table: FlatTable | undefined, absent: number): ArrowUnit | undefined {
  return UNITS[table?.short(0, absent) ?? absent]
}
