import type { SqlEngine } from '@mlops-actions/data'
import { expect, test } from 'vitest'
import { DIALECTS } from '../../packages/data/src/sql/dialects.ts'
import type { Overview, Place } from '../../packages/data/src/sql/overview.ts'
import { answerAll, type Question } from '../../packages/data/src/sql/question.ts'

/** Answers every `SELECT tag 'text'` of a statement with one row that holds the text. */
function place(maxStatement: number) {
  const statements: string[] = []
  const engine: SqlEngine = {
    name: 'trino',
    query: async (statement) => {
      statements.push(statement)
      return [...statement.matchAll(/SELECT (\d+) '(\w+)'/g)].map(([, tag = '', text = '']) => [
        tag,
        text,
        '',
        '',
        '',
        '',
      ])
    },
  }
  const at: Place = { engine, dialect: { ...DIALECTS.trino, maxStatement }, from: 't', where: 't' }
  return { at, statements }
}
const question = (text: string): Question<string> => ({
  column: { name: text } as Overview,
  select: (tag) => `SELECT ${tag} '${text}'`,
  read: (rows) => rows.map((row) => row[1]).join('+'),
})

test('questions share statements up to the limit of the engine, and each gets its own rows', async () => {
  const { at, statements } = place(60)
  const names = ['aaa', 'bbb', 'ccc', 'ddd', 'eee']
  expect(await answerAll(at, names.map(question))).toEqual(names)
  expect(statements).toHaveLength(3)
  expect(statements.every((statement) => statement.length <= 60)).toBe(true)
  expect(await answerAll(at, [])).toEqual([])
})

test('one that is too long for the engine alone is an error that names its column', async () => {
  const { at, statements } = place(60)
  const long = 'x'.repeat(80)
  const error = { name: 'DataError', code: 'too-large', message: expect.stringContaining('use fewer cells') }
  await expect(answerAll(at, [question('a'), question(long)])).rejects.toMatchObject(error)
  expect(statements.join('')).not.toContain(long)
})
