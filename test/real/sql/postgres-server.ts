import { execFile, spawn } from 'node:child_process'
import { chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const PATIENCE_MS = 60_000

export interface PostgresServer {
  /** What psql reads to find it; the password is nowhere else. */
  readonly env: Readonly<Record<string, string>>
  psql(statement: string): Promise<void>
  close(): Promise<void>
}

/**
 * A PostgreSQL of Debian's package in a folder of its own, asking for a password. It refuses to run as root, so that it
 * runs as the user of the package when the test does.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const versions = await readdir('/usr/lib/postgresql')
  const bin = join('/usr/lib/postgresql', versions.toSorted().at(-1)!, 'bin')
  const folder = await mkdtemp(join(tmpdir(), 'pg-'))
  const owner = process.getuid?.() === 0 ? await packageUser() : undefined
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid)
  await chmod(folder, 0o700)
  const data = join(folder, 'data')
  const as = owner === undefined ? {} : { uid: owner.uid, gid: owner.gid }
  const password = 'only-for-this-test'
  await run(
    '/bin/bash',
    ['-c', 'umask 077; printf %s "$1" > "$2"', '-', password, join(folder, 'password')],
    as,
  )
  await run(
    join(bin, 'initdb'),
    [
      `--pgdata=${data}`,
      '--username=profiler',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      `--pwfile=${join(folder, 'password')}`,
      '--no-sync',
    ],
    { ...as, cwd: folder },
  )
  const port = await freePort()
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'fsync=off',
  ]
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]
  const server = spawn(join(bin, 'postgres'), args, {
    ...as,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  server.stderr.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-20_000)))
  const exited = new Promise<void>((resolve) => server.once('close', () => resolve()))
  const env = {
    PGHOST: '127.0.0.1',
    PGPORT: String(port),
    PGUSER: 'profiler',
    PGPASSWORD: password,
    PGDATABASE: 'postgres',
  }
  const psql = async (statement: string): Promise<void> => {
    await run('psql', ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', '--command', statement], {
      env: { ...process.env, ...env },
    })
  }
  for (const start = Date.now(); ; await sleep(100)) {
    if (server.exitCode !== null) throw new Error(`postgres ended:\n${log}`)
    try {
      await psql('SELECT 1')
      break
    } catch (error) {
      if (Date.now() - start > PATIENCE_MS)
        throw new Error(`postgres does not answer:\n${log}`, { cause: error })
    }
  }
  return {
    env,
    psql,
    async close() {
      // Fast shutdown: open sessions are ended.
      server.kill('SIGINT')
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function packageUser(): Promise<{ readonly uid: number; readonly gid: number }> {
  const id = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout)
  return { uid: await id('-u'), gid: await id('-g') }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}
