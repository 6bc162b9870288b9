import { quoteValue } from '@mlops-actions/data'
import type { Column } from '@mlops-actions/data'
import type { Task } from '../../metrics/catalogue.ts'
import type { DataSpec } from '../../schema/gate.ts'
import { error, incomparable, ok, refusal } from '../problem.ts'
import type { Result } from '../problem.ts'
import { alignment, duplicates } from './align.ts'
import { banded } from './bands.ts'
import { cellText, coded, failingRows, isMissing, namedRows } from './cells.ts'
import { classCodes, classNames } from './classes.ts'
import type { Answers, Baseline, Evidence, SliceColumn, Values } from './evidence.ts'
import { finiteNumbers } from './numbers.ts'
import { take, takeAnswers } from './sample.ts'
import { withoutWeightless } from './weigh.ts'

/** The columns read from one predictions file. */
export interface SideColumns {
  /** As messages call the file. */
  readonly file: string
  readonly columns: ReadonlyMap<string, Column>
}

const DEFAULT_THRESHOLD = 0.5

/**
 * Columns of one or two predictions files as evidence: checked, coded, and joined on the id in the candidate's order.
 * What is wrong with the candidate leaves nothing to judge; what is wrong with the baseline only forbids comparing.
 */
export function readEvidence(
  { task, data }: { readonly task: Task; readonly data: DataSpec },
  candidate: SideColumns,
  baseline: SideColumns | undefined,
  sliceColumns: readonly string[],
  huntedColumns: readonly string[] = [],
): Result<Evidence> {
  const side = readSide(task, data, candidate, baseline)
  if (!side.ok) return side
  const weights = data.weight === undefined ? undefined : readWeights(data.weight, data, candidate)
  if (weights && !weights.ok) return weights
  const slices = new Map<string, SliceColumn>()
  for (const name of sliceColumns) {
    const column = candidate.columns.get(name)
    // A column that is not there is the business of the rules that cut by it.
    if (column) slices.set(name, coded(column))
  }
  const bands = new Map<string, SliceColumn>()
  for (const name of huntedColumns) {
    const column = candidate.columns.get(name)
    if (column) bands.set(name, banded(column))
  }
  const { ids } = side.value
  const all: Evidence = {
    task,
    rows: side.value.truths.length,
    truths: side.value.truths,
    classes: side.value.classes,
    candidate: side.value.answers,
    baseline: readBaseline(task, data, candidate, side.value, baseline),
    slices,
    bands,
    rowName: (row) => cellText(ids, row),
    ...(weights ? { weights: weights.value } : {}),
  }
  return ok(withoutWeightless(all))
}

interface Side {
  readonly ids: Column
  readonly truths: Values
  readonly classes: readonly string[]
  readonly answers: Answers
}

function readSide(
  task: Task,
  data: DataSpec,
  { file, columns }: SideColumns,
  other?: SideColumns,
  known?: readonly string[],
): Result<Side> {
  const ids = requiredColumn(columns, data.id, file)
  if (!ids.ok) return ids
  const unusable = idProblem(ids.value, file)
  if (unusable) return unusable
  const labels = requiredColumn(columns, data.label, file)
  if (!labels.ok) return labels
  if (labels.value.length === 0) return error(`${file}: there are no rows`)
  const context = { task, data, file, columns, ids: ids.value }
  if (task === 'regression') {
    const truths = finiteNumbers(labels.value, 'label', ids.value, file)
    if (!truths.ok) return truths
    const answers = readAnswers(context, [])
    return answers.ok
      ? ok({ ids: ids.value, truths: truths.value, classes: [], answers: answers.value })
      : answers
  }
  const named = known ? ok(known) : classNames(task, data, classColumns(task, data, columns, other), file)
  if (!named.ok) return named
  const truths = classCodes(labels.value, 'label', named.value, ids.value, file)
  if (!truths.ok) return truths
  const answers = readAnswers(context, named.value)
  return answers.ok
    ? ok({ ids: ids.value, truths: truths.value, classes: named.value, answers: answers.value })
    : answers
}

/** With several classes either model may predict one that no row of the sample is labelled with. */
function classColumns(
  task: Task,
  data: DataSpec,
  columns: SideColumns['columns'],
  other: SideColumns | undefined,
): readonly Column[] {
  const names = task === 'binary' ? [data.label] : [data.label, data.prediction]
  return [columns, ...(task === 'binary' || !other ? [] : [other.columns])].flatMap((side) =>
    names.flatMap((name) => (name === undefined ? [] : (side.get(name) ?? []))),
  )
}

