import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../../packages/runner/src/cli.ts'
import { tellStory } from '../catalog/support/story.ts'
import { copyOf, gitEnv, makeWorld, type World } from '../registry/support/world.ts'
import { makeWorkspace, type Workspace } from '../registry/support/workspace.ts'
import { freePort } from './canary/servers.ts'

/** A real MLflow server: SQLite, artifacts through its proxy, basic authentication. */

const USER = 'admin'
const PASSWORD = 'for-this-test-only-1'
const SCRIPT = fileURLToPath(new URL('./mlflow/client.py', import.meta.url))

let server: ChildProcess
let environment: Record<string, string>
let world: World

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mlflow-'))
  const port = await freePort()
  const uri = `http://127.0.0.1:${port}`
  environment = {
    MLFLOW_TRACKING_URI: uri,
    MLFLOW_TRACKING_USERNAME: USER,
    MLFLOW_TRACKING_PASSWORD: PASSWORD,
  }
  const database = `sqlite:///${folder}/mlflow.db`
  const args = [
    'server',
    '--app-name',
    'basic-auth',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--workers',
    '1',
  ]
  server = spawn(
    'mlflow',
    [...args, '--backend-store-uri', database, '--artifacts-destination', join(folder, 'artifacts')],
    {
      cwd: folder,
      detached: true,
      env: {
        ...process.env,
        MLFLOW_FLASK_SERVER_SECRET_KEY: 'for this test',
        MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
        MLFLOW_AUTH_ADMIN_PASSWORD: PASSWORD,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  world = makeWorld()
  await tellStory(world)
  for (let tries = 0; tries < 240; tries++) {
    if (server.exitCode !== null) throw new Error(`mlflow ended with ${server.exitCode}`)
    if (
      await fetch(`${uri}/health`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return
    await sleep(500)
  }
  throw new Error('mlflow did not start')
}, 180_000)

afterAll(async () => {
  if (server?.pid === undefined || server.exitCode !== null) return
  // The server has workers of its own; they are in its process group.
  process.kill(-server.pid, 'SIGTERM')
  await once(server, 'exit')
})

/** What MLflow's own client says or does. */
function python(...args: readonly string[]): unknown {
  return JSON.parse(
    execFileSync('python3', [SCRIPT, ...args], { encoding: 'utf8', env: { ...process.env, ...environment } }),
  )
}

async function mirror(at: World, change: Record<string, string> = {}) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await runCli(['registry', 'mirror', 'flight-delay', '--json', '--remote', at.remote], {
    env: { ...gitEnv(), ...environment, ...change },
    cwd: mkdtempSync(join(tmpdir(), 'mirror-')),
    root: undefined,
    colour: false,
    columns: 120,
    signal: new AbortController().signal,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
  })
  return { code, err: err.join('\n'), report: code === 0 ? JSON.parse(out.join('\n')) : undefined }
}

/** Each look through MLflow's own client starts Python anew, which takes its time on a busy machine. */
const PATIENCE = { timeout: 600_000 }

describe('mirror', PATIENCE, () => {
  it('makes versions, tags, aliases and files, as MLflow itself reads them; again it changes nothing', async () => {
    const first = await mirror(world)
    expect(first.code, first.err).toBe(0)
    expect(first.report.versions).toMatchObject([1, 2, 3, 4].map((version) => ({ version, created: true })))
    const read = python('registry', 'flight-delay')
    expect(read).toMatchObject({
      versions: 4,
      aliases: { dev: '4', production: '2', staging: '4' },
      production: {
        tags: { 'mlops.version': '2' },
        files: { 'config.json': '{}', 'model.onnx': 'flight-delay 2' },
        params: { max_depth: '7', objective: 'binary:logistic' },
        metrics: { log_loss: 0.3053 },
      },
    })
    const again = await mirror(world)
    expect(again.report.versions.every(({ created }: { created: boolean }) => !created)).toBe(true)
    expect(again.report.aliases.every(({ changed }: { changed: boolean }) => !changed)).toBe(true)
    expect(python('registry', 'flight-delay')).toEqual(read)
  })

  it('follows a stage that moved, and puts back an alias that somebody moved by hand', async () => {
    await mirror(world)
    python('set-alias', 'flight-delay', 'production', '1')
    const moved = await mirror(copyOf(world))
    expect(moved.report.aliases).toContainEqual({ alias: 'production', mlflowVersion: '2', changed: true })
    expect(python('registry', 'flight-delay')).toMatchObject({ aliases: { production: '2' } })
  })

  it('takes up the run of a mirror that died before the version was made', async () => {
    await mirror(world)
    python('forget-version', 'flight-delay', '4')
    const before = python('runs')
    const repaired = await mirror(world)
    expect(repaired.report.versions.at(-1)).toMatchObject({ version: 4, created: true })
    expect(python('runs')).toEqual(before)
  })

  it('a wrong password is named, without the password', async () => {
    const { code, err } = await mirror(world, { MLFLOW_TRACKING_PASSWORD: 'wr0ng-secret' })
    expect(code).toBe(2)
    expect(err).toContain('mlflow-refused')
    expect(err).toContain('401')
    expect(err).not.toContain('wr0ng-secret')
  })
})

describe('import', PATIENCE, () => {
  const register = (place: Workspace, path: string) => place.register({ path }, { env: environment })

  it('a run of scikit-learn becomes a version with its files, parameters, metrics and formats', async () => {
    const run = python('train') as { run: string; files: Record<string, string> }
    const place = makeWorkspace()
    const ended = await register(place, `mlflow:${run.run}`)
    expect(ended.ok).toBe(true)
    const record = JSON.parse(place.git('show', 'refs/heads/mlops/registry:models/m/versions/1.json'))
    expect(
      Object.fromEntries(
        record.files.map((file: { path: string; digest: string }) => [file.path, file.digest.slice(7)]),
      ),
    ).toEqual(run.files)
    expect(record.lineage.params).toMatchObject({ C: '0.5' })
    expect(record.metrics).toMatchObject({ auc: 0.9 })
    expect(record.packaging.map(({ format }: { format: string }) => format)).toContain('mlflow')
  })

  it('a run that has not ended, and one without a model, are refused', async () => {
    const place = makeWorkspace()
    const { running, empty } = python('no-model') as { running: string; empty: string }
    await expect(register(place, `mlflow:${running}`)).rejects.toMatchObject({
      code: 'mlflow-run-unfinished',
    })
    await expect(register(place, `mlflow:${empty}`)).rejects.toMatchObject({ code: 'mlflow-no-model' })
    await expect(register(place, 'mlflow:../x')).rejects.toMatchObject({ code: 'invalid-run' })
  })
})
