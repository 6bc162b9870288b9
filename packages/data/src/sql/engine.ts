/** The engines whose SQL is spoken. */
export const SQL_ENGINES = [
  'duckdb',
  'postgres',
  'spark',
  'databricks',
  'trino',
  'bigquery',
  'snowflake',
] as const

export type SqlEngineName = (typeof SQL_ENGINES)[number]

/** Where a table already lies. It runs one statement and hands back its rows; a NULL is the empty string. */
export interface SqlEngine {
  readonly name: SqlEngineName
  query(statement: string): Promise<readonly (readonly string[])[]>
}

/** A table by the parts of its name, spelled exactly as the engine keeps them, or a query in the engine's SQL. */
export type Relation = { readonly table: readonly string[] } | { readonly query: string }
