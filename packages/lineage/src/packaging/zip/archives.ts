import type { ByteSource } from '@mlops-actions/data'
import { LineageError } from '../../error.ts'
import { parseWideJson, recordOf, textOf } from '../../text/json.ts'
import { type Found, inert, known, some } from '../found.ts'
import { foundPickle } from '../pickle/found.ts'
import { contentOffset, readEntry, type ZipEntry, zipEntries } from './zip.ts'

const MAX_CONFIG_BYTES = 64 * 2 ** 20

/**
 * A zip archive by what is in it: Keras 3, TorchServe, PyTorch, skops, NumPy. Undefined for any other archive.
 *
 * @throws LineageError `corrupt`, `too-large`
 */
export async function readArchive(path: string, source: ByteSource): Promise<readonly Found[]> {
  const entries = await zipEntries(source)
  const named = (name: string): ZipEntry | undefined => entries.find((entry) => entry.name === name)
  const json = async (entry: ZipEntry): Promise<Readonly<Record<string, unknown>>> =>
    recordOf(
      parseWideJson(
        new TextDecoder().decode(await readEntry(source, entry, MAX_CONFIG_BYTES)),
        `${path}!${entry.name}`,
      ),
    )

  const manifest = named('MAR-INF/MANIFEST.json')
  if (manifest) return [torchServe(path, await json(manifest)), ...(await pickles(path, source, entries))]
  const [config, metadata] = [named('config.json'), named('metadata.json')]
  if (config && metadata) {
    const text = new TextDecoder().decode(await readEntry(source, config, MAX_CONFIG_BYTES))
    return [keras(path, text, await json(metadata))]
  }
  if (named('schema.json') && path.endsWith('.skops'))
    return [inert(path, 'skops', { entries: String(entries.length) })]
  const inside = await pickles(path, source, entries)
  if (inside.length > 0) return inside
  if (entries.some(({ name }) => name.endsWith('.npy')))
    return [inert(path, 'npz', { arrays: String(entries.length) })]
  return []
}

/** A Lambda layer is pickled byte code in the configuration; a registered name is a class of the user's. */
function keras(path: string, config: string, metadata: Readonly<Record<string, unknown>>): Found {
  const lambda =
    /"class_name"\s*:\s*"(?:Lambda|TFOpLambda|SlicingOpLambda)"/.test(config) ||
    config.includes('"__lambda__"')
  const custom = [
    ...new Set([...config.matchAll(/"module"\s*:\s*"([^"]{1,200})"/g)].map(([, module]) => module!)),
  ].filter((module) => !/^(?:keras|tensorflow|builtins)(?:\.|$)/.test(module))
  return {
    path,
    format: 'keras',
    facts: known({
      keras: textOf(metadata['keras_version'], 64),
      saved: textOf(metadata['date_saved'], 64),
      'custom code of': some(custom),
    }),
    ...(lambda ? { runsCode: 'it has a Lambda layer, whose byte code runs when it is loaded' } : {}),
    dangers: lambda ? ['Lambda layer'] : [],
    unfamiliar: custom,
  }
}

function torchServe(path: string, manifest: Readonly<Record<string, unknown>>): Found {
  const model = recordOf(manifest['model'])
  const handler = textOf(model['handler'], 256)
  return {
    path,
    format: 'torchserve',
    facts: known({
      name: textOf(model['modelName'], 256),
      version: textOf(model['modelVersion'], 64),
      handler,
      file: textOf(model['serializedFile'], 256),
      archiver: textOf(manifest['archiverVersion'], 64),
    }),
    ...(handler?.endsWith('.py') ? { runsCode: `its handler ${handler} runs in the server` } : {}),
    dangers: [],
    unfamiliar: [],
  }
}

/** PyTorch's format is a zip with a pickle `<name>/data.pkl`; TorchScript has code beside it; `.npy` may hold objects. */
async function pickles(
  path: string,
  source: ByteSource,
  entries: readonly ZipEntry[],
): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const entry of entries) {
    const inner = `${path}!${entry.name}`
    if (/(?:^|\/)data\.pkl$|\.pkl$|\.pickle$/.test(entry.name)) {
      if (entry.method !== 0) {
        const unread = 'the pickle inside the archive is compressed'
        found.push({
          path: inner,
          format: 'torch',
          facts: {},
          runsCode: 'it is a pickle',
          dangers: [],
          unfamiliar: [],
          unread,
        })
        continue
      }
      const start = await contentOffset(source, entry)
      const script = entries.some(({ name }) => name.endsWith('/constants.pkl'))
      found.push(
        await foundPickle(inner, script ? 'torchscript' : 'torch', source, {
          start,
          end: start + entry.packedBytes,
        }),
      )
    }
  }
  if (found.length > 64) throw new LineageError('too-large', `${path}: holds ${found.length} pickles`)
  return found
}
