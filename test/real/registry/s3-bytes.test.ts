import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { awsCredentials, type AwsCredentials, parseS3Place, s3Bytes } from '@mlops-actions/adapters'
import { hexOf } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import { memoryRuntime } from '@mlops-actions/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { s3Client } from '../../../packages/adapters/src/s3/client.ts'
import { bytesContract, noise } from '../../contract/bytes/bytes-contract.ts'
import { realNetwork } from '../../contract/bytes/network.ts'
import { bundleOf } from '../../registry/support/world.ts'
import { cuttingProxy } from '../support/cutting-proxy.ts'
import { minioProgram } from '../support/minio.ts'
import { type ServerProcess, startServer } from '../support/server-process.ts'

const MIB = 1 << 20
const BUCKET = 'acme-models'

interface S3Server {
  readonly server: ServerProcess
  readonly credentials: () => Promise<AwsCredentials>
  readonly close: () => Promise<void>
}

async function moto(): Promise<S3Server> {
  const server = await startServer('moto_server', (port) => ['-H', '127.0.0.1', '-p', String(port)])
  const credentials = async () => ({ accessKeyId: 'k', secretAccessKey: 's' })
  return { server, credentials, close: () => server.close() }
}

async function minio(): Promise<S3Server> {
  const folder = mkdtempSync(join(tmpdir(), 'minio-'))
  const [accessKeyId, secretAccessKey] = ['root-user', 'root-secret-1']
  const server = await startServer(
    minioProgram(),
    (port) => ['server', '--quiet', '--address', `127.0.0.1:${port}`, folder],
    {
      env: () => ({
        MINIO_ROOT_USER: accessKeyId,
        MINIO_ROOT_PASSWORD: secretAccessKey,
        MINIO_BROWSER: 'off',
      }),
    },
  )
  return {
    server,
    credentials: async () => ({ accessKeyId, secretAccessKey }),
    async close() {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const servers = [
  // moto does not list the checksums of parts, and parts that cannot be proven are sent again.
  ['moto', moto, 52 * MIB],
  ['MinIO', minio, 20 * MIB],
] as const

const placeAt = (endpoint: string) =>
  parseS3Place(`s3://${BUCKET}/some/folder`, { region: 'us-east-1', endpoint })

async function withBucket(start: () => Promise<S3Server>) {
  const running = await start()
  const place = placeAt(running.server.origin)
  const client = s3Client(realNetwork(), place, running.credentials)
  for (let tries = 0; ; tries++) {
    const { status } = await client.send({ method: 'PUT' })
    if (status === 200) break
    if (tries > 50) throw new Error(`no bucket (${status})`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return { ...running, place, client }
}

const keyOf = (digest: Digest) => `some/folder/sha256/${hexOf(digest)}`

for (const [name, start] of servers) {
  bytesContract(name, async () => {
    const { place, client, credentials, close } = await withBucket(start)
    return {
      open: async () => s3Bytes(realNetwork(), { place, credentials }),
      remove: async (digest) => void (await client.send({ method: 'DELETE', key: keyOf(digest) })),
      damage: async (digest) =>
        void (await client.send({ method: 'PUT', key: keyOf(digest), body: Buffer.alloc(3 * MIB + 17) })),
      dispose: close,
    }
  })
}

describe.each(servers)('%s', (_, start, again) => {
  let world: Awaited<ReturnType<typeof withBucket>>
  beforeAll(async () => {
    world = await withBucket(start)
  })
  afterAll(() => world.close())

  it('a large file goes up in parts, and another machine goes on where one died', async () => {
    const content = noise(50 * MIB + 5, 'parts')
    const bundle = await bundleOf('m', { 'model.bin': content })
    const proxy = await cuttingProxy(world.server.port)
    const place = placeAt(`http://127.0.0.1:${proxy.port}`)
    const { credentials } = world
    const dying = new AbortController()
    const network = realNetwork()
    proxy.whenSent(34 * MIB, () => dying.abort())
    const first = s3Bytes({ ...network, signal: dying.signal }, { place, credentials })
    await expect(first.put(bundle)).rejects.toThrow(/aborted/)
    const sent = proxy.sent()
    expect(sent).toBeLessThan(50 * MIB)

    const store = s3Bytes(realNetwork(), { place, credentials })
    const bytes = await store.put(bundle)
    // Two parts of 16 MiB had arrived.
    expect(proxy.sent() - sent).toBeLessThan(again)
    const source = await (await store.reader({ bytes, files: bundle.files }))(bundle.files[0]!)
    expect(Buffer.from(await source.read(0, source.byteLength)).equals(content)).toBe(true)
    await source.close()
    await proxy.close()
  })
})

// moto checks no signatures.
it('MinIO: wrong keys are a refusal', async () => {
  const { place, close } = await withBucket(minio)
  const credentials = async () => ({ accessKeyId: 'root-user', secretAccessKey: 'wrong' })
  const store = s3Bytes(realNetwork(), { place, credentials })
  const put = store.put(await bundleOf('m', { a: 'a' }))
  await expect(put).rejects.toMatchObject({ code: 'bytes-refused' })
  await close()
})

describe('a role by web identity', () => {
  it("is taken at STS with the token's file, and its credentials work", async () => {
    const { server, place, client, close } = await withBucket(moto)
    const folder = mkdtempSync(join(tmpdir(), 'identity-'))
    const file = join(folder, 'token')
    // moto believes any token.
    writeFileSync(file, 'header.payload.signature\n')
    const runtime = memoryRuntime({
      env: {
        AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/models',
        AWS_WEB_IDENTITY_TOKEN_FILE: file,
        AWS_ENDPOINT_URL_STS: server.origin,
      },
    })
    const network = realNetwork()
    const credentials = awsCredentials({ ...runtime, http: network.http, clock: network.clock }, 'us-east-1')
    const { sessionToken, until } = await credentials()
    expect(sessionToken).toBeTypeOf('string')
    expect(until).toBeGreaterThan(Date.now())
    const bundle = await bundleOf('m', { a: 'by role' })
    await s3Bytes(network, { place, credentials }).put(bundle)
    expect((await client.send({ method: 'HEAD', key: keyOf(bundle.files[0]!.digest) })).status).toBe(200)
    expect(runtime.recorded.masked).toContain('header.payload.signature')
    await close()
  })
})
