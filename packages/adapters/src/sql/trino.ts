import type { Env, Exec } from '@mlops-actions/core'
import type { SqlEngine } from '@mlops-actions/data'
import { delimitedRows, runCommand } from './command.ts'
import type { ConnectionTo } from './connection.ts'
import { withStatementFile } from './statement-file.ts'

/** The `trino` command line; with TRINO_PASSWORD set it authenticates by password. */
export function trinoEngine(exec: Exec, env: Env, connection: ConnectionTo<'trino'>): SqlEngine {
  const { server, user, catalog, schema } = connection
  const args = [
    `--server=${server}`,
    ...(user === undefined ? [] : [`--user=${user}`]),
    ...(catalog === undefined ? [] : [`--catalog=${catalog}`]),
    ...(schema === undefined ? [] : [`--schema=${schema}`]),
    ...(env.get('TRINO_PASSWORD') === undefined ? [] : ['--password']),
    '--output-format=TSV',
    '--no-progress',
  ]
  return {
    name: 'trino',
    query: (statement) =>
      withStatementFile(`${statement};\n`, async (path) => {
        const command = { program: 'trino', args: [...args, `--file=${path}`], stdin: '' }
        return delimitedRows(await runCommand(exec, command), '\t')
      }),
  }
}
