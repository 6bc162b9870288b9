import { profileSql } from '@mlops-actions/data'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Corpus, type Dataset, DATASETS, NULL_MARK, writeCorpus } from './corpus.ts'
import { openHere } from './engines.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'
import { expectSameProfile } from './same-profile.ts'

let corpus: Corpus
let server: PostgresServer
beforeAll(async () => {
  ;[corpus, server] = await Promise.all([writeCorpus(Object.values(DATASETS)), startPostgres()])
  for (const dataset of Object.values<Dataset>(DATASETS)) await load(dataset)
})
afterAll(async () => {
  await server.close()
  await corpus.dispose()
})

/** By psql from a CSV of DuckDB's. */
async function load(dataset: Dataset): Promise<void> {
  const columns = Object.entries(dataset.types).map(
    ([name, type]) => `"${name.replaceAll('"', '""')}" ${type}`,
  )
  await server.psql(`CREATE TABLE "${dataset.name}" (${columns.join(', ')})`)
  const csv = await readFile(corpus.path(dataset, 'csv'))
  const copy = `COPY "${dataset.name}" FROM STDIN (FORMAT csv, HEADER, NULL '${NULL_MARK}', FORCE_NULL (${Object.keys(
    dataset.types,
  )
    .map((name) => `"${name.replaceAll('"', '""')}"`)
    .join(', ')}))`
  const child = promisify(execFile)('psql', ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', '-c', copy], {
    env: { ...process.env, ...server.env, PGCLIENTENCODING: 'UTF8' },
  })
  child.child.stdin!.end(csv)
  await child
}

const open = () => openHere({ engine: 'postgres' }, server.env)

describe('PostgreSQL counts what we count', () => {
  test.each(Object.values(DATASETS))('$name, on edges it makes itself', async (dataset: Dataset) => {
    const columns = Object.keys(dataset.types)
    const fromSql = await profileSql(open(), { table: ['public', dataset.name] }, { columns })
    expectSameProfile(fromSql, await corpus.fromFile(dataset, { columns }))
  })

  test.each([
    [DATASETS.dense, DATASETS.sparse],
    [DATASETS.crowd, DATASETS.crowd],
  ] satisfies [Dataset, Dataset][])('$name, on the edges of another', async (dataset, other) => {
    const edges = await corpus.fromFile(other)
    const fromSql = await profileSql(open(), { query: `SELECT * FROM "${dataset.name}" -- all` }, { edges })
    expectSameProfile(fromSql, await corpus.fromFile(dataset, { edges }))
  })

  test('instants beyond the calendar are infinities', async () => {
    const query = `SELECT * FROM (VALUES (timestamp 'infinity'), ('-infinity'), ('2001-01-01'), (NULL)) AS t(at)`
    const { columns } = await profileSql(open(), { query }, { columns: ['at'] })
    expect(columns[0]).toMatchObject({
      kind: 'timestamp',
      positiveInfinity: 1,
      negativeInfinity: 1,
      nulls: 1,
      min: 978_307_200_000,
    })
  })

  test('names that psql or SQL could take for something else are names', async () => {
    const names = ['a\\! id', ':HOME', ":'USER'", '"quoted"', "it's; --", 'naïve 日本']
    const columns = names.map((name, i) => `${i} AS "${name.replaceAll('"', '""')}"`)
    await server.psql(`CREATE TABLE "odd; ""names" AS SELECT ${columns.join(', ')}`)
    const profile = await profileSql(open(), { table: ['odd; "names'] }, { columns: names })
    expect(profile.columns.map(({ name }) => name)).toEqual(names)
    expect(profile.columns.map((column) => 'min' in column && column.min)).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('writes nothing, obeys no command of psql, and shows no password', async () => {
    const query = "SELECT setval('s', 1) AS x"
    await server.psql('CREATE SEQUENCE s')
    await expect(profileSql(open(), { query }, { columns: ['x'] })).rejects.toThrow('read-only transaction')
    await expect(profileSql(open(), { query: 'SELECT 1 AS x \\! id' }, { columns: ['x'] })).rejects.toThrow(
      'backslash',
    )
    const wrong = openHere({ engine: 'postgres' }, { ...server.env, PGPASSWORD: 'not-the-password' })
    const refused = profileSql(wrong, { query: 'SELECT 1 AS x' }, { columns: ['x'] })
    await expect(refused).rejects.toThrow(/^psql: (?!.*not-the-password).*authentication failed/s)
  })
})
