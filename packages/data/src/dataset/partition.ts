import type { Column } from '../column.ts'
import { DataError, quoteValue } from '../error.ts'
import type { Field } from '../table.ts'
import type { DeclaredKinds } from '../text/column-spec.ts'
import { parseTimestamp } from '../text/timestamp.ts'
import type { DatasetFile } from './files.ts'

/** What a folder called `key=value` says of the rows below it. A timestamp is in milliseconds since the epoch. */
export type PartitionValue = string | number | bigint | boolean | null

export interface Partitions {
  /** In the order of the folders. */
  readonly fields: readonly Field[]
  /** By file key: a value for each field. */
  readonly values: ReadonlyMap<string, readonly PartitionValue[]>
}

/** What Hive and Spark call the folder of the rows without a value. */
const NULL_FOLDER = '__HIVE_DEFAULT_PARTITION__'

/** One spelling a number: `007` and `1e3` are names, and reading them as numbers would merge what is apart. */
const CANONICAL_INTEGER = /^(?:0|-?[1-9]\d{0,18})$/
const CANONICAL_DECIMAL = /^-?(?:0|[1-9]\d{0,14})\.\d{1,15}$/
const INT64_MIN = -(2n ** 63n)
const INT64_MAX = 2n ** 63n - 1n

/**
 * Columns out of the folders' names, percent-decoded, their kinds the narrowest that all values allow (`kinds` decides
 * where it names one). DataError `corrupt` when two files are partitioned by different keys, `wrong-type` when a value is
 * not of the kind declared.
 */
export function readPartitions(files: readonly DatasetFile[], kinds: DeclaredKinds): Partitions {
  const pairs = files.map((file) => pairsOf(file))
  const keys = pairs[0]?.map(([key]) => key) ?? []
  for (const [i, own] of pairs.entries()) {
    const theirs = own.map(([key]) => key)
    if (theirs.join('/') !== keys.join('/')) {
      const message = `is partitioned by ${listed(theirs)}, but ${files[0]!.path} by ${listed(keys)}`
      throw new DataError('corrupt', files[i]!.path, message)
    }
  }
  const columns = keys.map((name, k) => {
    const texts = pairs.map((own) => own[k]![1])
    const kind = Object.hasOwn(kinds, name) ? kinds[name]! : inferKind(texts)
    return { field: { name, kind, nullable: texts.includes(null) }, texts }
  })
  const values = files.map((file, i): [string, readonly PartitionValue[]] => [
    file.key,
    columns.map(({ field, texts }) => convert(texts[i]!, field, file)),
  ])
  return { fields: columns.map(({ field }) => field), values: new Map(values) }
}

function pairsOf({ key, path }: DatasetFile): readonly (readonly [string, string | null])[] {
  const pairs: [string, string | null][] = []
  for (const folder of key.split('/').slice(0, -1)) {
    const split = folder.indexOf('=')
    if (split < 1) continue
    const name = decoded(folder.slice(0, split))
    const value = decoded(folder.slice(split + 1))
    if (pairs.some(([known]) => known === name))
      throw new DataError('corrupt', path, `is partitioned by ${quoteValue(name)} twice`)
    pairs.push([name, value === NULL_FOLDER || value === '' ? null : value])
  }
  return pairs
}

/** Writers escape what a path cannot hold; a percent sign that escapes nothing stands for itself, as in Spark. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}

function inferKind(texts: readonly (string | null)[]): Column['kind'] {
  const present = texts.filter((text) => text !== null)
  if (present.length === 0) return 'text'
  if (present.every((text) => CANONICAL_INTEGER.test(text))) {
    if (present.every((text) => Number.isSafeInteger(Number(text)))) return 'number'
    return present.every((text) => isInt64(text)) ? 'bigint' : 'text'
  }
  if (present.every((text) => CANONICAL_DECIMAL.test(text) || safeInteger(text))) return 'number'
  if (present.every((text) => text === 'true' || text === 'false')) return 'boolean'
  return present.every((text) => parseTimestamp(text) !== undefined) ? 'timestamp' : 'text'
}

const safeInteger = (text: string) => CANONICAL_INTEGER.test(text) && Number.isSafeInteger(Number(text))
const isInt64 = (text: string) => BigInt(text) >= INT64_MIN && BigInt(text) <= INT64_MAX

function convert(text: string | null, { name, kind }: Field, file: DatasetFile): PartitionValue {
  if (text === null) return null
  const value = valueOf(text, kind)
  if (value !== undefined) return value
  const message = `is in the partition ${quoteValue(name)} = ${quoteValue(text)}, which is declared as ${kind}`
  throw new DataError('wrong-type', file.path, message)
}

function valueOf(text: string, kind: Column['kind']): PartitionValue | undefined {
  switch (kind) {
    case 'text':
      return text
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined
    case 'timestamp':
      return parseTimestamp(text)
    case 'bigint':
      return /^-?\d{1,19}$/.test(text) && isInt64(text) ? BigInt(text) : undefined
    case 'number': {
      const value = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : NaN
      return Number.isNaN(value) ? undefined : value
    }
  }
}

function listed(keys: readonly string[]): string {
  return keys.length === 0 ? 'nothing' : keys.map((key) => quoteValue(key)).join(', ')
}
