import { onCategories } from './on-categories.ts'
import type { CategoryProfile, ColumnProfile } from './profile.ts'

/** Share put in place of an empty cell, so that PSI's logarithm exists (the usual convention). */
export const PSI_EPSILON = 1e-4

export interface CountDistance {
  /** Contingency chi-square of both samples, without Yates' correction; cells empty on both sides are left out. */
  readonly chiSquare: number
  readonly degreesOfFreedom: number
  /** sum (p - q) ln(p / q), shares below PSI_EPSILON raised to it. */
  readonly psi: number
  /** Jensen-Shannon distance, base 2, in [0, 1]: scipy.spatial.distance.jensenshannon(p, q, 2). */
  readonly jensenShannon: number
}

/**
 * Exact distances of the present values (nulls left out; NaN and infinities are cells of their own, and so are the
 * categories that are not listed, together).
 * RangeError when the columns are not comparable or one side has no values.
 */
export function countDistance(a: ColumnProfile, b: ColumnProfile): CountDistance {
  const pairs = pairCounts(a, b).filter(([left, right]) => left + right > 0)
  const na = pairs.reduce((sum, [left]) => sum + left, 0)
  const nb = pairs.reduce((sum, [, right]) => sum + right, 0)
  if (na === 0 || nb === 0) {
    throw new RangeError(`column ${JSON.stringify(a.name)}: a profile without values has no distance`)
  }
  let [chiSquare, psi, divergence] = [0, 0, 0]
  for (const [left, right] of pairs) {
    const [p, q] = [left / na, right / nb]
    const pooled = (left + right) / (na + nb)
    chiSquare += (na * (p - pooled) ** 2 + nb * (q - pooled) ** 2) / pooled
    const [raisedP, raisedQ] = [Math.max(p, PSI_EPSILON), Math.max(q, PSI_EPSILON)]
    psi += (raisedP - raisedQ) * Math.log(raisedP / raisedQ)
    const middle = (p + q) / 2
    divergence += (p > 0 ? p * Math.log2(p / middle) : 0) + (q > 0 ? q * Math.log2(q / middle) : 0)
  }
  // Rounding may leave equal shares a hair below zero.
  const jensenShannon = Math.sqrt(Math.min(1, Math.max(0, divergence / 2)))
  return { chiSquare, degreesOfFreedom: pairs.length - 1, psi, jensenShannon }
}

function pairCounts(a: ColumnProfile, b: ColumnProfile): [number, number][] {
  if (a.kind !== b.kind) throw new RangeError(`column ${JSON.stringify(a.name)}: ${a.kind} against ${b.kind}`)
  if ('cells' in a && 'cells' in b) {
    if (a.edges.length !== b.edges.length || a.edges.some((edge, i) => edge !== b.edges[i])) {
      throw new RangeError(
        `column ${JSON.stringify(a.name)}: the two profiles were counted on different edges`,
      )
    }
    return [
      ...a.cells.map((cell, i): [number, number] => [cell.count, b.cells[i]!.count]),
      [a.nan, b.nan],
      [a.negativeInfinity, b.negativeInfinity],
      [a.positiveInfinity, b.positiveInfinity],
    ]
  }
  if (!('categories' in a && 'categories' in b))
    throw new RangeError('no distance between cells and categories')
  return categoryCounts(a, b)
}

function categoryCounts(a: CategoryProfile, b: CategoryProfile): [number, number][] {
  if (a.listed === 'all' && b.listed === 'all') {
    const [left, right] = [new Map(a.categories), new Map(b.categories)]
    const names = new Set([...left.keys(), ...right.keys()])
    return [...names].map((name) => [left.get(name) ?? 0, right.get(name) ?? 0])
  }
  const names = a.listed === 'all' ? b : a
  const [left, right] = [onCategories(a, names), onCategories(b, names)]
  if (left === undefined || right === undefined) {
    throw new RangeError(`column ${JSON.stringify(a.name)}: the two profiles list different categories`)
  }
  return [
    ...left.categories.map(([, count], i): [number, number] => [count, right.categories[i]![1]]),
    [left.other, right.other],
  ]
}
