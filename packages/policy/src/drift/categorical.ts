import { chiSquareContingency, jensenShannonDistance } from '@mlops-actions/stats'
import type { CategoricalSample } from './column-sample.ts'
import type { DriftTrial, Distribution } from './trial.ts'
import { number, percent, quoted } from './wording.ts'

/** Cochran's rule: the chi-square approximation needs about this many expected rows a cell. */
const LEAST_EXPECTED = 5
const SHOWN_CATEGORIES = 12
const SHOWN_CHANGES = 3
const OTHER = '(other)'

const remedy =
  'Look for a new source, a changed code list or a filter upstream; if the world has changed, retrain on recent data, then register the new reference.'

interface Cell {
  readonly label: string
  readonly before: number
  readonly after: number
}

/**
 * Two categorical samples: a contingency chi-square says whether the shares differ, the Jensen-Shannon distance (base 2)
 * by how much. Categories too rare for the chi-square are pooled for both, so that a long tail of small categories does
 * not pass for drift.
 */
export function categoricalTrial(
  reference: CategoricalSample,
  current: CategoricalSample,
  threshold: number,
): DriftTrial {
  const cells = pooled(reference, current)
  const before = cells.map((cell) => cell.before)
  const after = cells.map((cell) => cell.after)
  const effect = jensenShannonDistance(before, after)
  const shares = sharesOf(cells)
  return {
    column: reference.name,
    kind: 'column-drift',
    title: `the shares of ${reference.name} have not moved`,
    measure: 'jensen-shannon',
    effect,
    threshold,
    required: `Jensen-Shannon distance below ${number(threshold)}`,
    pValue: chiSquareContingency(before, after).pValue,
    what: `Jensen-Shannon distance ${number(effect)}: ${changes(shares)}`,
    remedy,
    distribution: shown(shares),
  }
}

/** Largest first, rare ones as one cell at the end. */
function pooled(reference: CategoricalSample, current: CategoricalSample): readonly Cell[] {
  const labels = new Set([...reference.counts.keys(), ...current.counts.keys()])
  const cells = [...labels].map((label): Cell => {
    return { label, before: reference.counts.get(label) ?? 0, after: current.counts.get(label) ?? 0 }
  })
  const size = (cell: Cell) => cell.before + cell.after
  cells.sort((a, b) => size(b) - size(a) || (a.label < b.label ? -1 : 1))
  const total = cells.reduce((sum, cell) => sum + size(cell), 0)
  const smaller = cells.reduce((sum, cell) => sum + cell.before, 0)
  const least = Math.min(smaller, total - smaller)
  const common = cells.filter((cell) => (size(cell) / total) * least >= LEAST_EXPECTED)
  const rare = cells.slice(common.length)
  if (rare.length < 2) return cells
  const other = rare.reduce(
    (sum, cell) => ({ ...sum, before: sum.before + cell.before, after: sum.after + cell.after }),
    { label: OTHER, before: 0, after: 0 },
  )
  return [...common, other]
}

function sharesOf(cells: readonly Cell[]): readonly Cell[] {
  const [before, after] = [sum(cells.map((cell) => cell.before)), sum(cells.map((cell) => cell.after))]
  return cells.map((cell) => ({ label: cell.label, before: cell.before / before, after: cell.after / after }))
}

/** The categories that moved most, by name. */
function changes(shares: readonly Cell[]): string {
  const moved = shares
    .filter((cell) => cell.before !== cell.after)
    .toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
    .slice(0, SHOWN_CHANGES)
  if (moved.length === 0) return 'no share changed'
  return moved
    .map(({ label, before, after }) => `${named(label)} ${percent(before)} -> ${percent(after)}`)
    .join(', ')
}

function shown(shares: readonly Cell[]): Distribution {
  const top = shares.slice(0, SHOWN_CATEGORIES)
  const rest = shares.slice(SHOWN_CATEGORIES)
  const cells =
    rest.length === 0
      ? top
      : [
          ...top,
          {
            label: OTHER,
            before: sum(rest.map((cell) => cell.before)),
            after: sum(rest.map((cell) => cell.after)),
          },
        ]
  return {
    bins: cells.map(({ label }) => named(label)),
    before: cells.map(({ before }) => before),
    after: cells.map(({ after }) => after),
  }
}

function named(label: string): string {
  return label === OTHER ? OTHER : quoted(label)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
