import { decodeTexts } from '../binary/texts.ts'
import { type Column, NULL_CODE } from '../column.ts'
import { DataError } from '../error.ts'
import type { Interner } from '../text/interner.ts'
import { allValid, setNull } from '../validity.ts'
import type { Dictionary } from './dictionary.ts'
import { isIntegerMeaning, type Readable } from './meaning.ts'
import type { Page } from './page.ts'
import type { Slices } from './raw.ts'

/** Gathers stretches of pages into one column of a batch. */
export interface Sink {
  /** Rows [from, from + rows) of the page, whose values before `from` number `value`; how many values they hold. */
  add(page: Page, dictionary: Dictionary | undefined, from: number, rows: number, value: number): number
  finish(): Column
}

export function createSink(
  name: string,
  meaning: Readable,
  length: number,
  interner: Interner,
  where: string,
): Sink {
  let filled = 0
  let nullCount = 0
  let validity: Uint8Array | undefined
  let chunkTexts: readonly string[] = []
  let interned = false
  const values = allocate(meaning, length)

  function codes(
    slices: Slices,
    dictionary: Dictionary | undefined,
    from: number,
    count: number,
  ): Uint32Array {
    if (count === 0) return new Uint32Array(0)
    if (!interned) {
      // The interner then gives the dictionary's texts their own codes again, and new ones to what the dictionary lacks.
      interner.clear()
      if (dictionary?.is === 'text') internAll(interner, dictionary.slices)
      interned = true
    }
    const out = new Uint32Array(count)
    const { bytes, starts, ends } = slices
    for (let i = 0; i < count; i++) out[i] = interner.intern(bytes, starts[from + i]!, ends[from + i]!)
    return out
  }

  return {
    add(page, dictionary, from, rows, value) {
      const { present } = page
      let count = rows
      if (present !== undefined) {
        count = 0
        for (let row = from; row < from + rows; row++) count += present[row]!
      }
      if (dictionary?.is === 'text') chunkTexts = dictionary.texts
      const dense =
        'is' in page.values
          ? codes(page.values, dictionary, value, count)
          : page.values.subarray(value, value + count)
      if (!sameArray(values, dense))
        throw new DataError('corrupt', where, 'its pages hold values of several kinds')
      if (count === rows) values.set(dense as never, filled)
      else {
        validity ??= allValid(length)
        scatter(values, dense, present!, from, rows, filled, validity)
        nullCount += rows - count
      }
      filled += rows
      return count
    },
    finish() {
      const common = { name, length, nullCount, ...(validity === undefined ? {} : { validity }) }
      switch (meaning.kind) {
        case 'number':
          return {
            kind: 'number',
            ...common,
            values: values as Float64Array,
            integer: isIntegerMeaning(meaning),
          }
        case 'bigint':
          return { kind: 'bigint', ...common, values: values as BigInt64Array }
        case 'boolean':
          return { kind: 'boolean', ...common, values: values as Uint8Array }
        case 'timestamp':
          return { kind: 'timestamp', ...common, values: values as Float64Array }
        case 'text': {
          const extra = interned ? decodeTexts(interner, chunkTexts.length, where) : []
          const dictionary = extra.length === 0 ? chunkTexts : chunkTexts.concat(extra)
          return { kind: 'text', ...common, codes: values as Uint32Array, dictionary }
        }
      }
    },
  }
}

type Array64 = Float64Array | BigInt64Array | Uint8Array | Uint32Array

function allocate(meaning: Readable, length: number): Array64 {
  switch (meaning.kind) {
    case 'number':
    case 'timestamp':
      return new Float64Array(length)
    case 'bigint':
      return new BigInt64Array(length)
    case 'boolean':
      return new Uint8Array(length)
    case 'text':
      return new Uint32Array(length)
  }
}

function sameArray(a: Array64, b: Array64): boolean {
  return a.constructor === b.constructor
}

function internAll(interner: Interner, { bytes, starts, ends }: Slices): void {
  for (let i = 0; i < starts.length; i++) interner.intern(bytes, starts[i]!, ends[i]!)
}

/** One loop a type: a loop over several kinds of array is several times slower. */
function scatter(
  out: Array64,
  dense: Array64,
  present: Uint8Array,
  from: number,
  rows: number,
  at: number,
  validity: Uint8Array,
): void {
  if (out instanceof Float64Array) scatterNumbers(out, dense as Float64Array, present, from, rows, at)
  else if (out instanceof Uint32Array) scatterCodes(out, dense as Uint32Array, present, from, rows, at)
  else {
    for (let i = 0, value = 0; i < rows; i++)
      if (present[from + i] === 1) out[at + i] = dense[value++] as never
  }
  for (let i = 0; i < rows; i++) if (present[from + i] === 0) setNull(validity, at + i)
}

function scatterNumbers(
  out: Float64Array,
  dense: Float64Array,
  present: Uint8Array,
  from: number,
  rows: number,
  at: number,
): void {
  for (let i = 0, value = 0; i < rows; i++) out[at + i] = present[from + i] === 1 ? dense[value++]! : NaN
}

function scatterCodes(
  out: Uint32Array,
  dense: Uint32Array,
  present: Uint8Array,
  from: number,
  rows: number,
  at: number,
): void {
  for (let i = 0, value = 0; i < rows; i++)
    out[at + i] = present[from + i] === 1 ? dense[value++]! : NULL_CODE
}
