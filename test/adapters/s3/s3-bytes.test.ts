import { parseS3Place, s3Bytes } from '@mlops-actions/adapters'
import { memorySource } from '@mlops-actions/data'
import { hexOf } from '@mlops-actions/registry'
import { expect, it, onTestFinished } from 'vitest'
import { bytesContract, noise } from '../../contract/bytes/bytes-contract.ts'
import { realNetwork } from '../../contract/bytes/network.ts'
import { bundleOf } from '../../registry/support/world.ts'
import { s3Server } from './s3-server.ts'

const MIB = 1 << 20
const credentials = async () => ({ accessKeyId: 'k', secretAccessKey: 's' })
const storeAt = (endpoint: string) =>
  s3Bytes(realNetwork(), {
    place: parseS3Place('acme-models/a', { region: 'us-east-1', endpoint }),
    credentials,
  })

bytesContract('a bucket (in memory)', async () => {
  const server = await s3Server()
  const key = (digest: `sha256:${string}`) => `a/sha256/${hexOf(digest)}`
  return {
    open: async () => storeAt(server.origin),
    remove: async (digest) => void server.objects.delete(key(digest)),
    damage: async (digest) => void server.objects.set(key(digest), Buffer.alloc(3 * MIB + 17)),
    dispose: () => server.close(),
  }
})

it('an upload in parts that broke off is gone on with, whoever began it', async () => {
  const server = await s3Server()
  onTestFinished(() => server.close())
  const content = noise(40 * MIB, 'parts')
  const bundle = await bundleOf('m', { 'model.bin': content })
  const [file] = bundle.files
  const source = memorySource('model.bin', content)
  const breaking = {
    ...source,
    async read(offset: number, length: number) {
      if (offset >= 32 * MIB) throw new RangeError('the machine went away')
      return source.read(offset, length)
    },
  }
  const first = storeAt(server.origin).put({ ...bundle, files: [{ ...file!, open: async () => breaking }] })
  await expect(first).rejects.toThrow('the machine went away')
  const before = server.received.length
  await storeAt(server.origin).put(bundle)
  expect(server.received.slice(before).filter((bytes) => bytes >= MIB)).toEqual([8 * MIB])
  expect(server.objects.get(`a/sha256/${hexOf(file!.digest)}`)?.equals(content)).toBe(true)
})
