import { jensenShannonDistance, moments, wasserstein1 } from '@mlops-actions/stats'
import type { CategoricalSample, ColumnSample, NumericSample } from '../column-sample.ts'
import type { DriftTrial } from '../trial.ts'

/** Order statistics that stand for a large reference: the distance changes by less than its spread over so many. */
const GRID = 1 << 16

/**
 * The effect of a test when nothing has moved: each window of the reference against the rest of it. For distances that
 * are linear in the distribution function the rest need not be put together: with w the window's share of the rows,
 * window - whole = (1 - w) (window - rest).
 */
export function nullEffects(
  { kind, measure }: Pick<DriftTrial, 'kind' | 'measure'>,
  reference: ColumnSample,
  windows: readonly ColumnSample[],
): readonly number[] {
  switch (kind) {
    case 'missing-values':
      return windows.map((window) => {
        const rest = reference.rows - window.rows
        return window.missing / window.rows - (reference.missing - window.missing) / rest
      })
    case 'unseen-categories':
      return windows.map((window) => unseenShare(reference, window))
    case 'column-drift':
      if (measure === 'share-changed') return windows.map(() => 0)
      return reference.kind === 'numeric'
        ? numericEffects(
            reference,
            windows.filter((window) => window.kind === 'numeric'),
          )
        : windows
            .filter((window) => window.kind === 'categorical')
            .map((window) => categoricalEffect(reference, window))
    default:
      return kind satisfies never
  }
}

function numericEffects(reference: NumericSample, windows: readonly NumericSample[]): readonly number[] {
  const { values } = reference
  const grid =
    values.length <= GRID
      ? values
      : Float64Array.from({ length: GRID }, (_, i) => values[Math.floor(((i + 0.5) * values.length) / GRID)]!)
  const unit = Math.max(Math.abs(values[0] ?? 0), Math.abs(values.at(-1) ?? 0)) || 1
  const inUnits = (own: Float64Array): Float64Array => own.map((value) => value / unit)
  const whole = inUnits(grid)
  const deviation = Math.sqrt(moments(whole).variance)
  return windows
    .filter((window) => window.values.length > 0 && window.values.length < values.length)
    .map(
      (window) =>
        wasserstein1(whole, inUnits(window.values)) / deviation / (1 - window.values.length / values.length),
    )
}

function categoricalEffect(reference: CategoricalSample, window: CategoricalSample): number {
  const labels = [...reference.counts.keys()]
  const own = labels.map((label) => window.counts.get(label) ?? 0)
  const rest = labels.map((label, i) => reference.counts.get(label)! - own[i]!)
  return jensenShannonDistance(rest, own)
}

function unseenShare(reference: ColumnSample, window: ColumnSample): number {
  if (reference.kind === 'numeric' || window.kind === 'numeric') return 0
  const present = window.rows - window.missing
  let unseen = 0
  for (const [label, count] of window.counts) if (reference.counts.get(label) === count) unseen += count
  return present === 0 ? 0 : unseen / present
}
