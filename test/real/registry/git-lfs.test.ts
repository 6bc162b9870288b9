import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { lfsBytes, lfsEndpoint } from '@mlops-actions/adapters'
import { digestBytes, hexOf, verifyBytes } from '@mlops-actions/registry'
import { expect, it, onTestFinished } from 'vitest'
import { lfsServer } from '../../adapters/lfs/lfs-server.ts'
import { noise } from '../../contract/bytes/bytes-contract.ts'
import { realNetwork } from '../../contract/bytes/network.ts'
import { bundleOf, gitEnv, lineageOf, ORIGIN } from '../../registry/support/world.ts'

const run = promisify(execFile)

async function world() {
  const server = await lfsServer()
  onTestFinished(() => server.close())
  const clone = mkdtempSync(join(tmpdir(), 'lfs-'))
  execFileSync('git', ['init', '--quiet', clone], { env: gitEnv() })
  const config = ['remote.origin.url', server.repository, 'lfs.url', lfsEndpoint(server.repository).href]
  for (let at = 0; at < config.length; at += 2) {
    execFileSync('git', ['-C', clone, 'config', config[at]!, config[at + 1]!], { env: gitEnv() })
  }
  const store = lfsBytes(realNetwork(), {
    endpoint: lfsEndpoint(server.repository),
    authorization: undefined,
  })
  return { server, clone, store }
}

it('git-lfs reads what we wrote, by the pointer that the digest makes', async () => {
  const { clone, store } = await world()
  const content = noise(1_000_003, 'lfs')
  const bundle = await bundleOf('m', { 'model.bin': content })
  await store.put(bundle)
  const { digest, byteLength } = bundle.files[0]!
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${hexOf(digest)}\nsize ${byteLength}\n`
  const smudge = run('git', ['-C', clone, 'lfs', 'smudge'], {
    env: gitEnv(),
    encoding: 'buffer',
    maxBuffer: 1 << 24,
  })
  smudge.child.stdin!.end(pointer)
  expect(digestBytes((await smudge).stdout)).toBe(digest)
})

it('we read what git-lfs wrote', async () => {
  const { clone, store } = await world()
  const content = noise(500_000, 'written by git-lfs')
  const bundle = await bundleOf('m', { 'model.bin': content })
  const clean = run('git', ['-C', clone, 'lfs', 'clean'], { env: gitEnv() })
  clean.child.stdin!.end(content)
  const { digest } = bundle.files[0]!
  expect((await clean).stdout).toContain(digest)
  await run('git', ['-C', clone, 'lfs', 'push', '--object-id', 'origin', hexOf(digest)], { env: gitEnv() })
  const problem = await verifyBytes([store], {
    schema: 'mlops-actions/version/v1',
    model: 'm',
    version: 1,
    modelDigest: bundle.modelDigest,
    files: bundle.files.map(({ path, digest, byteLength }) => ({ path, digest, byteLength })),
    bytes: { kind: 'lfs', repository: 'anywhere' },
    lineage: lineageOf(),
    origin: ORIGIN,
    createdAt: '2026-01-01T00:00:00.000Z',
  })
  expect(problem).toBeUndefined()
})
