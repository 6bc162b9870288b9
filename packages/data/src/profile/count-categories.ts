import { type BigIntColumn, type BooleanColumn, NULL_CODE, type TextColumn } from '../column.ts'
import type { BigIntRun, BooleanRun, TextRun } from '../run.ts'
import { isValid } from '../validity.ts'
import { type Candidates, categoryTally, heavyTally, type Listing } from './heavy-categories.ts'
import type { CategoryProfile } from './profile.ts'

export type CategoryColumn = TextColumn | BooleanColumn | BigIntColumn

/** What a pass came to: the profile, or the counter to put through another pass over the same rows. */
export type Counted<C, P> = { readonly profile: P } | { readonly again: C }

export interface CategoryCounter {
  add(column: CategoryColumn): void
  addRun(run: TextRun | BooleanRun | BigIntRun): void
  finish(): Counted<CategoryCounter, CategoryProfile>
}

/** Streams runs of one column of categories. Too many to list take a second pass, unless `reference` says which count. */
export function countCategories(
  name: string,
  kind: CategoryProfile['kind'],
  reference?: CategoryProfile,
): CategoryCounter {
  return counterOf(name, kind, categoryTally(reference))
}

interface Tally {
  add(category: string, count: number): void
  finish(): Listing | Candidates
}

function counterOf(name: string, kind: CategoryProfile['kind'], tally: Tally): CategoryCounter {
  let rows = 0
  let nulls = 0
  const add = (category: string, count: number): void => tally.add(category, count)
  return {
    add(column) {
      rows += column.length
      nulls += tallyColumn(column, add)
    },
    addRun(run) {
      rows += run.rows
      nulls += run.nulls
      tallyRun(run, add)
    },
    finish() {
      const result = tally.finish()
      if ('names' in result) return { again: counterOf(name, kind, heavyTally(result)) }
      return { profile: { name, kind, rows, nulls, ...result } }
    },
  }
}

function tallyRun(
  run: TextRun | BooleanRun | BigIntRun,
  add: (category: string, count: number) => void,
): void {
  switch (run.kind) {
    case 'text':
      for (const [code, text] of run.texts.entries()) if (run.counts[code]! > 0) add(text, run.counts[code]!)
      return
    case 'boolean': {
      const yes = run.values.reduce((sum, value) => sum + value, 0)
      if (yes > 0) add('true', yes)
      if (yes < run.values.length) add('false', run.values.length - yes)
      return
    }
    case 'bigint':
      for (const value of run.values) add(String(value), 1)
  }
}

/** Gives `add` each category once or more with its count; the rows that hold none. */
function tallyColumn(column: CategoryColumn, add: (category: string, count: number) => void): number {
  switch (column.kind) {
    case 'text': {
      // By code first: a map of strings is asked once a category, not once a row.
      const byCode = new Float64Array(column.dictionary.length)
      let nulls = 0
      for (let row = 0; row < column.length; row++) {
        const code = column.codes[row]!
        if (code === NULL_CODE || !isValid(column.validity, row)) nulls++
        else byCode[code]! += 1
      }
      byCode.forEach((count, code) => {
        if (count > 0) add(column.dictionary[code]!, count)
      })
      return nulls
    }
    case 'boolean': {
      let nulls = 0
      let yes = 0
      for (let row = 0; row < column.length; row++) {
        if (!isValid(column.validity, row)) nulls++
        else yes += column.values[row] === 1 ? 1 : 0
      }
      const no = column.length - nulls - yes
      if (yes > 0) add('true', yes)
      if (no > 0) add('false', no)
      return nulls
    }
    case 'bigint': {
      let nulls = 0
      for (let row = 0; row < column.length; row++) {
        if (isValid(column.validity, row)) add(String(column.values[row]), 1)
        else nulls++
      }
      return nulls
    }
  }
}
