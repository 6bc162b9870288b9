import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startResultsServer } from '@mlops-actions/testkit'
import { expect, it, onTestFinished } from 'vitest'
import { stepWorkspace } from './support/workspace.ts'

const script = join(import.meta.dirname, 'support/store.ts')

async function store(env: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const step = await stepWorkspace()
  const options = { cwd: step.workspace, env: { ...step.env, ...env } }
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=source', script], options)
  return JSON.parse(/^RESULT (.*)$/m.exec(stdout)?.[1] ?? '') as Record<string, unknown>
}

it('artifacts and caches are kept by the real service clients', async () => {
  const server = await startResultsServer()
  onTestFinished(() => server.close())
  const result = await store({ ...server.env, GITHUB_SERVER_URL: 'https://github.com' })
  expect(result).toMatchObject({
    miss: false,
    uploaded: { kind: 'stored', digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
    again: { kind: 'unavailable' },
    saved: { kind: 'stored' },
    hit: true,
    restored: '{"verdict":"pass"}',
  })
  expect(server.artifacts.map(({ name }) => name)).toEqual(['gate'])
})

it('on GHES caches are kept and artifacts are not', async () => {
  const server = await startResultsServer()
  onTestFinished(() => server.close())
  const result = await store({ ...server.ghesEnv, GITHUB_SERVER_URL: 'https://ghe.example.com' })
  expect(result).toMatchObject({ uploaded: { kind: 'unavailable' }, saved: { kind: 'stored' }, hit: true })
})

it('outside a job there is no service, and that is no failure', async () => {
  expect(await store({})).toMatchObject({
    uploaded: { kind: 'unavailable', reason: expect.stringContaining('no artifact service') },
    saved: { kind: 'unavailable', reason: expect.stringContaining('no cache service') },
    hit: false,
    restored: 'overwritten',
  })
})
