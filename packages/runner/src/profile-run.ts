import { tmpdir } from 'node:os'
import { parse, resolve } from 'node:path'
import { openSqlEngine, parseSqlConnection } from '@mlops-actions/adapters'
import {
  type Exec,
  type Files,
  nodeExec,
  nodeFiles,
  systemClock,
  systemRandom,
  UserError,
} from '@mlops-actions/core'
import {
  DataError,
  encodeProfile,
  mergeProfiles,
  openDataset,
  type Profile,
  profileSql,
  profileTable,
  readProfile,
  serializeProfile,
} from '@mlops-actions/data'
import { RunnerError } from './error.ts'
import type { Host } from './host.ts'
import type { ProfileRequest } from './profile-command.ts'
import { profileView } from './profile-view.ts'

const MAX_PROFILE_BYTES = 128 * 1024 * 1024
const MAX_QUERY_BYTES = 1024 * 1024

/** Makes what is asked for, writes it, shows it. */
export async function runProfile(request: ProfileRequest, host: Host): Promise<number> {
  const files = filesOf(host)
  const path = (name: string): string => resolve(host.cwd, name)
  try {
    const profile = await makeProfile(request, host, files)
    const { out } = request
    if (out !== undefined) {
      await files.write(path(out), out.endsWith('.json') ? serializeProfile(profile) : encodeProfile(profile))
    }
    if (request.json) host.out(serializeProfile(profile).trimEnd())
    else for (const line of profileView(profile, host)) host.out(line)
    return 0
  } catch (error) {
    throw forUser(error)
  }
}

async function makeProfile(request: ProfileRequest, host: Host, files: Files): Promise<Profile> {
  const { task, like, columns, cells } = request
  const path = (name: string): string => resolve(host.cwd, name)
  const stored = async (name: string): Promise<Profile> =>
    readProfile(await files.read(path(name), { maxBytes: MAX_PROFILE_BYTES }), name)
  const options = {
    ...(columns === undefined ? {} : { columns }),
    ...(cells === undefined ? {} : { cells }),
    ...(like === undefined ? {} : { edges: await stored(like) }),
  }
  switch (task.is) {
    case 'files': {
      const dataset = await openDataset(files, task.paths.map(path))
      try {
        return await profileTable(dataset, options)
      } finally {
        await dataset.close()
      }
    }
    case 'sql': {
      const connection = parseSqlConnection(located(task.connection, path))
      const relation =
        'table' in task.relation
          ? task.relation
          : { query: text(await files.read(path(task.relation.queryFile), { maxBytes: MAX_QUERY_BYTES })) }
      const world = {
        exec: execOf(host),
        env: { get: (name: string) => host.env[name] },
        clock: systemClock(),
      }
      return profileSql(openSqlEngine(world, connection), relation, options)
    }
    case 'merge': {
      const [first, ...more] = task.paths
      const parts: [Profile, ...Profile[]] = [await stored(first!)]
      for (const name of more) parts.push(await stored(name))
      return mergeProfiles(parts)
    }
    case 'show':
      return stored(task.path)
  }
}

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

/** A DuckDB database is a file, and lies where the user stands. */
function located(connection: Readonly<Record<string, string>>, path: (name: string) => string) {
  const { engine, database } = connection
  return engine === 'duckdb' && database !== undefined
    ? { ...connection, database: path(database) }
    : connection
}

/** Anywhere on the machine: it is the user's own. Cancelled, no further byte is read. */
function filesOf({ cwd, signal }: Host): Files {
  const files = nodeFiles({ workspace: parse(cwd).root, temporary: tmpdir() }, systemRandom())
  return {
    ...files,
    async open(path) {
      const source = await files.open(path)
      return {
        ...source,
        read: (...range) => {
          if (signal.aborted) throw new RunnerError('cancelled', `${path}: reading was cancelled`)
          return source.read(...range)
        },
      }
    },
  }
}

function execOf({ env, signal }: Host): Exec {
  const exec = nodeExec(env)
  return { run: (program, args, options) => exec.run(program, args, { ...options, signal }) }
}

/** What is wrong with the data or the command is told, everything else is our fault. */
function forUser(error: unknown): unknown {
  if (error instanceof DataError) return new RunnerError(error.code, error.message, { cause: error })
  if (error instanceof UserError) {
    const remedy = error.remedy === undefined ? {} : { remedy: error.remedy }
    return new RunnerError(error.code, error.message, { cause: error, ...remedy })
  }
  if (error instanceof RangeError)
    return new RunnerError('bad-profile-request', error.message, { cause: error })
  return error
}
