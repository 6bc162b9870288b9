import { type Numbers, requireBinary, requireCount, requireProbability, requireSameLength } from '../check.ts'
import { calibrationError } from '../metric/calibration-error.ts'
import { isotonic } from '../metric/isotonic.ts'
import { isotonicAt } from '../metric/isotonic-at.ts'
import { rocAuc } from '../metric/roc-auc.ts'
import { seededRandom } from '../random/seeded-random.ts'
import { shuffle } from '../random/shuffle.ts'

const FOLDS = 10
const BINS = 10
/** A ranking so sharp leaves no overlap to learn probabilities from (NannyML's limit). */
const SHARPEST_AUC = 0.999

export interface Calibrator {
  /** `none` where calibrating would not bring the probabilities nearer to the shares seen. */
  readonly kind: 'isotonic' | 'none'
  readonly at: (score: number) => number
  /** Expected calibration error over ten bins of equal count, of rows not learnt from. */
  readonly before: number
  readonly after: number
}

/**
 * Turns scores into probabilities by isotonic regression, level outside the scores seen, if that helps rows it has not
 * learnt from: ten folds, each calibrated by the others, judged together. The rule of NannyML's CBPE, with folds
 * instead of its shuffled splits, so that each row counts once. Deterministic for a seed. RangeError for labels that
 * are not 0 or 1, scores outside 0..1, lengths that differ, or fewer than 20 rows.
 */
export function calibrator(labels: Numbers, scores: Numbers, seed = 1): Calibrator {
  const at = 'calibrator'
  requireBinary(at, 'labels', labels)
  requireSameLength(at, 'labels', labels, 'scores', scores)
  requireCount(at, 'rows', labels.length, 2 * FOLDS)
  for (let i = 0; i < scores.length; i++) requireProbability(at, `scores[${i}]`, scores[i]!)
  const order = shuffle(
    Uint32Array.from({ length: labels.length }, (_, i) => i),
    seededRandom(seed),
  )
  const calibrated = new Float64Array(labels.length)
  for (let fold = 0; fold < FOLDS; fold++) {
    const train = order.filter((_, k) => k % FOLDS !== fold)
    const curve = isotonic(pick(scores, train), pick(labels, train))
    for (let k = fold; k < order.length; k += FOLDS) {
      calibrated[order[k]!] = isotonicAt(curve, scores[order[k]!]!)
    }
  }
  const errorOf = (probabilities: Numbers) =>
    calibrationError(labels, probabilities, { norm: 'mean', bins: BINS, strategy: 'quantile' })
  const [before, after] = [errorOf(scores), errorOf(calibrated)]
  const auc = rocAuc(labels, scores)
  // NaN, of a single class, is not sharp but has nothing to learn either.
  const helps = after < before && auc <= SHARPEST_AUC
  if (!helps) return { kind: 'none', at: (score) => score, before, after }
  const curve = isotonic(scores, labels)
  return { kind: 'isotonic', at: (score) => isotonicAt(curve, score), before, after }
}

function pick(values: Numbers, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!)
}
