import { DataError, quoteValue } from '../error.ts'
import { ask, strange } from './answer.ts'
import type { Overview, Place } from './overview.ts'

/** Values in a row of `edgesSelect`, `cellsSelect` and `categoriesSelect`. */
const COUNT_VALUES = 6
/** Something to count, and what its rows come to. */
export interface Question<T> {
  readonly column: Overview
  readonly select: (tag: number) => string
  readonly read: (rows: readonly (readonly string[])[]) => T
}

/** Answers all questions in as few statements as the engine's limit allows. DataError `too-large` when one exceeds it. */
export async function answerAll<T>(place: Place, questions: readonly Question<T>[]): Promise<T[]> {
  const { engine, dialect } = place
  const answers: T[] = []
  for (let from = 0; from < questions.length; ) {
    const selects: string[] = []
    let length = 0
    for (const [i, question] of questions.slice(from).entries()) {
      const select = question.select(from + i)
      length += select.length + UNION.length
      if (length > dialect.maxStatement && selects.length > 0) break
      if (length > dialect.maxStatement) throw tooLong(place, question.column, length)
      selects.push(select)
    }
    const rows = await ask(engine, selects.join(UNION), COUNT_VALUES)
    const byTag = groupByTag(rows)
    for (const [i, question] of questions.slice(from, from + selects.length).entries()) {
      const tag = String(from + i)
      answers.push(question.read(byTag.get(tag) ?? []))
      byTag.delete(tag)
    }
    if (byTag.size > 0) throw strange(engine, 'rows of a column that was not asked for')
    from += selects.length
  }
  return answers
}

/** Two sorts of questions in the same statements. */
export async function answerBoth<A, B>(
  place: Place,
  first: readonly Question<A>[],
  second: readonly Question<B>[],
): Promise<readonly [A[], B[]]> {
  const answers = await answerAll<A | B>(place, [...first, ...second])
  return [answers.slice(0, first.length) as A[], answers.slice(first.length) as B[]]
}

const UNION = '\nUNION ALL\n'

function groupByTag(rows: readonly (readonly string[])[]): Map<string, (readonly string[])[]> {
  const byTag = new Map<string, (readonly string[])[]>()
  for (const row of rows) {
    const group = byTag.get(row[0]!)
    if (group === undefined) byTag.set(row[0]!, [row])
    else group.push(row)
  }
  return byTag
}

function tooLong({ where, engine }: Place, { name }: Overview, length: number): DataError {
  const message = `column ${quoteValue(name)} needs a statement of ${length} characters, too long for ${engine.name}; use fewer cells`
  return new DataError('too-large', where, message)
}

/** Rows that came or went between two statements. */
export function moved({ where }: Place, { name }: Overview): DataError {
  const message = `column ${quoteValue(name)} changed while it was profiled; profile a snapshot of it`
  return new DataError('corrupt', where, message)
}
