import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ociBytes, parseOciPlace } from '@mlops-actions/adapters'
import { hexOf } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import { bytesContract } from '../../contract/bytes/bytes-contract.ts'
import { realNetwork } from '../../contract/bytes/network.ts'
import { DEBIAN_REGISTRY, registry3, startOciRegistry } from '../support/oci-registry.ts'

for (const [name, program] of [
  ["Debian's docker-registry 2.8", () => DEBIAN_REGISTRY],
  ['distribution 3', registry3],
] as const) {
  bytesContract(name, async () => {
    const registry = await startOciRegistry(program())
    const place = parseOciPlace(`${registry.host}/acme/models`)
    const data = (digest: Digest) => join(registry.blobs, hexOf(digest).slice(0, 2), hexOf(digest), 'data')
    return {
      open: async () => ociBytes(realNetwork(), { place, credentials: async () => undefined }),
      remove: async (digest) => rmSync(data(digest)),
      damage: async (digest) => writeFileSync(data(digest), Buffer.alloc(3 * (1 << 20) + 17)),
      dispose: () => registry.close(),
    }
  })
}
