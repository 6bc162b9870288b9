import { type ByteSource, DataError } from '@mlops-actions/data'
import type { ModelEntry } from '@mlops-actions/registry'
import { LineageError } from '../error.ts'
import { DESCRIPTIONS } from './descriptions/descriptions.ts'
import { type Found, inert } from './found.ts'
import { readJsonModel, readLightGbm } from './headers/boosters.ts'
import { readGguf } from './headers/gguf.ts'
import { readHdf5 } from './headers/hdf5.ts'
import { readNumpy } from './headers/numpy.ts'
import { readOnnx } from './headers/onnx.ts'
import { readSafetensors } from './headers/safetensors.ts'
import { readSavedModel } from './headers/saved-model.ts'
import { foundPickle } from './pickle/found.ts'
import { readArchive } from './zip/archives.ts'

const HEAD_BYTES = 64
const MAX_DESCRIPTION_BYTES = 4 * 2 ** 20

/**
 * What the files of a model are, from their headers. Nothing is run, imported or deserialised; content decides before
 * names do, so that a pickle called `weights.safetensors` is a pickle.
 *
 * @returns one entry a recognised file, in the order of the files; a file whose content contradicts its name says so
 */
export async function inspectModel(
  entries: readonly ModelEntry[],
  aloneName?: string,
): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const entry of entries) {
    const path = entry.path === '.' ? (aloneName ?? '.') : entry.path
    const source = await entry.open()
    try {
      found.push(...(await inspectFile(path, source)))
    } catch (error) {
      if (!(error instanceof LineageError) && !(error instanceof DataError)) throw error
      found.push({ ...inert(path, formatByName(path) ?? 'unknown', {}), unread: error.message })
    } finally {
      await source.close()
    }
  }
  return found
}

async function inspectFile(path: string, source: ByteSource): Promise<readonly Found[]> {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const describe = Object.hasOwn(DESCRIPTIONS, name) ? DESCRIPTIONS[name] : undefined
  if (describe && source.byteLength <= MAX_DESCRIPTION_BYTES)
    return [describe(path, await source.read(0, source.byteLength))]
  if (source.byteLength === 0) return []
  const head = Buffer.from(await source.read(0, Math.min(HEAD_BYTES, source.byteLength)))
  const byContent = await inspectByContent(path, head, source)
  if (byContent) return byContent
  switch (formatByName(path)) {
    case 'safetensors':
      return [await readSafetensors(path, source)]
    case 'onnx':
      return [await readOnnx(path, source)]
    case 'saved-model':
      return [await readSavedModel(path, source)]
    case 'pickle':
      return [await foundPickle(path, name.endsWith('.joblib') ? 'joblib' : 'pickle', source)]
    case 'json': {
      const model = await readJsonModel(path, source)
      return model ? [model] : []
    }
    case undefined:
      return []
  }
}

async function inspectByContent(
  path: string,
  head: Buffer,
  source: ByteSource,
): Promise<readonly Found[] | undefined> {
  const magic = head.toString('latin1')
  if (magic.startsWith('PK\u0003\u0004')) return readArchive(path, source)
  if (magic.startsWith('GGUF')) return [await readGguf(path, source)]
  if (magic.startsWith('\u0089HDF\r\n\u001a\n')) return [await readHdf5(path, source)]
  if (magic.startsWith('\u0093NUMPY')) return [await readNumpy(path, source)]
  if (/^tree\r?\nversion=/.test(magic)) return [await readLightGbm(path, source)]
  if (magic.startsWith('CBM1')) return [inert(path, 'catboost', {})]
  // Protocol 2 and later begin with PROTO; FRAME, an empty container or a name follows.
  if (head[0] === 0x80 && head[1] !== undefined && head[1] >= 2 && head[1] <= 5) {
    return [await foundPickle(path, path.endsWith('.joblib') ? 'joblib' : 'pickle', source)]
  }
  return undefined
}

function formatByName(path: string): 'safetensors' | 'onnx' | 'saved-model' | 'pickle' | 'json' | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  if (name === 'saved_model.pb') return 'saved-model'
  if (name.endsWith('.safetensors')) return 'safetensors'
  if (name.endsWith('.onnx')) return 'onnx'
  if (/\.(?:pkl|pickle|joblib|sav|pt|pth|ckpt|dill)$/.test(name)) return 'pickle'
  return name.endsWith('.json') ? 'json' : undefined
}
