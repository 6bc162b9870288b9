// node push-worker.mjs <place> <file>: a model pushed to an OCI registry as register-model does it, from the compiled packages.
import { dockerCredentials, ociBytes, parseOciPlace } from '@mlops-actions/adapters'
import { githubRuntime } from '@mlops-actions/core'
import { fileSource } from '@mlops-actions/data'
import { digestModel } from '@mlops-actions/registry'

const [place, path] = process.argv.slice(2)
const runtime = githubRuntime(process)
const open = () => fileSource(path)
const { digest, files } = await digestModel([{ path: '.', open }])
const [file] = files
const store = ociBytes(runtime, { place: parseOciPlace(place), credentials: dockerCredentials(runtime) })
await store.put({ model: 'bench', modelDigest: digest, fileName: 'model.bin', files: [{ ...file, open }] })
