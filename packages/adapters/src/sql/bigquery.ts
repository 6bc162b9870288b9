import type { Exec } from '@mlops-actions/core'
import type { SqlEngine } from '@mlops-actions/data'
import { delimitedRows, runCommand } from './command.ts'
import type { ConnectionTo } from './connection.ts'

/** More than any of our statements returns; `bq` prints a hundred rows when it is not told. */
const MAX_ROWS = 10_000_000

/** `bq` of the Google Cloud SDK, with the account it is logged in to. */
export function bigqueryEngine(exec: Exec, { project, location }: ConnectionTo<'bigquery'>): SqlEngine {
  const args = [
    '--quiet',
    '--headless',
    '--format=csv',
    ...(project === undefined ? [] : [`--project_id=${project}`]),
    ...(location === undefined ? [] : [`--location=${location}`]),
    'query',
    '--use_legacy_sql=false',
    `--max_rows=${MAX_ROWS}`,
  ]
  return {
    name: 'bigquery',
    async query(statement) {
      const [, ...rows] = delimitedRows(
        await runCommand(exec, { program: 'bq', args, stdin: statement }),
        ',',
      )
      return rows
    },
  }
}
