import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { parseLocator, readIdentity } from '@mlops-actions/lineage'
import { expect, it } from 'vitest'
import { envOf, filesAt, loopback } from '../lineage/support/files.ts'

const COMMIT = 'c'.repeat(64)

/** lakeFS' own client, made from its API's schema, asks for the newest commit of a branch and checks the answer. */
const CLIENT = `
import sys, lakefs_sdk
from lakefs_sdk.client import LakeFSClient
client = LakeFSClient(lakefs_sdk.Configuration(host=sys.argv[1], username="key", password="secret"))
print(client.refs_api.log_commits("lake", "feature-1", amount=1).results[0].id)
`

it('asks what the client of lakeFS asks, and reads what that client takes for an answer', async () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://server')
    const amount = url.searchParams.get('amount')
    asked.push(`${request.method} ${url.pathname} amount=${amount} ${request.headers.authorization}`)
    response.setHeader('content-type', 'application/json')
    const commit = {
      id: COMMIT,
      parents: [],
      committer: 'ann',
      message: 'load',
      creation_date: 1_700_000_000,
      meta_range_id: 'm',
    }
    const pagination = { has_more: false, next_offset: '', results: 1, max_per_page: 1 }
    response.end(JSON.stringify({ pagination, results: [commit] }))
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  try {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { stdout } = await promisify(execFile)('python3', ['-c', CLIENT, `${endpoint}/api/v1`])
    const identity = await readIdentity('train', parseLocator('lakefs:lake/feature-1'), {
      files: filesAt('/'),
      http: loopback,
      env: envOf({
        LAKECTL_SERVER_ENDPOINT_URL: endpoint,
        LAKECTL_CREDENTIALS_ACCESS_KEY_ID: 'key',
        LAKECTL_CREDENTIALS_SECRET_ACCESS_KEY: 'secret',
      }),
    })
    expect(identity).toMatchObject({ id: stdout.trim(), source: `lakefs://lake/${COMMIT}/` })
    expect(asked).toHaveLength(2)
    expect(asked[1]).toBe(asked[0])
  } finally {
    await new Promise((done) => server.close(done))
  }
})
