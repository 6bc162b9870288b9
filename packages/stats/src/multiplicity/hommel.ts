import { ascendingIndices } from './step.ts'

/**
 * Adjusted p-values that hold the family-wise error for independent or positively dependent tests: G. Hommel,
 * Biometrika 75, 1988, the closure of Simes' test; never weaker than Hochberg or Holm, in O(m^2). The recursion is S.
 * Wright's (Biometrics 48, 1992), as R's p.adjust and statsmodels. Same order as the input. RangeError for a p outside
 * 0..1.
 */
export function hommel(p: readonly number[]): number[] {
  const order = ascendingIndices('hommel', p)
  const sorted = order.map((index) => p[index]!)
  const count = sorted.length
  const simes = Math.min(...sorted.map((value, i) => (count * value) / (i + 1)))
  const adjusted = sorted.map((value) => Math.max(value, simes))
  for (let size = count - 1; size >= 2; size--) {
    const split = count - size + 1
    let tail = Infinity
    for (let i = split; i < count; i++) tail = Math.min(tail, (size * sorted[i]!) / (i - split + 2))
    for (let i = 0; i < count; i++) {
      const head = Math.min(size * sorted[Math.min(i, split - 1)]!, tail)
      adjusted[i] = Math.max(adjusted[i]!, head)
    }
  }
  const result = p.map(() => 1)
  order.forEach((index, i) => {
    result[index] = adjusted[i]!
  })
  return result
}
