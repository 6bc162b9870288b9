import { quoteValue } from '@mlops-actions/data'
import type { Column } from '@mlops-actions/data'
import { incomparable, ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import { cellText } from './cells.ts'

/** A row whose id an earlier row has, or undefined when all ids are different. */
export function duplicates(ids: Column): number | undefined {
  // The dictionary that a reader builds holds each text once, so that equal codes are equal ids.
  const keys = ids.kind === 'text' ? ids.codes : ids.values
  const seen = new Set<number | bigint>()
  for (let row = 0; row < ids.length; row++) {
    const before = seen.size
    if (seen.add(keys[row]!).size === before) return row
  }
  return undefined
}

/**
 * For each row of `left` the row of `right` with the same id; undefined when both files are in the same order already.
 * Ids that are on one side only make the two incomparable: a comparison on the rows they happen to share would let a
 * model win by leaving out what it cannot do. Ids must be unique on both sides.
 */
export function alignment(
  left: Column,
  leftFile: string,
  right: Column,
  rightFile: string,
): Result<Uint32Array | undefined> {
  const [leftKey, rightKey] = keysOf(left, right)
  if (sameOrder(left, leftKey, right, rightKey)) return ok(undefined)
  const rowOf = new Map<unknown, number>()
  for (let row = 0; row < right.length; row++) rowOf.set(rightKey(row), row)
  const order = new Uint32Array(left.length)
  const onlyLeft: number[] = []
  for (let row = 0; row < left.length; row++) {
    const key = leftKey(row)
    const found = rowOf.get(key)
    if (found === undefined) onlyLeft.push(row)
    else order[row] = found
    rowOf.delete(key)
  }
  if (onlyLeft.length === 0 && rowOf.size === 0) return ok(order)
  const parts = [
    missingIds(left, onlyLeft, leftFile, rightFile),
    missingIds(right, [...rowOf.values()], rightFile, leftFile),
  ]
  const reason = parts.filter((part) => part !== '').join('; ')
  return incomparable(reason, 'Score both models on one and the same set of rows.')
}

type KeyOf = (row: number) => unknown

/** Ids of one kind are compared as they are; those of two kinds (1 here, "1" there) as texts. */
function keysOf(left: Column, right: Column): readonly [KeyOf, KeyOf] {
  if (left.kind === 'number' && right.kind === 'number') {
    return [(row) => left.values[row], (row) => right.values[row]]
  }
  return [(row) => cellText(left, row), (row) => cellText(right, row)]
}

function sameOrder(left: Column, leftKey: KeyOf, right: Column, rightKey: KeyOf): boolean {
  if (left.length !== right.length) return false
  for (let row = 0; row < left.length; row++) if (leftKey(row) !== rightKey(row)) return false
  return true
}

function missingIds(column: Column, rows: readonly number[], here: string, there: string): string {
  if (rows.length === 0) return ''
  const first = rows
    .slice(0, 3)
    .map((row) => quoteValue(cellText(column, row)))
    .join(', ')
  return `${rows.length} ids of ${here} are not in ${there} (${first}${rows.length > 3 ? ', ...' : ''})`
}
