import { requireCount } from '../check.ts'
import { seededRandom } from '../random/seeded-random.ts'
import { shuffle } from '../random/shuffle.ts'
import { midranks } from '../summary/midranks.ts'
import { boostedTrees } from './boosted-trees.ts'
import { joined, type Points, requireSameDimensions, rowsOf } from './points.ts'

export interface DomainClassifier {
  /** How well unseen rows are told apart: 0.5 not at all, 1 perfectly. Mean over both halves. */
  readonly auc: number
  /** One-sided; of each half (1 + k) / (1 + permutations), the larger of the two. */
  readonly pValue: number
  /** Share of each column in the telling apart. */
  readonly importance: readonly number[]
}

/**
 * Can a classifier tell current rows from reference rows it has not seen? Boosted trees learn on one half of the rows
 * and rank the other, and the other way round (classifier two-sample test: D. Lopez-Paz and M. Oquab, ICLR 2017;
 * NannyML's and Evidently's domain classifier). It sees shifts of single columns and of how columns hang together. The
 * p-value of a half permutes its sides against the ranks given, which is exact, as the classifier never saw them; both
 * halves ask the same, so the larger p holds the level whatever their dependence. (The mean over cross-validation
 * folds, permuted without training again, was seen to alarm at 12 % for 5 %: folds share their training rows.)
 * Deterministic for a seed; O(rows x columns) a tree: sample some ten thousand rows a side, more add time and no
 * insight. RangeError for fewer than four rows a side, other dimensions, or values not finite.
 */
export function domainClassifier(
  reference: Points,
  current: Points,
  options: {
    readonly permutations?: number
    readonly seed?: number
    readonly trees?: number
    readonly depth?: number
  } = {},
): DomainClassifier {
  const at = 'domainClassifier'
  const { permutations = 199, seed = 1, trees = 50, depth = 2 } = options
  requireCount(at, 'permutations', permutations, 1)
  const m = rowsOf(at, 'reference', reference, 4)
  const n = rowsOf(at, 'current', current, 4)
  requireSameDimensions(at, reference, current)
  const all = { values: joined(reference, current), dimensions: reference.dimensions }
  const random = seededRandom(seed)
  const half = Uint32Array.from({ length: m + n }, (_, row) => (row < m ? row : row - m) % 2)
  shuffle(half.subarray(0, m), random)
  shuffle(half.subarray(m), random)
  const sideOf = (rows: Uint32Array) => Uint8Array.from(rows, (row) => (row < m ? 0 : 1))
  const judged = [0, 1].map((held) => {
    const [train, test] = [rowsWhere(half, 1 - held), rowsWhere(half, held)]
    const points = subset(all, train)
    const model = boostedTrees({ points, target: sideOf(train), loss: 'logistic', trees, depth })
    const ranks = midranks(model.predict(subset(all, test)))
    const side = sideOf(test)
    const auc = aucOf(ranks, side)
    let reached = 0
    for (let run = 0; run < permutations; run++) if (aucOf(ranks, shuffle(side, random)) >= auc) reached++
    return { auc, pValue: (1 + reached) / (1 + permutations), importance: model.importance }
  })
  const [one, other] = judged as [(typeof judged)[0], (typeof judged)[0]]
  return {
    auc: (one.auc + other.auc) / 2,
    pValue: Math.max(one.pValue, other.pValue),
    importance: one.importance.map((share, column) => (share + other.importance[column]!) / 2),
  }
}

function rowsWhere(half: Uint32Array, wanted: number): Uint32Array {
  return Uint32Array.from(half.keys()).filter((row) => half[row] === wanted)
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
