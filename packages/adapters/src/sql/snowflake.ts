import { type Exec, UserError } from '@mlops-actions/core'
import type { SqlEngine } from '@mlops-actions/data'
import { z } from 'zod'
import { runCommand } from './command.ts'
import type { ConnectionTo } from './connection.ts'

const rowsSchema = z.array(z.record(z.string(), z.string().nullable()))

/** `snow` of the Snowflake CLI 3, with a connection of its config.toml or of SNOWFLAKE_* variables. */
export function snowflakeEngine(exec: Exec, { connection }: ConnectionTo<'snowflake'>): SqlEngine {
  const args = [
    'sql',
    '--stdin',
    '--format',
    'JSON',
    '--silent',
    // `&name` and `<% name %>` in a query are the query's own.
    '--enable-templating',
    'NONE',
    ...(connection === undefined ? [] : ['--connection', connection]),
  ]
  return {
    name: 'snowflake',
    async query(statement) {
      return snowflakeRows(await runCommand(exec, { program: 'snow', args, stdin: `${statement};\n` }))
    },
  }
}

/** `[{"C": "0", "K": "3"}, ...]`: the keys stand in the order of the select list. */
export function snowflakeRows(printed: string): string[][] {
  let printedRows: unknown
  try {
    printedRows = JSON.parse(printed)
  } catch (cause) {
    throw new UserError('sql-answer', 'snow: printed something else than JSON', { cause })
  }
  const parsed = rowsSchema.safeParse(printedRows)
  if (parsed.success) return parsed.data.map((row) => Object.values(row).map((value) => value ?? ''))
  throw new UserError('sql-answer', 'snow: printed JSON that is no list of rows of text', {
    cause: parsed.error,
  })
}
