import { requireCount } from '../check.ts'
import { seededRandom } from '../random/seeded-random.ts'
import { shuffle } from '../random/shuffle.ts'
import { midranks } from '../summary/midranks.ts'
import { boostedTrees } from './boosted-trees.ts'
import { joined, type Points, requireSameDimensions, rowsOf } from './points.ts'

export interface DomainClassifier {
  /** How well unseen rows are told apart: 0.5 not at all, 1 perfectly. Mean over the folds. */
  readonly auc: number
  /** One-sided, (1 + k) / (1 + permutations). */
  readonly pValue: number
  /** Share of each column in the telling apart. */
  readonly importance: readonly number[]
}

/**
 * Can a classifier tell current rows from reference rows it has not seen? Boosted trees are trained on all folds but one
 * and rank that one (classifier two-sample test: D. Lopez-Paz and M. Oquab, ICLR 2017; NannyML's and Evidently's domain
 * classifier). It sees shifts of single columns and of how columns hang together. The p-value permutes the sides within
 * every fold against the ranks given, without training again: exact for a fold by itself, and seen to keep its level for
 * their mean (bench/results/sequential.json, domainClassifier). Deterministic; O(rows x columns) a tree: sample some ten
 * thousand rows a side, more add time and no insight.
 * RangeError for fewer than two rows a side and fold, other dimensions, or values not finite.
 */
export function domainClassifier(
  reference: Points,
  current: Points,
  options: {
    readonly folds?: number
    readonly permutations?: number
    readonly seed?: number
    readonly trees?: number
    readonly depth?: number
  } = {},
): DomainClassifier {
  const at = 'domainClassifier'
  const { folds = 5, permutations = 199, seed = 1, trees = 50, depth = 2 } = options
  requireCount(at, 'folds', folds, 2)
  requireCount(at, 'permutations', permutations, 1)
  const m = rowsOf(at, 'reference', reference, 2 * folds)
  const n = rowsOf(at, 'current', current, 2 * folds)
  requireSameDimensions(at, reference, current)
  const { dimensions } = reference
  const all = { values: joined(reference, current), dimensions }
  const random = seededRandom(seed)
  const fold = Uint32Array.from({ length: m + n }, (_, row) => (row < m ? row : row - m) % folds)
  shuffle(fold.subarray(0, m), random)
  shuffle(fold.subarray(m), random)
  const importance = new Float64Array(dimensions)
  const ranked = Array.from({ length: folds }, (_, held) => {
    const train = rowsWhere(fold, (k) => k !== held)
    const test = rowsWhere(fold, (k) => k === held)
    const model = boostedTrees({
      points: subset(all, train),
      target: Uint8Array.from(train, (row) => (row < m ? 0 : 1)),
      loss: 'logistic',
      trees,
      depth,
    })
    model.importance.forEach((share, column) => {
      importance[column]! += share / folds
    })
    return {
      ranks: midranks(model.predict(subset(all, test))),
      side: Uint8Array.from(test, (row) => (row < m ? 0 : 1)),
    }
  })
  const mean = () => ranked.reduce((sum, { ranks, side }) => sum + aucOf(ranks, side), 0) / folds
  const auc = mean()
  let reached = 0
  for (let run = 0; run < permutations; run++) {
    for (const { side } of ranked) shuffle(side, random)
    if (mean() >= auc) reached++
  }
  return { auc, pValue: (1 + reached) / (1 + permutations), importance: [...importance] }
}

function rowsWhere(fold: Uint32Array, wanted: (fold: number) => boolean): Uint32Array {
  return Uint32Array.from(fold.keys()).filter((row) => wanted(fold[row]!))
}

function subset({ values, dimensions }: Points, rows: Uint32Array): Points {
  const chosen = new Float64Array(rows.length * dimensions)
  rows.forEach((row, k) => {
    chosen.set(values.subarray(row * dimensions, (row + 1) * dimensions), k * dimensions)
  })
  return { values: chosen, dimensions }
}

/** Mann and Whitney's: the share of pairs in which the current row ranks above the reference row, ties half. */
function aucOf(ranks: Float64Array, side: Uint8Array): number {
  let [sum, ones] = [0, 0]
  for (let i = 0; i < ranks.length; i++) {
    sum += side[i]! * ranks[i]!
    ones += side[i]!
  }
  return (sum - (ones * (ones + 1)) / 2) / (ones * (ranks.length - ones))
}
