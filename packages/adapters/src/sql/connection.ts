import { UserError } from '@mlops-actions/core'
import { z } from 'zod'

/** An address that began with a dash would be an option. */
const text = z.string().regex(/^[^-]/, 'expected a name or address')

/**
 * How to reach an engine, for the engine's own command line: names and addresses only. Passwords and tokens come from
 * where that program looks for them itself (PGPASSWORD, TRINO_PASSWORD, SNOWFLAKE_*, DATABRICKS_TOKEN, gcloud, ...).
 */
export const sqlConnectionSchema = z.discriminatedUnion('engine', [
  z.strictObject({ engine: z.literal('duckdb'), database: text.optional() }),
  z.strictObject({ engine: z.literal('postgres'), database: text.optional() }),
  z.strictObject({ engine: z.literal('spark'), master: text.optional(), properties: text.optional() }),
  z.strictObject({
    engine: z.literal('databricks'),
    warehouse: text,
    profile: text.optional(),
  }),
  z.strictObject({
    engine: z.literal('trino'),
    server: text,
    user: text.optional(),
    catalog: text.optional(),
    schema: text.optional(),
  }),
  z.strictObject({ engine: z.literal('bigquery'), project: text.optional(), location: text.optional() }),
  z.strictObject({ engine: z.literal('snowflake'), connection: text.optional() }),
])

export type SqlConnection = z.infer<typeof sqlConnectionSchema>
export type ConnectionTo<E extends SqlConnection['engine']> = Extract<SqlConnection, { engine: E }>

/**
 * Checks settings as a user wrote them.
 * @throws UserError `bad-sql-connection`, `password-in-connection`
 */
export function parseSqlConnection(settings: Readonly<Record<string, unknown>>): SqlConnection {
  const parsed = sqlConnectionSchema.safeParse(settings)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const at = issue?.path.join('.') ?? ''
    throw new UserError(
      'bad-sql-connection',
      `the SQL connection${at === '' ? '' : `'s ${at}`}: ${issue?.message}`,
    )
  }
  for (const [key, value] of Object.entries<string | undefined>(parsed.data)) {
    if (value === undefined || !holdsPassword(value)) continue
    throw new UserError('password-in-connection', `the SQL connection's ${key} holds a password`, {
      remedy:
        "Everybody on the machine sees a program's arguments: give the password in the variable the program reads, such as PGPASSWORD.",
    })
  }
  return parsed.data
}

/** `scheme://user:password@host` and `password=...` of libpq and JDBC. */
const holdsPassword = (value: string): boolean =>
  /^[a-z][a-z0-9+.-]*:\/\/[^/@\s]*:[^/@\s]+@/i.test(value) ||
  /(?:^|[\s;?&])(?:password|passwd|pwd|token)\s*=/i.test(value)
