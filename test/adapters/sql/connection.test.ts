import { parseSqlConnection } from '@mlops-actions/adapters'
import { expect, test } from 'vitest'

test.each([
  { engine: 'duckdb' },
  { engine: 'postgres', database: 'postgresql://me@db.example/prod' },
  { engine: 'trino', server: 'https://trino.example:8443', catalog: 'hive', user: 'ci' },
  { engine: 'databricks', warehouse: 'abc123' },
])('%j is a connection', (settings) => {
  expect(parseSqlConnection(settings)).toEqual(settings)
})

test.each([
  [{ engine: 'oracle' }, 'bad-sql-connection'],
  [{ engine: 'trino' }, 'bad-sql-connection'],
  [{ engine: 'duckdb', password: 'x' }, 'bad-sql-connection'],
  [{ engine: 'duckdb', database: '-cmd' }, 'bad-sql-connection'],
  [{ engine: 'postgres', database: 'postgresql://me:hunter2@db/prod' }, 'password-in-connection'],
  [{ engine: 'postgres', database: 'host=db password=hunter2' }, 'password-in-connection'],
])('%j is none, and its password is not repeated', (settings, code) => {
  const parse = () => parseSqlConnection(settings)
  expect(parse).toThrow(expect.objectContaining({ code }))
  expect(parse).not.toThrow(/hunter2/)
})
