import { openSqlEngine, type SqlConnection } from '@mlops-actions/adapters'
import type { SqlEngine } from '@mlops-actions/data'
import { nodeExec } from '@mlops-actions/core'

/** The engine of a connection on this machine, with the environment of the test and what is laid over it. */
export function openHere(
  connection: SqlConnection,
  variables: Readonly<Record<string, string>> = {},
): SqlEngine & { readonly statements: string[] } {
  const env = { ...process.env, ...variables }
  const engine = openSqlEngine(
    {
      exec: nodeExec(env),
      env: { get: (name) => env[name] },
      clock: { now: Date.now, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
    },
    connection,
  )
  const statements: string[] = []
  return {
    name: engine.name,
    statements,
    query(statement) {
      statements.push(statement)
      return engine.query(statement)
    },
  }
}
