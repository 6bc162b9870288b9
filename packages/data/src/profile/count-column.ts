import type { Column } from '../column.ts'
import { DataError, quoteValue } from '../error.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { NumberRun, Run } from '../run.ts'
import type { Field } from '../table.ts'
import { type CategoryCounter, countCategories, type Counted } from './count-categories.ts'
import { countNumbers } from './count-numbers.ts'
import type { CategoryProfile, ColumnProfile } from './profile.ts'

/** Counts one column of a table, run by run. */
export interface ColumnCounter {
  /** DataError `wrong-type` when the run is of another kind than the column. */
  add(column: Column): void
  addRun(run: Run): void
  finish(): Counted<ColumnCounter, ColumnProfile>
}

/** What a column is counted on. */
export interface Grid {
  /** Of a numeric column. */
  readonly edges: readonly number[]
  /** The same column of the reference, of categories. */
  readonly reference?: CategoryProfile
}

/** The counter of a field: on `edges` when it is numeric, by category when not. */
export function countColumn(where: string, field: Field, grid: Grid, kernels?: Kernels): ColumnCounter {
  const { name, kind } = field
  const categories = (counter: CategoryCounter): ColumnCounter => ({
    add(column) {
      if (column.kind === 'number' || column.kind === 'timestamp') throw kindChanged(where, field, column)
      counter.add(column)
    },
    addRun(run) {
      if (isNumberRun(run)) throw kindChanged(where, field, run)
      counter.addRun(run)
    },
    finish() {
      const counted = counter.finish()
      return 'again' in counted ? { again: categories(counted.again) } : counted
    },
  })
  switch (kind) {
    case 'number':
    case 'timestamp': {
      const counter = countNumbers(name, kind, grid.edges, kernels)
      return {
        add(column) {
          if (column.kind !== 'number' && column.kind !== 'timestamp') throw kindChanged(where, field, column)
          counter.add(column)
        },
        addRun(run) {
          if (!isNumberRun(run)) throw kindChanged(where, field, run)
          counter.addRun(run)
        },
        finish: () => ({ profile: counter.finish() }),
      }
    }
    case 'text':
    case 'boolean':
    case 'bigint':
      return categories(countCategories(name, kind, grid.reference))
  }
}

export const isNumberRun = (run: Run): run is NumberRun => run.kind === 'number' || run.kind === 'timestamp'

export function kindChanged(where: string, { name, kind }: Field, later: Pick<Column, 'kind'>): DataError {
  const message = `column ${quoteValue(name)} is ${kind} at first and ${later.kind} later`
  return new DataError('wrong-type', where, message)
}
