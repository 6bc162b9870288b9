import type { Cell } from '../profile/profile.ts'
import { readCount, readDouble, strange } from './answer.ts'
import type { Overview, Place } from './overview.ts'
import { moved, type Question } from './question.ts'
import { cellsSelect, edgesSelect, type Scale, scaleFor } from './statements.ts'

export const scaleOf = ({ min, max }: Overview): Scale =>
  scaleFor(Math.max(Math.abs(min ?? 0), Math.abs(max ?? 0)))

/** The edges of a numeric column that has finite values. */
export function edgesQuestion(place: Place, column: Overview, cells: number): Question<readonly number[]> {
  const { engine, dialect, from } = place
  const total = finiteCount(column)
  return {
    column,
    select: (tag) => edgesSelect(dialect, from, column.reading, { tag, total, cells }),
    read(rows) {
      const edges = rows.map(([, edge = '']) => readDouble(engine, edge)).toSorted((a, b) => a - b)
      const distinct = edges.every((edge, i) => i === 0 || edge > edges[i - 1]!)
      if (!distinct || edges[0] !== column.min || edges.length > 2 * cells + 1) throw moved(place, column)
      return edges
    },
  }
}

export interface Counted {
  readonly cells: readonly Cell[]
  /** Of all finite values, times the column's scale: the sum itself may exceed the doubles when the mean does not. */
  readonly scaledSum: number
}

/** The cells of a numeric column on given edges. */
export function cellsQuestion(place: Place, column: Overview, edges: readonly number[]): Question<Counted> {
  const { engine, dialect, from } = place
  const scale = scaleOf(column)
  return {
    column,
    select: (tag) => cellsSelect(dialect, from, column.reading, { tag, edges, scale }),
    read(rows) {
      const cells: Cell[] = Array.from({ length: edges.length + 1 }, () => ({
        count: 0,
        sum: 0,
        single: false,
      }))
      let scaledSum = 0
      for (const [, cell = '', count = '', sum = '', least = '', greatest = ''] of rows) {
        const index = readCount(engine, cell)
        if (index >= cells.length || cells[index]!.count > 0)
          throw strange(engine, `cell ${index} twice or for no reason`)
        const [low, high] = [readDouble(engine, least), readDouble(engine, greatest)]
        // The engine's own comparison against ours: a cell it chose must hold what it found there.
        if (low < (edges[index - 1] ?? -Infinity) || high >= (edges[index] ?? Infinity) || low > high) {
          throw strange(engine, `values from ${low} to ${high} in cell ${index}, where they do not belong`)
        }
        const part = readDouble(engine, sum)
        scaledSum += part
        cells[index] = {
          count: readCount(engine, count),
          sum: part / scale.factor + 0,
          single: low === high && low === edges[index - 1],
        }
      }
      const counted = cells.reduce((total, cell) => total + cell.count, 0)
      if (counted !== finiteCount(column)) throw moved(place, column)
      return { cells, scaledSum }
    },
  }
}

export const finiteCount = (column: Overview): number =>
  column.rows - column.nulls - column.nan - column.negativeInfinity - column.positiveInfinity
