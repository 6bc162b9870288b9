import type { Exec } from '@mlops-actions/core'
import type { SqlEngine } from '@mlops-actions/data'
import { delimitedRows, runCommand } from './command.ts'
import type { ConnectionTo } from './connection.ts'

/** The `duckdb` command line, 1.2 or later; a database file is opened read-only, without one files are queried. */
export function duckdbEngine(exec: Exec, { database }: ConnectionTo<'duckdb'>): SqlEngine {
  // A user's ~/.duckdbrc could change how values print.
  const fixed = ['-no-init', '-batch', '-bail', '-csv', '-noheader']
  const args = [...fixed, ...(database === undefined ? [':memory:'] : ['-readonly', database])]
  return {
    name: 'duckdb',
    async query(statement) {
      return delimitedRows(await runCommand(exec, { program: 'duckdb', args, stdin: `${statement};\n` }), ',')
    },
  }
}
