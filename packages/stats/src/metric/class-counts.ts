/** What a multiclass table says of one class that occurs among labels or predictions. */
export interface ClassCounts {
  /** Rows of the class predicted so. */
  readonly hits: number
  /** Rows of the class. */
  readonly support: number
  /** Rows predicted to be of the class. */
  readonly predicted: number
}

/** Per class, those that occur on neither side left out (as scikit-learn does). */
export function classCounts(confusion: readonly (readonly number[])[]): readonly ClassCounts[] {
  return confusion
    .map((row, k) => ({
      hits: row[k]!,
      support: row.reduce((sum, count) => sum + count, 0),
      predicted: confusion.reduce((sum, other) => sum + other[k]!, 0),
    }))
    .filter(({ support, predicted }) => support + predicted > 0)
}

export function classF1({ hits, support, predicted }: ClassCounts): number {
  return (2 * hits) / (support + predicted)
}
