/** node --conditions=source push-oci.ts <place> <file>: pushes a file as a model and reads it back, as one process does. */
import { dockerCredentials, ociBytes, parseOciPlace } from '@mlops-actions/adapters'
import { fileSource } from '@mlops-actions/data'
import { digestModel } from '@mlops-actions/registry'
import { githubRuntime } from '../../../packages/core/src/github-runtime.ts'

const [place = '', path = ''] = process.argv.slice(2)
const runtime = githubRuntime(process)
// `tls:` in front: this machine too is spoken to over TLS.
const parsed = parseOciPlace(place.replace(/^tls:/, ''))
const secured = place.startsWith('tls:')
  ? { ...parsed, origin: parsed.origin.replace('http:', 'https:') }
  : parsed
const store = ociBytes(runtime, { place: secured, credentials: dockerCredentials(runtime) })
const open = () => fileSource(path)
const { digest, files } = await digestModel([{ path: '.', open }])
const bundle = {
  model: 'm',
  modelDigest: digest,
  fileName: 'model.bin',
  files: files.map((file) => ({ ...file, open })),
}
const bytes = await store.put(bundle)
const source = await (await store.reader({ bytes, files }))(files[0]!)
process.stdout.write(`${JSON.stringify({ bytes, first: (await source.read(0, 1))[0] })}\n`)
await source.close()
