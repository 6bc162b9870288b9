import type { Clock, Env, Exec } from '@mlops-actions/core'
import type { SqlEngine } from '@mlops-actions/data'
import { bigqueryEngine } from './bigquery.ts'
import type { SqlConnection } from './connection.ts'
import { databricksEngine } from './databricks.ts'
import { duckdbEngine } from './duckdb.ts'
import { postgresEngine } from './postgres.ts'
import { snowflakeEngine } from './snowflake.ts'
import { sparkEngine } from './spark.ts'
import { trinoEngine } from './trino.ts'

/** What of a Runtime the engines touch. */
export interface SqlWorld {
  readonly exec: Exec
  readonly env: Env
  readonly clock: Pick<Clock, 'now' | 'sleep'>
}

/** The engine a connection leads to, through the command line its users have: nothing is connected before a query. */
export function openSqlEngine({ exec, env, clock }: SqlWorld, connection: SqlConnection): SqlEngine {
  switch (connection.engine) {
    case 'duckdb':
      return duckdbEngine(exec, connection)
    case 'postgres':
      return postgresEngine(exec, env, connection)
    case 'spark':
      return sparkEngine(exec, connection)
    case 'databricks':
      return databricksEngine(exec, clock, connection)
    case 'trino':
      return trinoEngine(exec, env, connection)
    case 'bigquery':
      return bigqueryEngine(exec, connection)
    case 'snowflake':
      return snowflakeEngine(exec, connection)
  }
}
