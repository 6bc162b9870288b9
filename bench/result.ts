/** What a benchmark saw, and the most each figure may be. */
export interface Measured {
  readonly figures: Readonly<Record<string, number>>
  /** Upper bounds on figures of the same name. */
  readonly targets: Readonly<Record<string, number>>
}

export interface Result extends Measured {
  readonly name: string
  readonly met: boolean
}

/** A target whose figure is missing or NaN is not met. */
export function judged(name: string, { figures, targets }: Measured): Result {
  const met = Object.entries(targets).every(([figure, most]) => (figures[figure] ?? Number.NaN) <= most)
  return { name, figures, targets, met }
}
