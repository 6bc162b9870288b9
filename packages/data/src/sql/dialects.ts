import { bigquery } from './bigquery.ts'
import type { Dialect } from './dialect.ts'
import { duckdb } from './duckdb.ts'
import type { SqlEngineName } from './engine.ts'
import { postgres } from './postgres.ts'
import { snowflake } from './snowflake.ts'
import { databricks, spark } from './spark.ts'
import { trino } from './trino.ts'

export const DIALECTS: Readonly<Record<SqlEngineName, Dialect>> = {
  duckdb,
  postgres,
  spark,
  databricks,
  trino,
  bigquery,
  snowflake,
}
