import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { profileSql } from '@mlops-actions/data'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { type Corpus, type Dataset, DATASETS, writeCorpus } from './corpus.ts'
import { openHere } from './engines.ts'
import { expectSameProfile } from './same-profile.ts'

/** A JVM is started for every statement, five or six in all: on a busy machine a minute each. */
const TIMEOUT_MS = 1_200_000

let corpus: Corpus
let home: string
beforeAll(async () => {
  corpus = await writeCorpus(Object.values(DATASETS))
  home = await mkdtemp(join(tmpdir(), 'spark-'))
  // Where it puts its warehouse and metastore, and a zone with a summer time, which must change nothing.
  const properties = {
    'spark.sql.warehouse.dir': join(home, 'warehouse'),
    'spark.hadoop.javax.jdo.option.ConnectionURL': `jdbc:derby:memory:${join(home, 'metastore')};create=true`,
    'spark.sql.session.timeZone': 'America/New_York',
    'spark.sql.shuffle.partitions': '2',
  }
  const lines = Object.entries(properties).map(([key, value]) => `${key} ${value}`)
  await writeFile(join(home, 'spark.properties'), `${lines.join('\n')}\n`)
})
afterAll(async () => {
  await corpus.dispose()
  await rm(home, { recursive: true, force: true })
})

const open = () =>
  openHere(
    { engine: 'spark', master: 'local[2]', properties: join(home, 'spark.properties') },
    { SPARK_LOCAL_DIRS: home },
  )
const relation = (dataset: Dataset) => ({
  query: `SELECT * FROM parquet.\`${corpus.path(dataset, 'parquet')}\``,
})

describe('Spark counts what we count', () => {
  test('golden values, on edges it makes itself', { timeout: TIMEOUT_MS }, async () => {
    const columns = Object.keys(DATASETS.sparse.types)
    const fromSql = await profileSql(open(), relation(DATASETS.sparse), { columns, cells: 64 })
    expectSameProfile(fromSql, await corpus.fromFile(DATASETS.sparse, { columns, cells: 64 }))
  })

  test('ties, ends of the doubles and more categories than are listed, on the edges of a file', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const edges = await corpus.fromFile(DATASETS.crowd)
    const fromSql = await profileSql(open(), relation(DATASETS.crowd), { edges })
    expectSameProfile(fromSql, await corpus.fromFile(DATASETS.crowd, { edges }))
  })
})
