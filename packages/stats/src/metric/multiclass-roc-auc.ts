import type { Numbers } from '../check.ts'
import { requireClassScores } from './class-scores.ts'
import { rocAuc } from './roc-auc.ts'

/**
 * ROC AUC of many classes. `ovr`: each class against all others. `ovo`: each pair of classes on their own rows, both
 * ways (D. Hand and R. Till, Machine Learning 45, 2001), blind to how common they are. `macro` counts classes or pairs
 * alike, `weighted` by their rows; as scikit-learn's roc_auc_score. NaN when a class with a column has no row: its AUC
 * is unknown, and leaving it out would make two models on different data look alike. RangeError as multiclassLogLoss.
 */
export function multiclassRocAuc(
  labels: Numbers,
  scores: readonly Numbers[],
  options: { readonly strategy?: 'ovr' | 'ovo'; readonly average?: 'macro' | 'weighted' } = {},
): number {
  const { strategy = 'ovr', average = 'macro' } = options
  requireClassScores('multiclassRocAuc', labels, scores)
  const rows = scores.map((_, c) => Array.from(labels).filter((label) => label === c).length)
  const parts = strategy === 'ovr' ? eachClass(labels, scores, rows) : eachPair(labels, scores, rows)
  const weight = (part: Part) => (average === 'macro' ? 1 : part.rows)
  const total = parts.reduce((sum, part) => sum + weight(part), 0)
  return parts.reduce((sum, part) => sum + weight(part) * part.auc, 0) / total
}

interface Part {
  readonly auc: number
  readonly rows: number
}

function eachClass(labels: Numbers, scores: readonly Numbers[], rows: readonly number[]): readonly Part[] {
  return scores.map((column, c) => ({
    auc: rocAuc(
      Uint8Array.from(labels, (label) => (label === c ? 1 : 0)),
      column,
    ),
    rows: rows[c]!,
  }))
}

function eachPair(labels: Numbers, scores: readonly Numbers[], rows: readonly number[]): readonly Part[] {
  return scores.flatMap((_, a) =>
    scores.slice(a + 1).map((_, offset) => {
      const b = a + 1 + offset
      if (rows[a] === 0 || rows[b] === 0) return { auc: Number.NaN, rows: rows[a]! + rows[b]! }
      const own = Array.from(labels, (_, i) => i).filter((i) => labels[i] === a || labels[i] === b)
      const against = (one: number) =>
        rocAuc(
          own.map((i) => (labels[i] === one ? 1 : 0)),
          own.map((i) => scores[one]![i]!),
        )
      return { auc: (against(a) + against(b)) / 2, rows: rows[a]! + rows[b]! }
    }),
  )
}
