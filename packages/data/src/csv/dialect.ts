const LF = 0x0a
const CR = 0x0d
const QUOTE = 0x22
const CANDIDATES = [',', '\t', ';', '|'] as const
/** Records the candidates are tried on. */
const TRIAL_RECORDS = 20

export type Delimiter = (typeof CANDIDATES)[number]

/**
 * The delimiter that cuts the first records into the most cells, all records alike; failing that, the one that cuts the
 * header into the most. A file with none of them has one column.
 */
export function detectDelimiter(sample: Uint8Array): Delimiter {
  let best: Delimiter = ','
  let bestScore = 1
  for (const candidate of CANDIDATES) {
    const counts = countCells(sample, candidate.charCodeAt(0))
    const header = counts[0] ?? 1
    const even = counts.every((count) => count === header)
    // Evenness weighs more than any width.
    const score = header > 1 ? header + (even ? 1e6 : 0) : 1
    if (score > bestScore) {
      best = candidate
      bestScore = score
    }
  }
  return best
}

/** Cells of the first record. */
export function headerWidth(sample: Uint8Array, delimiter: number): number {
  return countCells(sample, delimiter, 1)[0] ?? 1
}

/** Cells in each of the first records; a record the sample cuts off does not count, except as the only one. */
function countCells(sample: Uint8Array, delimiter: number, records = TRIAL_RECORDS): number[] {
  const counts: number[] = []
  let cells = 1
  let quoted = false
  let cellStart = true
  let empty = true
  for (let p = 0; p < sample.length && counts.length < records; p++) {
    const c = sample[p]
    if (quoted) {
      if (c !== QUOTE) continue
      if (sample[p + 1] === QUOTE) p++
      else quoted = false
    } else if (c === LF) {
      if (!empty) counts.push(cells)
      cells = 1
      cellStart = true
      empty = true
    } else if (c === delimiter) {
      cells++
      cellStart = true
      empty = false
    } else if (c !== CR) {
      quoted = cellStart && c === QUOTE
      cellStart = false
      empty = false
    }
  }
  return counts.length === 0 ? [cells] : counts
}
