import type { Evidence, SliceColumn } from './evidence.ts'
import { take, takeAnswers } from './sample.ts'

/** The evidence without its rows of weight 0: counted as rows, they would make a handful look like a thousand. */
export function withoutWeightless(evidence: Evidence): Evidence {
  const { weights, baseline } = evidence
  if (!weights || weights.every((weight) => weight > 0)) return evidence
  const rows = Uint32Array.from(weights.keys()).filter((row) => weights[row]! > 0)
  return {
    ...evidence,
    rows: rows.length,
    truths: take(evidence.truths, rows),
    weights: take(weights, rows),
    candidate: takeAnswers(evidence.candidate, rows),
    baseline:
      baseline.kind === 'present' ? { ...baseline, answers: takeAnswers(baseline.answers, rows) } : baseline,
    slices: cut(evidence.slices, rows),
    bands: cut(evidence.bands, rows),
    rowName: (row) => evidence.rowName(rows[row]!),
  }
}

function cut(columns: ReadonlyMap<string, SliceColumn>, rows: Uint32Array): ReadonlyMap<string, SliceColumn> {
  return new Map(
    [...columns].map(([name, { codes, values }]) => [name, { codes: take(codes, rows), values }]),
  )
}
