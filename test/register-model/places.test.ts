import { createHash } from 'node:crypto'
import { expect, it, onTestFinished } from 'vitest'
import { fakeRegistry } from '../adapters/oci/fake-registry.ts'
import { lfsServer } from '../adapters/lfs/lfs-server.ts'
import { releaseServer } from '../adapters/release/release-server.ts'
import { fileServer } from '../contract/bytes/file-server.ts'
import { makeWorkspace } from '../registry/support/workspace.ts'

const policyWith = (bytes: string) => `version: 1
models:
  m:
    task: binary
    registry: { bytes: ${bytes} }
    stages: [{ name: dev }]
`

/** With an environment, a step has the real network. */
const env = {}

/** Registers into the place the policy names, and promotes, which reads every byte there again. */
async function registerAndPromote(bytes: string, github = {}, token?: string) {
  const workspace = makeWorkspace(policyWith(bytes))
  workspace.write('model/model.json', '{"w":[1,2,3]}')
  workspace.write('model/config/empty.txt', '')
  const given = token === undefined ? {} : { 'github-token': token }
  const registered = await workspace.register({ path: 'model', ...given }, { env, github })
  expect(registered.outputs.get('created')).toBe('true')
  const promoted = await workspace.promote({ version: '1', to: 'dev', ...given }, { env, github })
  expect(promoted).toMatchObject({ ok: true })
  expect(promoted.outputs.get('changed')).toBe('true')
  return workspace
}

it('an OCI registry', async () => {
  const registry = await fakeRegistry()
  onTestFinished(() => registry.close())
  await registerAndPromote(`{ oci: "${registry.host}/acme/models" }`)
  // The model, and the documents made of its record.
  const own = /^m-[0-9a-f]{12}$/
  expect([...registry.tags.keys()]).toEqual([expect.stringMatching(own), expect.stringMatching(own)])
})

it('Git LFS', async () => {
  const server = await lfsServer()
  onTestFinished(() => server.close())
  await registerAndPromote(`{ lfs: "${server.repository}" }`)
  const digest = createHash('sha256').update('{"w":[1,2,3]}').digest('hex')
  expect(server.objects.get(digest)?.toString()).toBe('{"w":[1,2,3]}')
})

it('releases, with the token of the job', async () => {
  const server = await releaseServer({ token: 't0ken' })
  onTestFinished(() => server.close())
  await registerAndPromote('{ release: acme/models }', { apiUrl: server.apiUrl }, 't0ken')
  expect([...server.releases.keys()][0]).toMatch(/^model-m-[0-9a-f]{12}$/)
})

it('of a list, the first is written and all are read: a registry that moves house keeps its models', async () => {
  const registry = await fakeRegistry()
  onTestFinished(() => registry.close())
  const workspace = await registerAndPromote(`{ oci: "${registry.host}/acme/models" }`)
  workspace.write('mlops.yml', policyWith(`[inline, { oci: "${registry.host}/acme/models" }]`))
  workspace.write('model/model.json', '{"w":[4]}')
  await workspace.register({ path: 'model' }, { env })
  const digest = createHash('sha256').update('{"w":[4]}').digest('hex')
  expect(registry.blobs.has(`sha256:${digest}`)).toBe(false)
  expect(workspace.git('cat-file', 'blob', `refs/mlops/blobs/sha256/${digest}`)).toBe('{"w":[4]}')
  for (const version of ['2', '1']) {
    expect(await workspace.promote({ version, to: 'dev' }, { env })).toMatchObject({ ok: true })
  }
  workspace.write('mlops.yml', policyWith('inline'))
  const lost = await workspace.promote({ version: '1', to: 'dev' }, { env })
  expect(lost.ok).toBe(false)
  expect(JSON.stringify(lost.report?.findings)).toContain('are in oci, which is not configured here')
})

it("somebody else's server: only pointed to; what is made here is kept inline", async () => {
  const server = await fileServer()
  onTestFinished(() => server.close())
  server.files.set('/m/model.json', Buffer.from('{"w":[1,2,3]}'))
  server.files.set('/m/config/empty.txt', Buffer.from(''))
  const workspace = await registerAndPromote(`{ uri: "${server.origin}/{model}" }`)
  const record = JSON.parse(workspace.git('show', 'mlops/registry:models/m/versions/1.json'))
  expect(record.bytes).toEqual({ kind: 'uri', base: `${server.origin}/m` })
})

it('too many files is one clear error, before anything is sent', async () => {
  const workspace = makeWorkspace(policyWith('inline'))
  for (let n = 0; n <= 4096; n++) workspace.write(`model/${n}`, '')
  await expect(workspace.register({ path: 'model' })).rejects.toMatchObject({
    code: 'too-many-files',
    message: 'the model has 4097 files, and a version lists at most 4096',
  })
})
