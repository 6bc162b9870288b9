import type { Env, Exec } from '@mlops-actions/core'
import type { SqlEngine } from '@mlops-actions/data'
import { delimitedRows, runCommand } from './command.ts'
import type { ConnectionTo } from './connection.ts'

/** `psql`, which finds host, user and password as libpq does: PGHOST, PGUSER, PGPASSWORD, PGSERVICE, ~/.pgpass. */
export function postgresEngine(exec: Exec, env: Env, { database }: ConnectionTo<'postgres'>): SqlEngine {
  const fixed = [
    '--no-psqlrc',
    '--quiet',
    '--no-align',
    '--tuples-only',
    '--field-separator=,',
    '--no-password',
  ]
  const args = [
    ...fixed,
    '--set=ON_ERROR_STOP=1',
    ...(database === undefined ? [] : [`--dbname=${database}`]),
    '--file=-',
  ]
  const options = env.get('PGOPTIONS')
  return {
    name: 'postgres',
    async query(statement) {
      const printed = await runCommand(exec, {
        program: 'psql',
        args,
        stdin: `${statement};\n`,
        env: {
          PGCLIENTENCODING: 'UTF8',
          // Counting needs to write nothing; fewer digits than the shortest exact ones would be another number.
          PGOPTIONS: `${options ?? ''} -c default_transaction_read_only=on -c extra_float_digits=3`.trim(),
        },
      })
      return delimitedRows(printed, ',')
    },
  }
}
