import { isValid, NULL_CODE } from '@mlops-actions/data'
import type { Column } from '@mlops-actions/data'

/** How a missing cell is called where it forms a group of its own. */
export const NO_VALUE = '(no value)'

/** A column as codes into the texts of its distinct values, in the order they first appear. */
export interface Coded {
  readonly codes: Uint32Array
  readonly values: readonly string[]
}

/** Values of any kind as texts that compare across files: 1, "1" and 1n are the same, true is "true". */
export function coded(column: Column): Coded {
  if (column.kind === 'text' && column.nullCount === 0)
    return { codes: column.codes, values: column.dictionary }
  const codes = new Uint32Array(column.length)
  const values: string[] = []
  const known = new Map<Raw, number>()
  // A cell may hold the very words a missing one is called by: two groups of one name, and the second is never found.
  const codeOfText = new Map<string, number>()
  for (let row = 0; row < column.length; row++) {
    const raw = rawCell(column, row)
    let code = known.get(raw)
    if (code === undefined) {
      const text = textOf(column, raw)
      code = codeOfText.get(text) ?? values.length
      if (code === values.length) values.push(text)
      codeOfText.set(text, code)
      known.set(raw, code)
    }
    codes[row] = code
  }
  return { codes, values }
}

/** The text of one cell, for messages and ids. */
export function cellText(column: Column, row: number): string {
  return textOf(column, rawCell(column, row))
}

export function isMissing(column: Column, row: number): boolean {
  if (column.kind === 'text') return column.codes[row] === NULL_CODE
  return !isValid(column.validity, row)
}

type Raw = number | bigint | undefined

function rawCell(column: Column, row: number): Raw {
  if (isMissing(column, row)) return undefined
  return column.kind === 'text' ? column.codes[row]! : column.values[row]!
}

function textOf(column: Column, raw: Raw): string {
  if (raw === undefined) return NO_VALUE
  switch (column.kind) {
    case 'text':
      return column.dictionary[Number(raw)]!
    case 'boolean':
      return raw === 0 ? 'false' : 'true'
    case 'timestamp':
      return new Date(Number(raw)).toISOString()
    case 'number':
    case 'bigint':
      return String(raw)
    default:
      return column satisfies never
  }
}

/** Rows a message names; more would drown it. */
const NAMED_ROWS = 3

/** `3 rows (ids a, b, c)`: how many, and the first few by their ids. */
export function namedRows(ids: Column, rows: readonly number[], total: number): string {
  const named = rows.slice(0, NAMED_ROWS).map((row) => JSON.stringify(cellText(ids, row)).slice(0, 60))
  const more = total > named.length ? ', ...' : ''
  return `${total} ${total === 1 ? 'row' : 'rows'} (${ids.name} ${named.join(', ')}${more})`
}

/** Rows that fail a test: the first few, and how many in all. */
export function failingRows(
  length: number,
  fails: (row: number) => boolean,
): { readonly first: readonly number[]; readonly total: number } {
  const first: number[] = []
  let total = 0
  for (let row = 0; row < length; row++) {
    if (!fails(row)) continue
    total++
    if (first.length < NAMED_ROWS) first.push(row)
  }
  return { first, total }
}
