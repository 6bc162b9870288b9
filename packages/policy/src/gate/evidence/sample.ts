import type { Answers, Evidence, Values } from './evidence.ts'

/** The rows one judgement is about: all of them, or a slice, with every array cut to it. */
export interface Sample {
  readonly task: Evidence['task']
  readonly n: number
  /** A slice: what it lacks (a class, a prediction), other rows may have. */
  readonly part: boolean
  /** Which rows of the evidence they are; absent for all of them. */
  readonly rows?: Uint32Array
  readonly truths: Values
  readonly classes: readonly string[]
  readonly weights?: Float64Array
  readonly candidate: Answers
  /** Absent where the evidence has no baseline; who compares has asked before. */
  readonly baseline?: Answers
}

/** All rows of the evidence. */
export function wholeSample(evidence: Evidence): Sample {
  const { task, rows, truths, classes, weights, candidate, baseline } = evidence
  return {
    task,
    n: rows,
    part: false,
    truths,
    classes,
    candidate,
    ...(weights ? { weights } : {}),
    ...(baseline.kind === 'present' ? { baseline: baseline.answers } : {}),
  }
}

/** The given rows of a sample. */
export function subsample(sample: Sample, rows: Uint32Array): Sample {
  const { weights, baseline } = sample
  return {
    ...sample,
    n: rows.length,
    part: true,
    rows: sample.rows ? take(sample.rows, rows) : rows,
    truths: take(sample.truths, rows),
    candidate: takeAnswers(sample.candidate, rows),
    ...(weights ? { weights: take(weights, rows) } : {}),
    ...(baseline ? { baseline: takeAnswers(baseline, rows) } : {}),
  }
}

export function takeAnswers({ scores, predictions }: Answers, rows: Uint32Array): Answers {
  return { predictions: take(predictions, rows), ...(scores ? { scores: take(scores, rows) } : {}) }
}

export function take<V extends Values | Uint32Array>(values: V, rows: Uint32Array): V {
  const taken = new (values.constructor as new (length: number) => V)(rows.length)
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]!]!
  return taken
}
