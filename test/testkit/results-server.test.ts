import { createHash, createPublicKey, verify } from 'node:crypto'
import { type ResultsServer, type ResultsServerOptions, startResultsServer } from '@mlops-actions/testkit'
import { afterEach, describe, expect, it } from 'vitest'
import { manyBlocks, store, stored } from './storage.ts'

const running: ResultsServer[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()))
})

async function start(options: ResultsServerOptions = {}): Promise<ResultsServer> {
  const server = await startResultsServer(options)
  running.push(server)
  return server
}

const small = Buffer.from('weights')
const ghes = { GITHUB_SERVER_URL: 'https://ghe.example.com' }

describe("the toolkit's own clients", () => {
  it('store an artifact of many blocks and read the same bytes back', async () => {
    const server = await start()
    const result = await stored('artifact', 'model', server.env, manyBlocks())
    expect(result).toMatchObject({ listed: 1, digestMismatch: false, same: true })
    const zip = await server.artifactBytes('model')
    expect(server.artifacts).toMatchObject([
      {
        name: 'model',
        size: zip?.length,
        digest: `sha256:${createHash('sha256').update(zip!).digest('hex')}`,
      },
    ])
  })

  it('store a file as it is under its own name', async () => {
    const server = await start()
    const result = await stored('raw-artifact', 'ignored', server.env, small)
    expect(result).toMatchObject({ digestMismatch: false, same: true })
    expect(Buffer.from((await server.artifactBytes('model.bin'))!)).toEqual(small)
  })

  it('are refused a second artifact of the same name', async () => {
    const server = await start()
    await store('artifact', 'model', server.env, small)
    const again = await store('artifact', 'model', server.env, small)
    expect(again.status).toBe('failure')
    expect(again.log).toContain('an artifact with this name already exists')
    expect(server.artifacts).toHaveLength(1)
  })

  it('find no artifact service on GHES', async () => {
    const server = await start()
    const { log } = await store('artifact', 'model', { ...server.env, ...ghes }, small)
    expect(log).toContain('not currently supported on GHES')
    expect(server.artifacts).toEqual([])
  })

  it.each(['v2', 'v1'] as const)(
    'save a cache entry once and restore it by prefix, version %s',
    async (version) => {
      const server = await start()
      const env = version === 'v2' ? server.env : { ...server.ghesEnv, ...ghes }
      const result = await stored('cache', 'profile-1.0', env, manyBlocks())
      expect(result).toMatchObject({ missed: null, again: -1, restored: 'profile-1.0', same: true })
      expect(server.caches).toMatchObject([{ key: 'profile-1.0', finalised: true }])
    },
  )

  it('get an identity token that its issuer can prove', async () => {
    const server = await start({ claims: { environment: 'production' } })
    const { result, log } = await store('oidc', 'sigstore', { ...server.env, ...server.oidcEnv }, small)
    const token = Buffer.from((result as { token: string }).token, 'hex').toString()
    expect(log).not.toContain(token)
    const [header = '', claims = '', signature = ''] = token.split('.')
    const read = (part: string) =>
      JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
    expect(read(claims)).toMatchObject({
      iss: server.origin,
      aud: 'sigstore',
      sub: 'repo:octo/models:ref:refs/heads/main',
      environment: 'production',
    })
    const { keys } = (await (await fetch(`${server.origin}/.well-known/jwks`)).json()) as {
      keys: { kid: string }[]
    }
    const key = keys.find(({ kid }) => kid === read(header)['kid'])!
    const proven = verify(
      'sha256',
      Buffer.from(`${header}.${claims}`),
      createPublicKey({ key, format: 'jwk' }),
      Buffer.from(signature, 'base64url'),
    )
    expect(proven).toBe(true)
  })
})

