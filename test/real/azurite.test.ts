import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type AzureAccount, type ResultsServer, startResultsServer } from '@mlops-actions/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { manyBlocks, stored } from '../testkit/storage.ts'

// The account every Azurite has: https://learn.microsoft.com/azure/storage/common/storage-use-azurite
const ACCOUNT = 'devstoreaccount1'
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

let azurite: ChildProcess
let account: AzureAccount
let server: ResultsServer

beforeAll(async () => {
  const cache = process.env['MLOPS_REAL_CACHE']
  if (cache === undefined) throw new Error('MLOPS_REAL_CACHE is not set: run test/real/run.sh')
  const port = await freePort()
  const program = join(cache, 'npm/node_modules/azurite/dist/src/blob/main.js')
  const options = ['--inMemoryPersistence', '--skipApiVersionCheck', '--disableTelemetry', '--silent']
  azurite = spawn(
    process.execPath,
    [program, ...options, '--blobHost', '127.0.0.1', '--blobPort', String(port)],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  account = { url: `http://127.0.0.1:${port}`, account: ACCOUNT, key: KEY }
  await answers(account.url, azurite)
  server = await startResultsServer({ blob: account })
})

afterAll(async () => {
  await server?.close()
  if (azurite === undefined || azurite.exitCode !== null) return
  azurite.kill()
  await once(azurite, 'exit')
})

it('an artifact of many blocks goes through a real blob service and comes back the same', async () => {
  const result = await stored('artifact', 'model', server.env, manyBlocks())
  expect(result).toMatchObject({ listed: 1, digestMismatch: false, same: true })
  const zip = await server.artifactBytes('model')
  const digest = `sha256:${createHash('sha256').update(zip!).digest('hex')}`
  expect(server.artifacts).toMatchObject([{ name: 'model', digest, size: zip!.length }])
})

it('a raw file comes back under its own name', async () => {
  const result = await stored('raw-artifact', 'ignored', server.env, Buffer.from('weights'))
  expect(result).toMatchObject({ digestMismatch: false, same: true })
})

it.each(['v2', 'v1'] as const)(
  'a cache entry is saved once and restored by prefix, version %s',
  async (version) => {
    const ghes = { ...server.ghesEnv, GITHUB_SERVER_URL: 'https://ghe.example.com' }
    const key = `profile-${version}.0`
    const result = await stored('cache', key, version === 'v2' ? server.env : ghes, manyBlocks())
    expect(result).toMatchObject({ missed: null, again: -1, restored: key, same: true })
  },
)

it('without a signature nothing opens, and a wrong key signs nothing', async () => {
  const { status } = await fetch(`${account.url}/${ACCOUNT}/actions-results/artifact-model`)
  expect([403, 404]).toContain(status)
  const wrongKey = { ...account, key: Buffer.from('another key').toString('base64') }
  await expect(startResultsServer({ blob: wrongKey })).rejects.toThrow(/AuthorizationFailure|403/)
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Waits until a server answers anything, or its process ends. */
async function answers(url: string, process: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    if (process.exitCode !== null) throw new Error(`azurite ended with ${process.exitCode}`)
    try {
      await fetch(url)
      return
    } catch {
      await new Promise((again) => setTimeout(again, 100))
    }
  }
  throw new Error(`nothing answers at ${url}`)
}
