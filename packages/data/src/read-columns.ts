import type { Column } from './column.ts'
import { NULL_CODE } from './column.ts'
import { DataError, quoteValue } from './error.ts'
import type { Table } from './table.ts'
import { isValid, setNull } from './validity.ts'

/** Typed arrays beyond this length are refused before they are allocated: 2^31 rows are 16 GiB of doubles. */
const MAX_ROWS = 2 ** 31 - 1
const FIRST_ROWS = 1 << 12

type Values = Float64Array | BigInt64Array | Uint8Array | Uint32Array

/**
 * The named columns whole, by name: batches joined, dictionaries merged (entries no row uses are kept out).
 *
 * DataError `missing-column`, `wrong-type` when a column's kind changes between batches, `too-large` beyond `maxRows`,
 * and whatever reading raises.
 */
export async function readColumns(
  table: Table,
  names: readonly string[],
  options: { readonly maxRows?: number } = {},
): Promise<Map<string, Column>> {
  const maxRows = Math.min(options.maxRows ?? MAX_ROWS, MAX_ROWS)
  const distinct = [...new Set(names)]
  const gathered = distinct.map((name) => createGatherer(table, name))
  let rows = 0
  for await (const batch of table.batches({ columns: distinct })) {
    rows += batch.rows
    if (rows > maxRows)
      throw new DataError('too-large', table.name, `holds more than the ${maxRows} rows allowed`)
    for (const [i, gatherer] of gathered.entries()) gatherer.add(batch.columns[i]!)
  }
  return new Map(gathered.map((gatherer, i) => [distinct[i]!, gatherer.finish()]))
}

interface Gatherer {
  add(column: Column): void
  finish(): Column
}

function createGatherer(table: Table, name: string): Gatherer {
  const kind = table.fields.find((field) => field.name === name)?.kind ?? 'text'
  const store = createStore(kind)
  const bits = createBits()
  const merged = createDictionary()
  let integer = true
  let length = 0
  return {
    add(column) {
      if (column.kind !== kind) {
        const message = `column ${quoteValue(name)} is ${kind} at first and ${column.kind} later`
        throw new DataError('wrong-type', table.name, message)
      }
      if (column.kind === 'text') {
        const codes = store.reserve(length, column.length) as Uint32Array
        merged.append(column.dictionary, column.codes, codes, length)
      } else store.append(column.values, length)
      if (column.kind === 'number') integer &&= column.integer
      bits.append(column, length)
      length += column.length
    },
    finish() {
      const common = { name, length, ...bits.finish(length) }
      const values = store.finish(length)
      switch (kind) {
        case 'number':
          return { kind, ...common, values: values as Float64Array, integer: integer && length > 0 }
        case 'bigint':
          return { kind, ...common, values: values as BigInt64Array }
        case 'boolean':
          return { kind, ...common, values: values as Uint8Array }
        case 'timestamp':
          return { kind, ...common, values: values as Float64Array }
        case 'text':
          return { kind, ...common, codes: values as Uint32Array, dictionary: merged.texts }
      }
    },
  }
}

/** A typed array grown by doubling. */
function createStore(kind: Column['kind']) {
  const make = (rows: number): Values => {
    switch (kind) {
      case 'number':
      case 'timestamp':
        return new Float64Array(rows)
      case 'bigint':
        return new BigInt64Array(rows)
      case 'boolean':
        return new Uint8Array(rows)
      case 'text':
        return new Uint32Array(rows)
    }
  }
  let values = make(0)
  const reserve = (length: number, more: number): Values => {
    if (length + more > values.length) {
      const larger = make(Math.min(MAX_ROWS, Math.max(length + more, values.length * 2, FIRST_ROWS)))
      larger.set(values.subarray(0, length) as never)
      values = larger
    }
    return values
  }
  return {
    reserve,
    append(part: Values, length: number): void {
      reserve(length, part.length).set(part as never, length)
    },
    finish: (length: number): Values => values.subarray(0, length),
  }
}

/** The validity bitmap, made with the first null. */
function createBits() {
  let bits: Uint8Array | undefined
  let nullCount = 0
  return {
    append(column: Column, offset: number): void {
      if (column.nullCount === 0 && bits === undefined) return
      const total = offset + column.length
      if (bits === undefined || bits.length * 8 < total) {
        const larger = new Uint8Array(Math.max((total + 7) >>> 3, (bits?.length ?? 0) * 2)).fill(0xff)
        if (bits !== undefined) larger.set(bits)
        bits = larger
      }
      if (column.nullCount === 0) return
      for (let row = 0; row < column.length; row++) {
        if (!isValid(column.validity, row)) setNull(bits, offset + row)
      }
      nullCount += column.nullCount
    },
    finish(length: number): { nullCount: number; validity?: Uint8Array } {
      if (bits === undefined) return { nullCount }
      const validity = bits.slice(0, (length + 7) >>> 3)
      if ((length & 7) !== 0) validity[validity.length - 1]! &= (1 << (length & 7)) - 1
      return { nullCount, validity }
    },
  }
}

/** Codes of many dictionaries rewritten into one. */
function createDictionary() {
  const codesByText = new Map<string, number>()
  const texts: string[] = []
  return {
    texts: texts as readonly string[],
    append(dictionary: readonly string[], from: Uint32Array, into: Uint32Array, offset: number): void {
      const translated = new Uint32Array(dictionary.length).fill(NULL_CODE)
      for (let row = 0; row < from.length; row++) {
        const code = from[row]!
        if (code === NULL_CODE) {
          into[offset + row] = NULL_CODE
          continue
        }
        let merged = translated[code]!
        if (merged === NULL_CODE) {
          const text = dictionary[code]!
          merged = codesByText.get(text) ?? texts.length
          if (merged === texts.length) {
            codesByText.set(text, merged)
            texts.push(text)
          }
          translated[code] = merged
        }
        into[offset + row] = merged
      }
    },
  }
}
