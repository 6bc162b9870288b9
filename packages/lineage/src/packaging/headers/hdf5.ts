import type { ByteSource } from '@mlops-actions/data'
import type { Found } from '../found.ts'

const CHUNK_BYTES = 1 << 22
/** Longer than any text that is looked for, so that none is cut in two. */
const OVERLAP_BYTES = 256

/**
 * A Keras 2 model in HDF5. Its configuration is a JSON text in an attribute, stored as it is; a Lambda layer in it is
 * byte code that runs when the model is loaded. The file is searched, not parsed: a miss is possible only for a text that
 * is compressed, and attributes never are.
 */
export async function readHdf5(path: string, source: ByteSource): Promise<Found> {
  let [lambda, config] = [false, false]
  for (let offset = 0; offset < source.byteLength; offset += CHUNK_BYTES) {
    const length = Math.min(CHUNK_BYTES + OVERLAP_BYTES, source.byteLength - offset)
    const text = Buffer.from(await source.read(offset, length)).toString('latin1')
    lambda ||= /"class_name"\s*:\s*"(?:Lambda|TFOpLambda|SlicingOpLambda)"/.test(text)
    config ||= text.includes('model_config') || text.includes('"class_name"')
  }
  return {
    path,
    format: config ? 'keras-h5' : 'hdf5',
    facts: {},
    ...(lambda ? { runsCode: 'it has a Lambda layer, whose byte code runs when it is loaded' } : {}),
    dangers: lambda ? ['Lambda layer'] : [],
    unfamiliar: [],
  }
}
