import { seededRandom } from '@mlops-actions/stats'
import type { Inference } from './inference.ts'
import { studentInference } from './student.ts'

/** Blocks a large sample is dealt into: enough for a standard error to within 10 %, few enough to be large. */
const BLOCKS = 50

/**
 * The error of a statistic from its values on disjoint random blocks of rows, each a fiftieth of the sample: their spread
 * is that of the whole times the root of fifty (D. Politis and J. Romano, Annals of Statistics 22, 1994). One pass over
 * the rows where a bootstrap takes hundreds. Undefined when some block has no value (a class too rare to be in all).
 */
export function blockInference(
  value: number,
  n: number,
  statistic: (rows: Uint32Array) => number,
  seed: number,
): Inference | undefined {
  const rows = shuffled(n, seed)
  const values = Float64Array.from({ length: BLOCKS }, (_, k) =>
    statistic(rows.slice(Math.floor((k * n) / BLOCKS), Math.floor(((k + 1) * n) / BLOCKS)).sort()),
  )
  if (!values.every((one) => Number.isFinite(one))) return undefined
  return { ...studentInference(value, values, 'blocks'), n }
}

/** Files are often sorted by label or day; a block must be like the whole. */
function shuffled(n: number, seed: number): Uint32Array {
  const random = seededRandom(seed)
  const rows = Uint32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = random.integer(i + 1)
    const row = rows[i]!
    rows[i] = rows[j]!
    rows[j] = row
  }
  return rows
}
