import type { Env, Exec } from '@mlops-actions/core'
import type { SqlEngine } from '@mlops-actions/data'
import { delimitedRows, runCommand } from './command.ts'
import type { ConnectionTo } from './connection.ts'

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
    '--file=/dev/stdin',
  ]
  return {
    name: 'trino',
    async query(statement) {
      return delimitedRows(await runCommand(exec, { program: 'trino', args, stdin: `${statement};\n` }), '\t')
    },
  }
}
