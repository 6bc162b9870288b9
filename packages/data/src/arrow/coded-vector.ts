import { wordsToDoubles } from '../binary/words.ts'
import type { ByteSource } from '../byte-source.ts'
import { type Column, NULL_CODE } from '../column.ts'
import { DataError } from '../error.ts'
import { allValid, isValid, setNull } from '../validity.ts'
import type { ArrowBuffer } from './buffer.ts'
import { type Dictionary, dictionarySize } from './dictionary.ts'
import type { ColumnPlace } from './layout.ts'
import type { Readable } from './meaning.ts'
import type { RecordBatch } from './message.ts'
import type { DictionaryEncoding } from './schema.ts'
import { checkNullCount, type Presence, readPresence, readWithin } from './validity.ts'
import { narrowIntegers, wordsOf } from './values.ts'
import { type ColumnContext, commonOf, openBuffers, readAligned, type Vector } from './vector.ts'

/** A column of indexes into a dictionary. */
export async function openCodedVector(
  source: ByteSource,
  batch: RecordBatch,
  place: ColumnPlace,
  encoding: DictionaryEncoding,
  dictionary: Dictionary,
  context: ColumnContext,
): Promise<Vector> {
  const { where, name, meaning } = context
  const [bitmap, data] = await openBuffers(source, batch, place.buffers, where)
  const around = await openBuffers(source, batch, place.around, where)
  let from = 0
  let nulls = 0
  return {
    async read(rows) {
      const own = await readPresence(bitmap!, from, rows)
      const presence = await readWithin(own, around, from, rows)
      const indexes = await readIndexes(data!, from, rows, encoding)
      const entries = checkIndexes(indexes, presence, dictionarySize(dictionary), where)
      from += rows
      nulls += own.nullCount
      if (from === place.node.length) checkNullCount(nulls, place.node.nulls, where)
      return lookUp(name, entries, dictionary, meaning)
    },
  }
}

async function readIndexes(
  data: ArrowBuffer,
  from: number,
  rows: number,
  { bits, signed }: DictionaryEncoding,
): Promise<ArrayLike<number>> {
  const bytes = await readAligned(data, from, rows, bits / 8)
  return bits === 64 ? wordsToDoubles(wordsOf(bytes), signed) : narrowIntegers(bytes, bits / 8, signed)
}

/** The entry each row points to, NULL_CODE where the row is null. What stands in null rows is not judged. */
function checkIndexes(
  indexes: ArrayLike<number>,
  { validity }: Presence,
  size: number,
  where: string,
): Uint32Array {
  const entries = new Uint32Array(indexes.length)
  for (let row = 0; row < entries.length; row++) {
    const index = indexes[row]!
    if (!isValid(validity, row)) entries[row] = NULL_CODE
    else if (index >= 0 && index < size) entries[row] = index
    else throw new DataError('corrupt', where, `index ${index} into a dictionary of ${size} values`)
  }
  return entries
}

/** A row is null when it is null itself or points to an entry that is. */
function lookUp(name: string, entries: Uint32Array, dictionary: Dictionary, meaning: Readable): Column {
  if (dictionary.is === 'text') {
    const { codes, texts } = dictionary
    const out = entries.map((entry) => (entry === NULL_CODE ? NULL_CODE : codes[entry]!))
    const presence = presenceOf(out.length, (row) => out[row] !== NULL_CODE)
    return { kind: 'text', ...commonOf(name, out.length, presence), codes: out, dictionary: texts }
  }
  const { values, validity, integer } = dictionary
  const rows = entries.length
  const presence = presenceOf(rows, (row) => entries[row] !== NULL_CODE && validity[entries[row]!] === true)
  const common = commonOf(name, rows, presence)
  const present = (row: number) => isValid(presence.validity, row)
  if (values instanceof BigInt64Array) {
    const out = new BigInt64Array(rows)
    for (let row = 0; row < rows; row++) if (present(row)) out[row] = values[entries[row]!]!
    return { kind: 'bigint', ...common, values: out }
  }
  if (values instanceof Uint8Array) {
    const out = new Uint8Array(rows)
    for (let row = 0; row < rows; row++) if (present(row)) out[row] = values[entries[row]!]!
    return { kind: 'boolean', ...common, values: out }
  }
  const out = new Float64Array(rows).fill(NaN)
  for (let row = 0; row < rows; row++) if (present(row)) out[row] = values[entries[row]!]!
  return meaning.kind === 'timestamp'
    ? { kind: 'timestamp', ...common, values: out }
    : { kind: 'number', ...common, values: out, integer }
}

function presenceOf(rows: number, present: (row: number) => boolean): Presence {
  const validity = allValid(rows)
  let nullCount = 0
  for (let row = 0; row < rows; row++) {
    if (present(row)) continue
    setNull(validity, row)
    nullCount++
  }
  return { validity: nullCount === 0 ? undefined : validity, nullCount }
}
