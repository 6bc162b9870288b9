export type { ByteSource } from './byte-source.ts'
export { NULL_CODE } from './column.ts'
export type {
  BigIntColumn,
  BooleanColumn,
  Column,
  NumberColumn,
  TextColumn,
  TimestampColumn,
} from './column.ts'
export { DataError } from './error.ts'
export type { DataErrorCode } from './error.ts'
export type { Batch, Field, Format, Table } from './table.ts'
