import { quoteValue } from '@mlops-actions/data'
import type { Column } from '@mlops-actions/data'
import { incomparable, ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import { coded } from './cells.ts'

/** A row whose id an earlier row has, or undefined when all ids are different. */
export function duplicates(ids: Column): number | undefined {
  const { codes, values } = coded(ids)
  // Two codes may share a text (1 and "1" in one column cannot, but a dictionary may repeat an entry).
  const seen = new Set<string>()
  for (let row = 0; row < codes.length; row++) {
    const id = values[codes[row]!]!
    if (seen.has(id)) return row
    seen.add(id)
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
  const [a, b] = [coded(left), coded(right)]
  const sameOrder =
    left.length === right.length && a.codes.every((code, row) => a.values[code] === b.values[b.codes[row]!])
  if (sameOrder) return ok(undefined)
  const rowOf = new Map<string, number>()
  for (let row = 0; row < right.length; row++) rowOf.set(b.values[b.codes[row]!]!, row)
  const order = new Uint32Array(left.length)
  const onlyLeft: string[] = []
  for (let row = 0; row < left.length; row++) {
    const id = a.values[a.codes[row]!]!
    const found = rowOf.get(id)
    if (found === undefined) onlyLeft.push(id)
    else order[row] = found
    rowOf.delete(id)
  }
  if (onlyLeft.length === 0 && rowOf.size === 0) return ok(order)
  const parts = [sentence(onlyLeft, leftFile, rightFile), sentence([...rowOf.keys()], rightFile, leftFile)]
  return incomparable(
    parts.filter((part) => part !== '').join('; '),
    'Score both models on one and the same set of rows.',
  )
}

function sentence(ids: readonly string[], here: string, there: string): string {
  if (ids.length === 0) return ''
  const first = ids.slice(0, 3).map(quoteValue).join(', ')
  return `${ids.length} ids of ${here} are not in ${there} (${first}${ids.length > 3 ? ', ...' : ''})`
}
