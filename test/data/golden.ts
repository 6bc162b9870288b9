import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { type Column, isValid, NULL_CODE } from '@mlops-actions/data'

/** The corpus of test/golden/data: what each file holds, value by value. */
export interface GoldenFile {
  readonly file: string
  readonly table: string
  readonly columns?: readonly string[]
  readonly unsupported?: readonly string[]
  readonly undecodable?: readonly string[]
}

export interface GoldenColumn {
  readonly kind: Column['kind']
  readonly values: readonly (number | string | boolean | null)[]
}

const root = new URL('../golden/data/', import.meta.url)

export const manifest: readonly GoldenFile[] = json('manifest.json')
const tables: Readonly<Record<string, Readonly<Record<string, GoldenColumn>>>> = json('tables.json')

export function expectedColumns(golden: GoldenFile): ReadonlyMap<string, GoldenColumn> {
  const table = tables[golden.table]!
  return new Map((golden.columns ?? Object.keys(table)).map((name) => [name, table[name]!]))
}

export function goldenPath(file: string): string {
  return new URL(`files/${file}`, root).pathname
}

export function goldenBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(goldenPath(file)))
}

function json(name: string) {
  return JSON.parse(readFileSync(new URL(name, root), 'utf8'))
}

/** A column as the corpus spells values. -0 stays apart from 0; every row's value array and validity must agree. */
export function spell(column: Column): (number | string | boolean | null)[] {
  let nulls = 0
  const values = Array.from({ length: column.length }, (_, row) => {
    if (isValid(column.validity, row)) return spellValue(column, row)
    nulls++
    if (column.kind === 'number' || column.kind === 'timestamp') expect(column.values[row]).toBeNaN()
    if (column.kind === 'text') expect(column.codes[row]).toBe(NULL_CODE)
    return null
  })
  expect(column.nullCount, `null count of ${column.name}`).toBe(nulls)
  if (column.kind === 'text') expect(new Set(column.dictionary).size).toBe(column.dictionary.length)
  return values
}

function spellValue(column: Column, row: number): number | string | boolean {
  switch (column.kind) {
    case 'number':
    case 'timestamp':
      return Number.isFinite(column.values[row]) ? column.values[row]! : String(column.values[row])
    case 'bigint':
      return String(column.values[row])
    case 'boolean':
      return column.values[row] === 1
    case 'text':
      return column.dictionary[column.codes[row]!]!
  }
}

/** A value of hyparquet as `spell` spells ours. */
export function spellForeign(value: unknown, column: Column): number | string | boolean | null {
  if (value === null || value === undefined) return null
  switch (column.kind) {
    case 'number': {
      const number = Number(value)
      return Number.isFinite(number) ? number : String(number)
    }
    case 'bigint':
      return (value as bigint).toString()
    case 'boolean':
      return value === true
    case 'timestamp':
      return (value as Date).getTime()
    case 'text':
      return value as string
  }
}
