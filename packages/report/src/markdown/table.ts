/** A column of a table of things: how it is headed, what it says of one, and whether numbers align right. */
export interface Column<T> {
  readonly head: string
  readonly cell: (item: T) => string
  readonly right?: boolean
}

/** The columns that say something of at least one item: a table has no empty columns. */
export function usedColumns<T>(columns: readonly Column<T>[], items: readonly T[]): readonly Column<T>[] {
  return columns.filter(({ cell }) => items.some((item) => cell(item) !== ''))
}

/** The two lines that open a table, each with its line end. */
export function tableHead<T>(columns: readonly Column<T>[]): string {
  return row(columns.map(({ head }) => head)) + row(columns.map(({ right }) => (right ? '--:' : ':--')))
}

/** One line of a table. */
export function tableRow<T>(columns: readonly Column<T>[], item: T): string {
  return row(columns.map(({ cell }) => cell(item)))
}

/** A whole table; of nothing, a sentence, since a table without columns is not one. */
export function table<T>(columns: readonly Column<T>[], items: readonly T[]): string {
  if (items.length === 0) return 'There is nothing to show.\n'
  const used = usedColumns(columns, items)
  return tableHead(used) + items.map((item) => tableRow(used, item)).join('')
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`
}
