import {
  type Numbers,
  requireBinary,
  requireCodes,
  requireCount,
  requireFiniteValues,
  requireSameLength,
} from '../check.ts'
import { scoreBootstrap } from '../bootstrap/score-bootstrap.ts'
import { midranks } from '../summary/midranks.ts'
import { moments } from '../summary/moments.ts'
import type { EstimatedPerformance } from './estimated-performance.ts'

/** Enough for a standard error to within 5 %. */
const REPLICATES = 200
/** NannyML's correction of the spread of an AUC over several classes, which they saw to be too small. */
const MULTICLASS_AUC_FACTOR = 1.2

interface BinaryRows {
  readonly labels: Numbers
  readonly scores: Numbers
  readonly predicted: Numbers
}

/** Whose errors: NannyML's to compare with it, else ours. */
export type SamplingErrorMethod = 'bootstrap' | 'nannyml'

/**
 * Standard errors, by chance of the draw alone, of a binary classifier's metrics in a chunk of `n` rows, learnt on
 * labelled reference rows. Shares of rows have theirs by the root of the rows that count in a chunk. ROC AUC, average
 * precision and F1 take them from 200 seeded bootstrap replicates of the reference, scaled to n rows. With `nannyml`
 * AUC and F1 are as NannyML 0.13 has them: seen to be too small for AUC, which counts only one class as drawn (14 %
 * outside a 95 % band), and several times too large for F1. NaN where the reference has no row that counts, or a class
 * is so rare that replicates lack it. RangeError for labels or predictions not 0 or 1, scores not finite, other
 * lengths, n below 1.
 */
export function binarySamplingError(
  rows: BinaryRows,
  n: number,
  options: { readonly method?: SamplingErrorMethod; readonly seed?: number } = {},
): EstimatedPerformance {
  const { labels, scores, predicted } = rows
  const { method = 'bootstrap', seed = 1 } = options
  const at = 'binarySamplingError'
  requireCount(at, 'n', n, 1)
  requireRows(at, rows)
  const components = componentsOf(rows)
  const error = ({ variance, share }: Component) => Math.sqrt(variance / (n * share))
  const [ranked, decided] = scoreBootstrap({
    labels,
    models: [
      { scores, threshold: 0 },
      { scores: predicted, threshold: 1 },
    ],
    replicates: REPLICATES,
    seed,
    scheme: 'poisson',
  })
  const spread = (replicates: Float64Array) =>
    // A replicate without positives has no value, and then neither has a chunk.
    replicates.some(Number.isNaN) ? Number.NaN : Math.sqrt((moments(replicates).variance * labels.length) / n)
  return {
    rocAuc: method === 'nannyml' ? error(components.rocAuc) : spread(ranked!.rocAuc),
    averagePrecision: spread(ranked!.averagePrecision),
    f1: method === 'nannyml' ? error(components.f1) * f1Factor(rows) : spread(decided!.f1),
    precision: error(components.precision),
    recall: error(components.recall),
    specificity: error(components.specificity),
    accuracy: error(components.accuracy),
  }
}

/**
 * The same of several classes, each against the rest: the mean of K independent errors. `scores` hold an array a class;
 * labels and predictions are codes of classes.
 * Source: NannyML 0.13.
 */
