import { parseArgs } from 'node:util'
import { RunnerError } from './error.ts'
import type { Host } from './host.ts'

export const PROFILE_USAGE = `mlops-actions profile <file>... [options]      files, folders and patterns: CSV, JSONL, Parquet, Arrow
mlops-actions profile --sql ENGINE [options]   duckdb, postgres, spark, databricks, trino, bigquery, snowflake
mlops-actions profile merge <profile>...       profiles of parts, counted on one reference
mlops-actions profile show <profile>

  --like FILE           count on the edges and categories of this profile, so that the two can be compared
  --columns A,B         which columns (default: those of --like, or all of the files)
  --cells N             cells of a numeric column without --like (default 2048)
  --out FILE            write the profile: JSON where the name ends in .json, else its binary form
  --json                print the profile as JSON and nothing else
  --table A.B           of --sql: a table by its exact name; or
  --query FILE          of --sql: a file with one query
  --connect KEY=VALUE   of --sql: database (duckdb, postgres); master, properties (spark); warehouse, profile
                        (databricks); server, user, catalog, schema (trino); project, location (bigquery);
                        connection (snowflake); repeatable. Passwords stay in the variables their programs read.

A profile keeps counts, not rows; but its edges, and the names of categories, are values of the data.`

export interface ProfileRequest {
  readonly task:
    | { readonly is: 'files'; readonly paths: readonly string[] }
    | {
        readonly is: 'sql'
        readonly connection: Readonly<Record<string, string>>
        readonly relation: RelationChoice
      }
    | { readonly is: 'merge'; readonly paths: readonly string[] }
    | { readonly is: 'show'; readonly path: string }
  readonly like: string | undefined
  readonly columns: readonly string[] | undefined
  readonly cells: number | undefined
  readonly out: string | undefined
  readonly json: boolean
}

export type RelationChoice = { readonly table: readonly string[] } | { readonly queryFile: string }

/** `profile`: makes, merges and shows profiles. What it needs is loaded when it runs: the other commands start fast. */
export async function profileCommand(args: readonly string[], host: Host): Promise<number> {
  const request = parse(args)
  const { runProfile } = await import('./profile-run.ts')
  return runProfile(request, host)
}

function parse(args: readonly string[]): ProfileRequest {
  const usage = (message: string, cause?: unknown): RunnerError =>
    new RunnerError('usage', message, { cause, remedy: PROFILE_USAGE })
  const { values, positionals } = ((): ReturnType<typeof split> => {
    try {
      return split(args)
    } catch (cause) {
      throw usage((cause as Error).message, cause)
    }
  })()
  const cells = values.cells === undefined ? undefined : Number(values.cells)
  if (cells !== undefined && !(Number.isInteger(cells) && cells >= 1 && cells <= MAX_CELLS)) {
    throw usage(`--cells takes a whole number from 1 to ${MAX_CELLS}`)
  }
  const columns = values.columns?.split(',')
  const { like, out, json } = values
  const rest = { like, columns, cells, out, json }
  if (values.sql !== undefined) {
    if (positionals.length > 0) throw usage(`--sql reads no files, and "${positionals[0]}" is one`)
    const settings = values.connect.map((text): [string, string] => {
      const at = text.indexOf('=')
      if (at < 1) throw usage('--connect takes KEY=VALUE')
      return [text.slice(0, at), text.slice(at + 1)]
    })
    const connection = { ...Object.fromEntries(settings), engine: values.sql }
    return { ...rest, task: { is: 'sql', connection, relation: relationOf(values, usage) } }
  }
  const [first, ...more] = positionals
  if (first === undefined) throw usage('which file?')
  if (first === 'merge') {
    if (more.length === 0) throw usage('which profiles?')
    return { ...rest, task: { is: 'merge', paths: more } }
  }
  if (first === 'show') {
    if (more.length !== 1) throw usage('show takes one profile')
    return { ...rest, task: { is: 'show', path: more[0]! } }
  }
  return { ...rest, task: { is: 'files', paths: positionals } }
}

/** 8 times the default: beyond, a profile outgrows what it saves. */
const MAX_CELLS = 16_384

function split(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      like: { type: 'string' },
      columns: { type: 'string' },
      cells: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
      sql: { type: 'string' },
      table: { type: 'string' },
      query: { type: 'string' },
      connect: { type: 'string', multiple: true, default: [] },
    },
  })
}

function relationOf(
  { table, query }: { readonly table?: string | undefined; readonly query?: string | undefined },
  usage: (message: string) => RunnerError,
): RelationChoice {
  if (table !== undefined && query !== undefined) throw usage('--table or --query, not both')
  if (table !== undefined) return { table: table.split('.') }
  if (query !== undefined) return { queryFile: query }
  throw usage('which --table, or which --query?')
}