describe('the service itself', () => {
  const call = async (server: ResultsServer, method: string, body: object, token?: string) => {
    const response = await fetch(`${server.origin}/twirp/github.actions.results.api.v1.${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token ?? server.env['ACTIONS_RUNTIME_TOKEN']}` },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }
  const run = { workflow_run_backend_id: 'run-backend-1', workflow_job_run_backend_id: 'job-backend-1' }
  const create = async (server: ResultsServer) =>
    (await call(server, 'ArtifactService/CreateArtifact', { ...run, name: 'a' })).body['signed_upload_url']!

  it('wants the right token, the right run and a known method', async () => {
    const server = await start()
    const list = 'ArtifactService/ListArtifacts'
    expect(await call(server, list, run, 'wrong')).toMatchObject({ status: 401 })
    expect(await call(server, list, { ...run, workflow_run_backend_id: 'other' })).toMatchObject({
      status: 403,
    })
    expect(await call(server, list, {})).toMatchObject({ status: 400, body: { code: 'invalid_argument' } })
    expect(await call(server, 'ArtifactService/constructor', run)).toMatchObject({ status: 404 })
    expect(await call(server, 'Other/ListArtifacts', run)).toMatchObject({ status: 404 })
  })

  it('finalises only what was uploaded, and lists nothing before', async () => {
    const server = await start()
    const url = await create(server)
    const finalise = (size: string, hash: string) =>
      call(server, 'ArtifactService/FinalizeArtifact', { ...run, name: 'a', size, hash })
    const right = `sha256:${createHash('sha256').update('abc').digest('hex')}`
    expect(await finalise('3', right)).toMatchObject({ status: 412 })
    await fetch(url, { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body: 'abc' })
    expect(await finalise('4', right)).toMatchObject({ status: 412 })
    expect(await finalise('3', `sha256:${'0'.repeat(64)}`)).toMatchObject({ status: 412 })
    expect((await call(server, 'ArtifactService/ListArtifacts', run)).body['artifacts']).toEqual([])
    expect(await finalise('3', right)).toMatchObject({ status: 200 })
    expect((await call(server, 'ArtifactService/ListArtifacts', run)).body['artifacts']).toHaveLength(1)
    await call(server, 'ArtifactService/DeleteArtifact', { ...run, name: 'a' })
    expect(server.artifacts).toEqual([])
  })

  it('answers a cache miss with ok: false', async () => {
    const server = await start()
    const miss = await call(server, 'CacheService/GetCacheEntryDownloadURL', { key: 'k', version: 'v' })
    expect(miss).toEqual({ status: 200, body: { ok: false } })
    expect(await call(server, 'CacheService/CreateCacheEntry', { key: 'a,b', version: 'v' })).toMatchObject({
      status: 400,
    })
  })

  it('signs addresses for one blob, one purpose and ten minutes', async () => {
    let at = Date.now()
    const server = await start({ now: () => at })
    const url = await create(server)
    const put = async (to: string, body = 'x') =>
      (await fetch(to, { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body })).status
    expect(await put(url.replace('artifact-a', 'artifact-b'))).toBe(403)
    expect(await put(url.replace('sp=w', 'sp=r'))).toBe(403)
    expect((await fetch(url)).status).toBe(403)
    expect(await put(url)).toBe(201)
    at += 11 * 60 * 1000
    expect(await put(url)).toBe(403)
  })

  it('puts blocks together in the order of the list, and serves ranges', async () => {
    const server = await start()
    const url = await create(server)
    const put = async (query: string, body: string) =>
      (await fetch(url + query, { method: 'PUT', body })).status
    const list = (...ids: string[]) =>
      `<?xml version="1.0"?><BlockList>${ids.map((id) => `<Latest>${id}</Latest>`).join('')}</BlockList>`
    expect(await put('&comp=block&blockid=BBBB', 'world')).toBe(201)
    expect(await put('&comp=block&blockid=AAAA', 'hello ')).toBe(201)
    expect(await put('&comp=block&blockid=longer==', '')).toBe(400)
    expect(await put('&comp=blocklist', list('AAAA', 'CCCC'))).toBe(400)
    expect(await put('&comp=blocklist', list('AAAA', 'BBBB'))).toBe(201)
    const { body } = await call(server, 'ArtifactService/GetSignedArtifactURL', { ...run, name: 'a' })
    const get = async (range?: string) =>
      await fetch(body['signed_url']!, range === undefined ? {} : { headers: { range } })
    expect(await (await get()).text()).toBe('hello world')
    const part = await get('bytes=6-100')
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 6-10/11',
      'world',
    ])
    expect((await get('bytes=11-')).status).toBe(416)
  })
})
