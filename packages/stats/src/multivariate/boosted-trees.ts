import { type Numbers, requireBinary, requireCount, requireFiniteValues, requireFraction } from '../check.ts'
import { binnedColumns } from './binned-columns.ts'
import { type Points, rowsOf } from './points.ts'
import { growTree, type RegressionTree } from './regression-tree.ts'

/** Codes are bytes. */
const MOST_BINS = 256
/** Leaves are numbered by 16 bits. */
const MOST_DEPTH = 12

export interface BoostingPlan {
  readonly points: Points
  /** One value a row; 0 or 1 for `logistic`. */
  readonly target: Numbers
  /** `squared` predicts the mean, `logistic` the probability of 1. */
  readonly loss: 'squared' | 'logistic'
  readonly trees?: number
  /** Splits from the root to a leaf, 1 to 12: 1 is a stump. */
  readonly depth?: number
  /** Share of each tree that is believed. */
  readonly rate?: number
  readonly leastRows?: number
  /** Values a column is told apart into, 2 to 256. */
  readonly bins?: number
}

export interface BoostedTrees {
  readonly predict: (points: Points) => Float64Array
  /** Share of each column in what the splits took off the error; all 0 if there was no split. */
  readonly importance: readonly number[]
}

/**
 * Gradient boosted trees: each next tree follows what the ones before left over (J. Friedman, Annals of Statistics 29,
 * 2001; leaves by a Newton step under the logistic loss). Deterministic, no sampling; O(rows x columns x trees x
 * depth). With every value its own bin it is scikit-learn's GradientBoosting with criterion friedman_mse. RangeError
 * for points or targets that are not finite, lengths that differ, or options beyond their range.
 */
export function boostedTrees(plan: BoostingPlan): BoostedTrees {
  const { points, target, loss, trees = 100, depth = 3, rate = 0.1, leastRows = 20, bins = 64 } = plan
  const at = 'boostedTrees'
  const rows = rowsOf(at, 'points', points, 1)
  if (target.length !== rows) throw new RangeError(`${at}: ${target.length} targets of ${rows} rows`)
  if (loss === 'logistic') requireBinary(at, 'target', target)
  requireFiniteValues(at, 'target', target)
  requireCount(at, 'trees', trees, 1)
  requireCount(at, 'depth', depth, 1)
  requireCount(at, 'leastRows', leastRows, 1)
  requireCount(at, 'bins', bins, 2)
  if (rate !== 1) requireFraction(at, 'rate', rate)
  if (bins > MOST_BINS || depth > MOST_DEPTH) {
    throw new RangeError(
      `${at}: at most ${MOST_BINS} bins and ${MOST_DEPTH} levels, got ${bins} and ${depth}`,
    )
  }
  const columns = binnedColumns(points, bins)
  const origin = originOf(target, loss)
  const raw = new Float64Array(rows).fill(origin)
  const left = new Float64Array(rows)
  const gains = new Float64Array(points.dimensions)
  const grown: RegressionTree[] = []
  for (let round = 0; round < trees && Number.isFinite(origin); round++) {
    for (let row = 0; row < rows; row++) left[row] = target[row]! - response(raw[row]!, loss)
    const { tree, leaf, gain } = growTree(columns, left, depth, leastRows)
    fillLeaves(tree.value, leaf, left, target, loss)
    for (let row = 0; row < rows; row++) raw[row]! += rate * tree.value[leaf[row]!]!
    gain.forEach((value, column) => {
      gains[column]! += value
    })
    grown.push(tree)
  }
  const total = gains.reduce((sum, gain) => sum + gain, 0)
  return {
    predict: (asked) => predictions(asked, points.dimensions, grown, { origin, rate, loss }),
    importance: Array.from(gains, (gain) => (total === 0 ? 0 : gain / total)),
  }
}

/** The constant to start from: the mean, or its log-odds, infinite where only one class is there. */
function originOf(target: Numbers, loss: BoostingPlan['loss']): number {
  let sum = 0
  for (let i = 0; i < target.length; i++) sum += target[i]!
  const mean = sum / target.length
  return loss === 'squared' ? mean : Math.log(mean / (1 - mean))
}

function response(raw: number, loss: BoostingPlan['loss']): number {
  return loss === 'squared' ? raw : 1 / (1 + Math.exp(-raw))
}

function fillLeaves(
  value: Float64Array,
  leaf: Uint16Array,
  left: Float64Array,
  target: Numbers,
  loss: BoostingPlan['loss'],
): void {
  const weight = new Float64Array(value.length)
  for (let row = 0; row < leaf.length; row++) {
    value[leaf[row]!]! += left[row]!
    const probability = target[row]! - left[row]!
    weight[leaf[row]!]! += loss === 'squared' ? 1 : probability * (1 - probability)
  }
  for (let node = 0; node < value.length; node++) {
    // Where the rows of a leaf are certain already there is nothing to add.
    value[node] = weight[node]! > 1e-150 ? value[node]! / weight[node]! : 0
  }
}

function predictions(
  points: Points,
  dimensions: number,
  trees: readonly RegressionTree[],
  {
    origin,
    rate,
    loss,
  }: { readonly origin: number; readonly rate: number; readonly loss: BoostingPlan['loss'] },
): Float64Array {
  const rows = rowsOf('boostedTrees', 'points', points, 0)
  if (points.dimensions !== dimensions) {
    throw new RangeError(`boostedTrees: points have ${points.dimensions} dimensions, not ${dimensions}`)
  }
  return Float64Array.from({ length: rows }, (_, row) => {
    let raw = origin
    for (const { column, cut, value } of trees) {
      let node = 0
      while (column[node]! >= 0) {
        node = 2 * node + (points.values[row * dimensions + column[node]!]! <= cut[node]! ? 1 : 2)
      }
      raw += rate * value[node]!
    }
    return response(raw, loss)
  })
}