interface SideContext {
  readonly task: Task
  readonly data: DataSpec
  readonly file: string
  readonly columns: ReadonlyMap<string, Column>
  readonly ids: Column
}

function readAnswers(
  { task, data, file, columns, ids }: SideContext,
  classes: readonly string[],
): Result<Answers> {
  const scores =
    data.score === undefined
      ? undefined
      : chain(requiredColumn(columns, data.score, file), (column) =>
          finiteNumbers(column, 'score', ids, file),
        )
  if (scores && !scores.ok) return scores
  const predictions =
    data.prediction === undefined
      ? undefined
      : chain(
          requiredColumn(columns, data.prediction, file),
          (column): Result<Values> =>
            task === 'regression'
              ? finiteNumbers(column, 'prediction', ids, file)
              : classCodes(column, 'prediction', classes, ids, file),
        )
  if (predictions && !predictions.ok) return predictions
  if (predictions) return ok({ predictions: predictions.value, ...(scores ? { scores: scores.value } : {}) })
  if (!scores) return error(`${file}: neither a score nor a prediction column is declared in \`data\``)
  const threshold = data.threshold ?? DEFAULT_THRESHOLD
  return ok({
    scores: scores.value,
    predictions: Uint8Array.from(scores.value, (score) => (score >= threshold ? 1 : 0)),
  })
}

function readWeights(name: string, data: DataSpec, { file, columns }: SideColumns): Result<Float64Array> {
  const ids = requiredColumn(columns, data.id, file)
  if (!ids.ok) return ids
  const weights = chain(requiredColumn(columns, name, file), (column) =>
    finiteNumbers(column, 'weight', ids.value, file, 0),
  )
  if (weights.ok && !weights.value.some((weight) => weight > 0)) return error(`${file}: all weights are zero`)
  return weights
}

function readBaseline(
  task: Task,
  data: DataSpec,
  candidateColumns: SideColumns,
  candidate: Side,
  baseline: SideColumns | undefined,
): Baseline {
  if (!baseline) {
    const { problem } = refusal(
      'error',
      'missing_baseline',
      'there is no baseline to compare with',
      'Give the predictions of the model in production on the same rows as `baseline`; for a first model set `defaults: { missing_baseline: pass }`.',
    )
    return { kind: 'absent', problem }
  }
  const side = readSide(task, data, baseline, undefined, candidate.classes)
  if (!side.ok) return { kind: 'absent', problem: side.problem }
  const order = alignment(candidate.ids, candidateColumns.file, side.value.ids, baseline.file)
  if (!order.ok) return { kind: 'absent', problem: order.problem }
  const rows = order.value
  const truths = rows ? take(side.value.truths, rows) : side.value.truths
  const differing = failingRows(truths.length, (row) => truths[row] !== candidate.truths[row])
  if (differing.total > 0) {
    const { problem } = incomparable(
      `the label ${quoteValue(data.label)} differs between ${candidateColumns.file} and ${baseline.file} in ${namedRows(candidate.ids, differing.first, differing.total)}`,
      'Score both models on one and the same set of labelled rows.',
    )
    return { kind: 'absent', problem }
  }
  return { kind: 'present', answers: rows ? takeAnswers(side.value.answers, rows) : side.value.answers }
}

function requiredColumn(columns: ReadonlyMap<string, Column>, name: string, file: string): Result<Column> {
  const column = columns.get(name)
  return column ? ok(column) : error(`${file}: there is no column ${quoteValue(name)}`)
}

function idProblem(ids: Column, file: string): ReturnType<typeof error> | undefined {
  const missing = failingRows(ids.length, (row) => isMissing(ids, row))
  if (missing.total > 0)
    return error(
      `${file}: the id column ${quoteValue(ids.name)} is empty in ${missing.total} rows (first: row ${missing.first[0]! + 1})`,
    )
  const twice = duplicates(ids)
  if (twice === undefined) return undefined
  return error(
    `${file}: the id ${quoteValue(cellText(ids, twice))} stands on more than one row`,
    'A row counted twice makes the evidence look stronger than it is: ids must be unique.',
  )
}

function chain<A, B>(result: Result<A>, next: (value: A) => Result<B>): Result<B> {
  return result.ok ? next(result.value) : result
}
