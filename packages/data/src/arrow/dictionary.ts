import type { ByteSource } from '../byte-source.ts'
import { type Column, NULL_CODE } from '../column.ts'
import { BATCH_ROWS } from '../limits.ts'
import { isValid } from '../validity.ts'
import type { ColumnPlace } from './layout.ts'
import type { RecordBatch } from './message.ts'
import { type ColumnContext, openVector } from './vector.ts'

/** What indexes point to. Deltas make a new one: columns already handed out keep theirs. */
export type Dictionary = TextDictionary | ValueDictionary

export interface TextDictionary {
  readonly is: 'text'
  /** Code of each entry, NULL_CODE for an entry that is null. A text entered twice has one: no category is split. */
  readonly codes: Uint32Array
  readonly texts: readonly string[]
  /** Of `texts`; handed on to the next delta, which adds to it. */
  readonly codesByText: Map<string, number>
}

export interface ValueDictionary {
  readonly is: 'values'
  readonly values: Float64Array | BigInt64Array | Uint8Array
  readonly validity: readonly boolean[]
  readonly integer: boolean
}

/** Reads a dictionary batch, onto what `before` held when it is a delta. */
export async function readDictionary(
  source: ByteSource,
  batch: RecordBatch,
  place: ColumnPlace,
  context: ColumnContext,
  before: Dictionary | undefined,
): Promise<Dictionary> {
  const vector = await openVector(source, batch, place, context)
  const columns: Column[] = []
  for (let done = 0; done < batch.rows; done += BATCH_ROWS)
    columns.push(await vector.read(Math.min(BATCH_ROWS, batch.rows - done)))
  return context.meaning.kind === 'text'
    ? appendTexts(columns, before?.is === 'text' ? before : undefined)
    : appendValues(columns, before?.is === 'values' ? before : emptyValues(context))
}

export function dictionarySize(dictionary: Dictionary): number {
  return dictionary.is === 'text' ? dictionary.codes.length : dictionary.values.length
}

function appendTexts(columns: readonly Column[], before: TextDictionary | undefined): TextDictionary {
  const codesByText = before?.codesByText ?? new Map<string, number>()
  const texts = [...(before?.texts ?? [])]
  const size = columns.reduce((sum, { length }) => sum + length, 0)
  const held = before?.codes ?? new Uint32Array(0)
  const codes = new Uint32Array(held.length + size)
  codes.set(held)
  let entry = held.length
  for (const column of columns) {
    if (column.kind !== 'text') continue
    for (const code of column.codes)
      codes[entry++] = code === NULL_CODE ? NULL_CODE : add(column.dictionary[code]!)
  }
  return { is: 'text', codes, texts, codesByText }

  function add(text: string): number {
    const known = codesByText.get(text)
    if (known !== undefined) return known
    codesByText.set(text, texts.length)
    return texts.push(text) - 1
  }
}

/** A batch may come before its dictionary when all it holds is null. */
export function emptyDictionary(context: ColumnContext): Dictionary {
  return context.meaning.kind === 'text'
    ? { is: 'text', codes: new Uint32Array(0), texts: [], codesByText: new Map() }
    : emptyValues(context)
}

function emptyValues({ meaning }: ColumnContext): ValueDictionary {
  const values =
    meaning.kind === 'bigint'
      ? new BigInt64Array(0)
      : meaning.kind === 'boolean'
        ? new Uint8Array(0)
        : new Float64Array(0)
  return { is: 'values', values, validity: [], integer: true }
}

function appendValues(columns: readonly Column[], before: ValueDictionary): ValueDictionary {
  let { values, integer } = before
  const validity = [...before.validity]
  for (const column of columns) {
    if (column.kind === 'text') continue
    values = joined(values, column.values)
    if (column.kind === 'number') integer &&= column.integer
    for (let row = 0; row < column.length; row++) validity.push(isValid(column.validity, row))
  }
  return { is: 'values', values, validity, integer }
}

type Values = ValueDictionary['values']

function joined(a: Values, b: Values): Values {
  const Type = b.constructor as new (length: number) => Values
  const both = new Type(a.length + b.length)
  both.set(a as never)
  both.set(b as never, a.length)
  return both
}
