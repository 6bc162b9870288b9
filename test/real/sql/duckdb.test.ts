import { profileSql } from '@mlops-actions/data'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Corpus, type Dataset, DATASETS, writeCorpus } from './corpus.ts'
import { openHere } from './engines.ts'
import { expectSameProfile } from './same-profile.ts'

let corpus: Corpus
beforeAll(async () => {
  corpus = await writeCorpus(Object.values(DATASETS))
})
afterAll(() => corpus.dispose())

const relation = (dataset: Dataset) => ({
  query: `SELECT * FROM '${corpus.path(dataset, 'parquet')}' -- all of it`,
})

describe('DuckDB counts what we count', () => {
  test.each(Object.values(DATASETS))('$name, on edges it makes itself', async (dataset: Dataset) => {
    const columns = Object.keys(dataset.types)
    for (const cells of [3, 2048]) {
      const fromSql = await profileSql(openHere({ engine: 'duckdb' }), relation(dataset), { columns, cells })
      expectSameProfile(fromSql, await corpus.fromFile(dataset, { columns, cells }))
    }
  })

  test.each([
    [DATASETS.dense, DATASETS.sparse],
    [DATASETS.nulls, DATASETS.sparse],
    [DATASETS.sparse, DATASETS.nulls],
    [DATASETS.crowd, DATASETS.crowd],
  ] satisfies [Dataset, Dataset][])('$name, on the edges of another', async (dataset, other) => {
    // A column without values has no ids that are too wide for a double.
    const columns = Object.keys(other.types).filter((name) => other === dataset || name !== 'i64_wide')
    const edges = await corpus.fromFile(other, { columns })
    const engine = openHere({ engine: 'duckdb' })
    const fromSql = await profileSql(engine, relation(dataset), { edges })
    expectSameProfile(fromSql, await corpus.fromFile(dataset, { edges }))
    expect(engine.statements.length).toBeLessThanOrEqual(dataset === DATASETS.crowd ? 6 : 4)
  })

  test('refuses a table that is not there, a type that is not counted, and another kind', async () => {
    const engine = openHere({ engine: 'duckdb' })
    const from = (query: string, columns: readonly string[]) => profileSql(engine, { query }, { columns })
    await expect(from('SELECT * FROM nowhere', ['x'])).rejects.toThrow(/duckdb: .*nowhere/s)
    await expect(from('SELECT [1, 2] AS list', ['list'])).rejects.toThrow(
      '"INTEGER[]", which a profile does not count',
    )
    const edges = await profileSql(engine, { query: 'SELECT 1 AS x' }, { columns: ['x'] })
    await expect(profileSql(engine, { query: "SELECT 'a' AS x" }, { edges })).rejects.toThrow(
      'column "x" is text, in the reference number',
    )
  })
})