export function multiclassSamplingError(
  rows: { readonly labels: Numbers; readonly scores: readonly Numbers[]; readonly predicted: Numbers },
  n: number,
  options: { readonly method?: SamplingErrorMethod; readonly seed?: number } = {},
): EstimatedPerformance {
  const { labels, scores, predicted } = rows
  const at = 'multiclassSamplingError'
  requireCount(at, 'n', n, 1)
  requireCodes(at, 'labels', labels)
  requireCodes(at, 'predicted', predicted)
  requireSameLength(at, 'labels', labels, 'predicted', predicted)
  const classes = scores.map((one, k) => ({
    labels: Uint8Array.from(labels, (code) => (code === k ? 1 : 0)),
    scores: one,
    predicted: Uint8Array.from(predicted, (code) => (code === k ? 1 : 0)),
  }))
  for (const one of classes) requireRows(at, one)
  const components = classes.map(componentsOf)
  const combined = (of: (one: Components) => Component) =>
    Math.sqrt(components.map(of).reduce((sum, { variance, share }) => sum + variance / (n * share), 0)) /
    components.length
  const errors = classes.map((one) => binarySamplingError(one, n, options))
  const pooled = (of: (one: EstimatedPerformance) => number) => Math.hypot(...errors.map(of)) / errors.length
  const asNannyml = options.method === 'nannyml'
  let right = 0
  for (let i = 0; i < labels.length; i++) if (labels[i] === predicted[i]) right++
  const accuracy = right / labels.length
  return {
    rocAuc: asNannyml
      ? MULTICLASS_AUC_FACTOR * combined(({ rocAuc }) => rocAuc)
      : pooled(({ rocAuc }) => rocAuc),
    averagePrecision: pooled(({ averagePrecision }) => averagePrecision),
    f1: asNannyml ? combined(({ f1 }) => f1) : pooled(({ f1 }) => f1),
    precision: combined(({ precision }) => precision),
    recall: combined(({ recall }) => recall),
    specificity: combined(({ specificity }) => specificity),
    accuracy: Math.sqrt((accuracy * (1 - accuracy)) / n),
  }
}

/** Variance of what one row adds, and the share of rows that add. */
interface Component {
  readonly variance: number
  readonly share: number
}

type Components = Readonly<
  Record<'rocAuc' | 'f1' | 'precision' | 'recall' | 'specificity' | 'accuracy', Component>
>

function requireRows(at: string, { labels, scores, predicted }: BinaryRows): void {
  requireBinary(at, 'labels', labels)
  requireBinary(at, 'predicted', predicted)
  requireFiniteValues(at, 'scores', scores)
  requireSameLength(at, 'labels', labels, 'predicted', predicted)
  requireSameLength(at, 'labels', labels, 'scores', scores)
}

function componentsOf({ labels, scores, predicted }: BinaryRows): Components {
  const n = labels.length
  const { tp, fp, fn, tn } = table(labels, predicted)
  const of = (hits: number, rows: number): Component => {
    const rate = hits / rows
    return { variance: rate * (1 - rate), share: rows / n }
  }
  return {
    rocAuc: placements(labels, scores),
    f1: of(tp, tp + fp + fn),
    precision: of(tp, tp + fp),
    recall: of(tp, tp + fn),
    specificity: of(tn, tn + fp),
    accuracy: of(tp + tn, n),
  }
}

function table(labels: Numbers, predicted: Numbers) {
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 }
  for (let i = 0; i < labels.length; i++) {
    counts[predicted[i] === 1 ? (labels[i] === 1 ? 'tp' : 'fp') : labels[i] === 1 ? 'fn' : 'tn']++
  }
  return counts
}

/** F1 by F1 per row that counts: from a share of right rows to the harmonic mean. */
function f1Factor({ labels, predicted }: BinaryRows): number {
  const { tp, fp, fn } = table(labels, predicted)
  return (tp + fp + fn) / (tp + (fp + fn) / 2)
}

/** Share of the other class that each row of the rarer class outranks. */
function placements(labels: Numbers, scores: Numbers): Component {
  const n = labels.length
  let positives = 0
  for (let i = 0; i < n; i++) positives += labels[i]!
  const rarer = positives / n > 0.5 ? 0 : 1
  const own = Uint32Array.from({ length: n }, (_, i) => i).filter((i) => labels[i] === rarer)
  const share = own.length / n
  if (own.length < 2) return { variance: Number.NaN, share }
  const all = midranks(scores)
  const within = midranks(Float64Array.from(own, (i) => scores[i]!))
  const sign = rarer === 1 ? 1 : -1
  const shares = Float64Array.from(own, (i, k) => (sign * (all[i]! - within[k]!)) / (n - own.length))
  return { variance: (moments(shares).variance * (own.length - 1)) / own.length, share }
}
