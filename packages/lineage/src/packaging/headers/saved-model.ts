import type { ByteSource } from '@mlops-actions/data'
import { type Found, known, some } from '../found.ts'
import { fieldText, placedFields } from './message.ts'

// Field numbers of tensorflow/core/protobuf/{saved_model,meta_graph}.proto.
const SAVED_MODEL = { schema: 1, graphs: 2 } as const
const META_GRAPH = { info: 1, signatures: 5 } as const
const INFO = { tags: 4, version: 5 } as const
const ENTRY_KEY = 1
/** Operations that run Python, or read and write files of the machine that serves. */
const REACHING = [
  'PyFunc',
  'EagerPyFunc',
  'PyFuncStateless',
  'ReadFile',
  'WriteFile',
  'MatchingFiles',
  'PrintV2',
  'Save',
  'ShardedFilename',
]
const DANGEROUS = ['PyFunc', 'EagerPyFunc', 'PyFuncStateless', 'WriteFile', 'ReadFile']
const MAX_SEARCHED_BYTES = 512 * 2 ** 20

/** A TensorFlow SavedModel by its `saved_model.pb`: tags, signatures, version, and operations that reach outside. */
export async function readSavedModel(path: string, source: ByteSource): Promise<Found> {
  const tags: string[] = []
  const signatures: string[] = []
  let version: string | undefined
  for await (const graph of placedFields(source)) {
    if (graph.number !== SAVED_MODEL.graphs || graph.wire !== 2) continue
    for await (const field of placedFields(source, graph.start, graph.end)) {
      if (field.number === META_GRAPH.info) {
        for await (const part of placedFields(source, field.start, field.end)) {
          if (part.number === INFO.tags) tags.push(await fieldText(source, part, 64))
          if (part.number === INFO.version) version = await fieldText(source, part, 64)
        }
      }
      if (field.number === META_GRAPH.signatures) {
        for await (const part of placedFields(source, field.start, field.end)) {
          if (part.number === ENTRY_KEY) signatures.push(await fieldText(source, part, 128))
        }
      }
    }
  }
  const operations = await operationsIn(source)
  const dangers = operations.filter((name) => DANGEROUS.includes(name)).map((name) => `operation ${name}`)
  return {
    path,
    format: 'saved-model',
    facts: known({
      tags: some(tags),
      signatures: some(signatures),
      tensorflow: version,
      dangerous: some(dangers),
    }),
    ...(dangers.length > 0 ? { runsCode: `its graph holds ${some(dangers)}` } : {}),
    dangers,
    unfamiliar: [],
  }
}

/** Node operations are texts of the graph, length first: `WriteFile` is 0x09 and the name. */
async function operationsIn(source: ByteSource): Promise<readonly string[]> {
  const bytes = Buffer.from(await source.read(0, Math.min(source.byteLength, MAX_SEARCHED_BYTES)))
  return REACHING.filter((name) =>
    bytes.includes(Buffer.concat([Buffer.from([name.length]), Buffer.from(name)])),
  )
}
