import { type Clock, type Exec, UserError } from '@mlops-actions/core'
import type { SqlEngine } from '@mlops-actions/data'
import { z } from 'zod'
import { runCommand, STATEMENT_TIMEOUT_MS } from './command.ts'
import type { ConnectionTo } from './connection.ts'
import { withStatementFile } from './statement-file.ts'

const STATEMENTS = '/api/2.0/sql/statements'
const POLL_MS = 2000

const chunkSchema = z.object({
  data_array: z.array(z.array(z.string().nullable())).optional(),
  next_chunk_index: z.int().optional(),
})
const answerSchema = z.object({
  statement_id: z.string().regex(/^[0-9a-f-]+$/i),
  status: z.object({ state: z.string(), error: z.object({ message: z.string() }).optional() }),
  result: chunkSchema.optional(),
})
type Answer = z.infer<typeof answerSchema>

/**
 * `databricks` 0.205 or later on a SQL warehouse, by the Statement Execution API: submitted, polled, fetched in chunks
 * (docs.databricks.com, Statement Execution API 2.0).
 */
export function databricksEngine(
  exec: Exec,
  clock: Pick<Clock, 'now' | 'sleep'>,
  { warehouse, profile }: ConnectionTo<'databricks'>,
): SqlEngine {
  const call = (method: 'get' | 'post', path: string, more: readonly string[]): Promise<string> => {
    const named = profile === undefined ? [] : ['--profile', profile]
    return runCommand(exec, {
      program: 'databricks',
      args: ['api', method, path, ...named, ...more],
      stdin: '',
    })
  }
  const get = async <T>(schema: z.ZodType<T>, path: string): Promise<T> =>
    readJson(schema, await call('get', path, []))
  const post = (body: object): Promise<Answer> =>
    withStatementFile(JSON.stringify(body), async (file) =>
      readJson(answerSchema, await call('post', STATEMENTS, ['--json', `@${file}`])),
    )
  const finished = async (answer: Answer): Promise<Answer> => {
    const until = clock.now() + STATEMENT_TIMEOUT_MS
    let latest = answer
    while (latest.status.state === 'PENDING' || latest.status.state === 'RUNNING') {
      if (clock.now() > until)
        throw new UserError(
          'sql-failed',
          `databricks: the statement ran longer than ${STATEMENT_TIMEOUT_MS} ms`,
        )
      await clock.sleep(POLL_MS)
      latest = await get(answerSchema, `${STATEMENTS}/${answer.statement_id}`)
    }
    return latest
  }
  return {
    name: 'databricks',
    async query(statement) {
      const submitted = await post({
        statement,
        warehouse_id: warehouse,
        wait_timeout: '50s',
        on_wait_timeout: 'CONTINUE',
        format: 'JSON_ARRAY',
        disposition: 'INLINE',
      })
      const { statement_id, status, result } = await finished(submitted)
      if (status.state !== 'SUCCEEDED') {
        throw new UserError(
          'sql-failed',
          `databricks: ${status.error?.message ?? `the statement is ${status.state}`}`,
        )
      }
      const rows: string[][] = []
      let chunk = result
      while (chunk !== undefined) {
        for (const row of chunk.data_array ?? []) rows.push(row.map((value) => value ?? ''))
        const next: number | undefined = chunk.next_chunk_index
        if (next === undefined) break
        chunk = await get(chunkSchema, `${STATEMENTS}/${statement_id}/result/chunks/${next}`)
      }
      return rows
    },
  }
}

function readJson<T>(schema: z.ZodType<T>, printed: string): T {
  let value: unknown
  try {
    value = JSON.parse(printed)
  } catch (cause) {
    throw new UserError('sql-answer', 'databricks: printed something else than JSON', { cause })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new UserError(
    'sql-answer',
    'databricks: answered in another form than the Statement Execution API 2.0',
    {
      cause: parsed.error,
    },
  )
}
