import {
  mergeProfiles,
  profileSql,
  type Relation,
  SQL_ENGINES,
  type SqlEngine,
  type SqlEngineName,
} from '@mlops-actions/data'
import { describe, expect, test } from 'vitest'

const hex = (text: string): string => Buffer.from(text).toString('hex')

/** An engine that answers by what is asked of it, in the order profileSql asks. */
function scripted(name: SqlEngineName, answers: readonly (readonly (readonly string[])[])[]) {
  const statements: string[] = []
  const engine: SqlEngine = {
    name,
    query: async (statement) => {
      statements.push(statement)
      const answer = answers[statements.length - 1]
      if (answer === undefined) throw new Error('asked once too often')
      return answer
    },
  }
  return { engine, statements }
}

/** 1, 1, 2, NaN and a null; a, a, b and two nulls. */
const HONEST = [
  [[hex('DOUBLE'), hex('VARCHAR')]],
  [['5', '4', '1', '0', '0', '1.0', '2.0', '2', '3', '', '', '', '', '', '2']],
  [
    ['0', '2.0', '', '', '', ''],
    ['0', '1.0', '', '', '', ''],
  ],
  [
    ['0', '1', '2', '1.0', '1.0', '1.0'],
    ['0', '2', '1', '1.0', '2.0', '2.0'],
    ['1', 'x61', '2', '', '', ''],
    ['1', 'x62', '1', '', '', ''],
  ],
  // Scaled by a half, as 2 is the largest.
  [['0.0', '0.16666666666666669', '0.02777777777777778', '0.01388888888888889', '0', '2', '1', '0']],
] as const
const X_CELLS = HONEST[3].slice(0, 2)
const columns = ['x', 'c']
const table: Relation = { table: ['t'] }

/** The honest answers but for one. */
const lying = (at: number, rows: readonly (readonly string[])[]) =>
  scripted(
    'duckdb',
    HONEST.map((answer, i) => (i === at ? rows : answer)),
  ).engine

describe('a profile out of an engine', () => {
  test('is read from five statements', async () => {
    const { engine, statements } = scripted('duckdb', HONEST)
    const profile = await profileSql(engine, table, { columns })
    expect(statements).toHaveLength(5)
    expect(profile.columns[0]).toMatchObject({
      name: 'x',
      kind: 'number',
      rows: 5,
      nulls: 1,
      nan: 1,
      min: 1,
      max: 2,
      edges: [1, 2],
      moments: { count: 3, mean: 4 / 3, m2: expect.closeTo(2 / 3, 12), m3: expect.closeTo(2 / 9, 12) },
      distinct: { by: 'count', count: 2 },
      cells: [
        { count: 0, sum: 0, single: false },
        { count: 2, sum: 2, single: true },
        { count: 1, sum: 2, single: true },
      ],
    })
    expect(profile.columns[1]).toEqual({
      name: 'c',
      kind: 'text',
      rows: 5,
      nulls: 2,
      listed: 'all',
      other: 0,
      categories: [
        ['a', 2],
        ['b', 1],
      ],
    })
    expect(mergeProfiles([profile, profile]).columns[0]).toMatchObject({
      distinct: { by: 'bounds', low: 2, high: 4 },
    })
  })

  test.each<readonly [string, number, readonly (readonly string[])[], string]>([
    ['a row too short', 1, [['5']], 'a row of 1 values where 15 were asked for'],
    ['no row', 1, [], '0 rows where one was asked for'],
    ['a warning among the rows', 3, [['0', '1', '2 rows!', '2.0', '1.0', '1.0']], 'which was not asked for'],
    ['a negative count', 3, [['0', '1', '-2', '2.0', '1.0', '1.0']], 'where a count was asked for'],
    ['a number that is none', 3, [['0', '1', '3', 'nan', '1.0', '1.0']], 'where a number was asked for'],
    ['a cell that is not there', 3, [['0', '9', '3', '4.0', '1.0', '1.0']], 'cell 9 twice or for no reason'],
    [
      'a value in the wrong cell',
      3,
      [['0', '1', '3', '4.0', '1.0', '2.5']],
      'cell 1, where they do not belong',
    ],
    [
      'rows that came meanwhile',
      3,
      [['0', '1', '7', '7.0', '1.0', '1.0']],
      '"x" changed while it was profiled',
    ],
    [
      'a column of nobody',
      3,
      [...HONEST[3], ['7', '1', '3', '4.0', '1.0', '1.0']],
      'a column that was not asked for',
    ],
    [
      'edges that miss the least value',
      2,
      [['0', '2.0', '', '', '', '']],
      '"x" changed while it was profiled',
    ],
    ['a category that is no UTF-8', 3, [...X_CELLS, ['1', 'xFF', '3', '', '', '']], 'text that is not UTF-8'],
    ['a category twice', 3, [...HONEST[3], HONEST[3][2]], 'the category "a" twice'],
    [
      'too many of a category',
      3,
      [...X_CELLS, ['1', 'x61', '9', '', '', '']],
      '"c" changed while it was profiled',
    ],
    ['too few digits', 4, [['0', '0', '0', '0', '1', '0', '1', '0']], 'printed in too few digits'],
  ])('that answers %s is refused', async (_, at, rows, message) => {
    await expect(profileSql(lying(at, rows), table, { columns })).rejects.toThrow(message)
  })

  test.each<readonly [Relation, string]>([
    [{ query: 'SELECT 1; DROP TABLE t' }, 'semicolon'],
    [{ query: ' ; ' }, 'which query'],
    [{ query: 'SELECT 1 \\! id' }, 'backslash'],
    [{ table: [] }, 'which table'],
    [{ table: ['a\nb'] }, 'no name of a column or table'],
    [{ table: ['é'.repeat(32)] }, 'longer than a name of PostgreSQL'],
  ])('is not asked for %j', async (relation, message) => {
    const { engine, statements } = scripted('postgres', [])
    await expect(profileSql(engine, relation, { columns })).rejects.toThrow(message)
    expect(statements).toEqual([])
  })

  test('reads doubles printed in several parts', async () => {
    const parts = HONEST.map((answer, i) =>
      i === 1 ? [answer[0].map((text, at) => (at === 5 ? '1_-0.25_0.25' : text))] : answer,
    )
    const profile = await profileSql(scripted('duckdb', parts).engine, table, { columns })
    expect(profile.columns[0]).toMatchObject({ min: 1, max: 2 })
  })

  test('needs columns', async () => {
    await expect(profileSql(scripted('trino', []).engine, table)).rejects.toThrow('name the columns')
  })
})

describe.each(SQL_ENGINES)('%s', (name) => {
  test('quotes every name, and never ends inside one', async () => {
    const evil = 'a"b`c\\d\'; DROP TABLE x --'
    const { engine, statements } = scripted(name, [])
    await expect(profileSql(engine, { table: [evil] }, { columns: [evil] })).rejects.toThrow(
      'asked once too often',
    )
    const spelled = {
      bigquery: '`a"b\\`c\\\\d\'; DROP TABLE x --`',
      spark: '`a"b``c\\d\'; DROP TABLE x --`',
      databricks: '`a"b``c\\d\'; DROP TABLE x --`',
    }
    const quoted = name in spelled ? spelled[name as keyof typeof spelled] : '"a""b`c\\d\'; DROP TABLE x --"'
    expect(statements[0]).toContain(`(${quoted})`)
    expect(statements[0]).toContain(`FROM ${quoted} AS source`)
    expect(statements[0]!.replaceAll(quoted, '')).not.toContain('DROP')
  })
})
