/**
 * Runs `draw` then `statistic` once a replicate; K arrays of values. RangeError for a statistic whose length changes.
 */
export function replicate(
  where: string,
  replicates: number,
  draw: () => void,
  statistic: () => ArrayLike<number>,
): Float64Array[] {
  const results: Float64Array[] = []
  for (let run = 0; run < replicates; run++) {
    draw()
    const values = statistic()
    if (run === 0) {
      for (let k = 0; k < values.length; k++) results.push(new Float64Array(replicates))
    }
    if (values.length !== results.length) {
      throw new RangeError(
        `${where}: replicate ${run} gave ${values.length} values, the first gave ${results.length}`,
      )
    }
    for (let k = 0; k < results.length; k++) results[k]![run] = values[k]!
  }
  return results
}
