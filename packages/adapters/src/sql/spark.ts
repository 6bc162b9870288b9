import type { Exec } from '@mlops-actions/core'
import type { SqlEngine } from '@mlops-actions/data'
import { delimitedRows, runCommand } from './command.ts'
import type { ConnectionTo } from './connection.ts'
import { withStatementFile } from './statement-file.ts'

/**
 * `spark-sql` of Spark 3.4 or later; where the cluster and its catalogue are stands in `master`, in a properties file, or
 * in the configuration of the installation. Every statement is a session of its own.
 */
export function sparkEngine(exec: Exec, { master, properties }: ConnectionTo<'spark'>): SqlEngine {
  const args = [
    ...(master === undefined ? [] : ['--master', master]),
    ...(properties === undefined ? [] : ['--properties-file', properties]),
    // A `${...}` in a query is the query's own.
    '--conf',
    'spark.sql.variable.substitute=false',
    '--conf',
    'spark.sql.cli.print.header=false',
    '--conf',
    'spark.ui.enabled=false',
  ]
  return {
    name: 'spark',
    query: (statement) =>
      withStatementFile(`${statement};\n`, async (path) => {
        const command = { program: 'spark-sql', args: [...args, '-f', path], stdin: '' }
        return delimitedRows(await runCommand(exec, command), '\t')
      }),
  }
}
