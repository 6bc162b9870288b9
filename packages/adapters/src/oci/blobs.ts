import type { ByteSource } from '@mlops-actions/data'
import { RegistryError } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import { transferTimeout } from '../transfer/network.ts'
import { rangedSource } from '../transfer/ranged-source.ts'
import { type OciClient, ociFailed } from './client.ts'
import { placeText } from './place.ts'

/** Bytes of a blob the registry holds, or undefined. Undefined too where it does not say how many. */
export async function blobSize(client: OciClient, digest: Digest): Promise<number | undefined> {
  const response = await client.send({ method: 'HEAD', to: `blobs/${digest}`, access: 'pull' })
  if (response.status === 404) return undefined
  if (response.status !== 200) throw ociFailed(client.place, `asking for ${digest}`, response)
  const length = response.headers.get('content-length')
  return length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined
}

/** @throws RegistryError `bytes-missing`, `bytes-corrupt` when it has another size than registered */
export async function openBlob(client: OciClient, digest: Digest, byteLength: number): Promise<ByteSource> {
  const name = `${placeText(client.place)}@${digest}`
  const held = await blobSize(client, digest)
  if (held === undefined) {
    throw new RegistryError('bytes-missing', `${name} does not exist`, {
      remedy: "Was it removed by the registry's clean-up rules? Restore it, or register the model again.",
    })
  }
  if (held !== byteLength) {
    throw new RegistryError('bytes-corrupt', `${name} has ${held} bytes, registered were ${byteLength}`)
  }
  return rangedSource(
    {
      name,
      byteLength,
      get: (offset) =>
        client.send({
          method: 'GET',
          to: `blobs/${digest}`,
          access: 'pull',
          headers: offset === 0 ? {} : { range: `bytes=${offset}-${byteLength - 1}` },
          streamed: true,
          maxBytes: byteLength,
          timeoutMs: transferTimeout(byteLength),
        }),
    },
    client.network,
  )
}
