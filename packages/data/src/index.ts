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
export { DataError, quoteValue } from './error.ts'
export type { DataErrorCode } from './error.ts'
export { fileSource } from './file-source.ts'
export { memorySource } from './memory-source.ts'
export { openTable } from './open-table.ts'
export type { OpenOptions } from './open-table.ts'
export { readRange, windowOf } from './range.ts'
export type { Range } from './range.ts'
export { readColumns } from './read-columns.ts'
export type { Batch, Field, Format, Table } from './table.ts'
export type { DeclaredKinds } from './text/column-spec.ts'
export { isValid } from './validity.ts'
export { decodeProfile, encodeProfile, readProfile } from './profile/binary.ts'
export { HEAVY_SHARE, MAX_CATEGORIES } from './profile/heavy-categories.ts'
export { profileDigest } from './profile/digest.ts'
export { DISTINCT_STANDARD_ERROR, rangeOf } from './profile/distinct.ts'
export type { Distinct, DistinctRange } from './profile/distinct.ts'
export { mergeProfiles } from './profile/merge-profiles.ts'
export type { Moments } from './profile/moments.ts'
export type { CategoryProfile, Cell, ColumnProfile, NumberProfile, Profile } from './profile/profile.ts'
export { numericDistance } from './profile/profile-distance.ts'
export type { Interval, NumericDistance } from './profile/profile-distance.ts'
export { profileTable } from './profile/profile-table.ts'
export type { ProfileOptions } from './profile/profile-table.ts'
export { parseProfile, serializeProfile } from './profile/serialize.ts'
export { countDistance } from './profile/count-distance.ts'
export type { CountDistance } from './profile/count-distance.ts'
