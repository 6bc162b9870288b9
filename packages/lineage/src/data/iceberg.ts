import { gunzipSync } from 'node:zlib'
import { canonicalJson, digestBytes } from '@mlops-actions/registry'
import { LineageError } from '../error.ts'
import type { Files } from '../ports.ts'
import { listOf, parseWideJson, recordOf, textOf, wholeNumber } from '../text/json.ts'
import { joined } from './digest-files.ts'
import { type ForeignIdentity, knownDetails } from './identity.ts'

/** Metadata of a table with tens of thousands of snapshots stays below. */
const MAX_METADATA_BYTES = 64 * 2 ** 20

/**
 * The snapshot of an Iceberg table (spec v1 to v3), read from its metadata file: the current one, or the given.
 *
 * A folder stands for its newest metadata file: the one `version-hint.text` names (Hadoop tables), else the one with the
 * highest number. Where a catalogue decides which is newest, give the metadata file itself.
 *
 * @throws LineageError `data-not-found`, `corrupt`, `unsupported`
 */
export async function readIceberg(
  files: Files,
  path: string,
  wanted: string | undefined,
): Promise<ForeignIdentity<'iceberg'>> {
  const source = await metadataFile(files, path)
  const bytes = await files.read(source, { maxBytes: MAX_METADATA_BYTES })
  const table = recordOf(parseWideJson(textIn(bytes, source), source))
  const uuid = textOf(table['table-uuid'], 64)
  if (uuid === undefined) throw new LineageError('corrupt', `${source}: has no table-uuid`)
  const id = wanted ?? wholeNumber(table['current-snapshot-id'])
  if (id === undefined || id === '-1') {
    throw new LineageError('data-not-found', `${source}: the table has no snapshot yet`)
  }
  const snapshot = listOf(table['snapshots'])
    .map((item) => recordOf(item))
    .find((item) => wholeNumber(item['snapshot-id']) === id)
  if (!snapshot) {
    throw new LineageError('data-not-found', `${source}: snapshot ${id} is not there (any more)`, {
      remedy: 'Snapshots expire; tag the ones models are trained on.',
    })
  }
  return {
    kind: 'iceberg',
    source,
    id: `${uuid}@${id}`,
    // Of the snapshot alone: the metadata file changes with every later commit, what a snapshot says does not.
    digest: digestBytes(canonicalJson(snapshot)),
    details: details(table, snapshot),
  }
}

async function metadataFile(files: Files, path: string): Promise<string> {
  if ((await files.stat(path))?.kind === 'file') return path
  const folder = joined(path, 'metadata')
  if ((await files.stat(folder))?.kind !== 'directory') {
    throw new LineageError(
      'data-not-found',
      `${path}: neither a metadata file nor a folder with metadata/ in it`,
    )
  }
  const names = await files.list(folder)
  if (names.includes('version-hint.text')) {
    const hint = new TextDecoder()
      .decode(await files.read(joined(folder, 'version-hint.text'), { maxBytes: 64 }))
      .trim()
    const named = names.find((name) =>
      new RegExp(`^v${Number(hint)}(\\.gz)?\\.metadata\\.json(\\.gz)?$`).test(name),
    )
    if (named !== undefined) return joined(folder, named)
  }
  const numbered = names.flatMap((name) => {
    const number = /^v?(\d{1,15})(?:-[0-9a-f-]{36})?(?:\.gz)?\.metadata\.json(?:\.gz)?$/.exec(name)?.[1]
    return number === undefined ? [] : [{ name, number: Number(number) }]
  })
  const newest = numbered.sort((a, b) => b.number - a.number)
  const [first, second] = newest
  if (!first) throw new LineageError('data-not-found', `${folder}: holds no metadata file`)
  if (second?.number === first.number) {
    throw new LineageError(
      'invalid-data',
      `${folder}: ${first.name} and ${second.name} have the same number`,
      {
        remedy: 'A commit that lost left its file behind. Give the metadata file the catalogue names.',
      },
    )
  }
  return joined(folder, first.name)
}

function textIn(bytes: Uint8Array, where: string): string {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new TextDecoder().decode(bytes)
  try {
    return new TextDecoder().decode(gunzipSync(bytes, { maxOutputLength: MAX_METADATA_BYTES }))
  } catch (cause) {
    throw new LineageError('corrupt', `${where}: cannot be unpacked`, { cause })
  }
}

function details(
  table: Readonly<Record<string, unknown>>,
  snapshot: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const summary = recordOf(snapshot['summary'])
  const at = snapshot['timestamp-ms']
  const known = {
    location: textOf(table['location'], 512),
    operation: textOf(summary['operation'], 64),
    records: textOf(summary['total-records'], 32),
    files: textOf(summary['total-data-files'], 32),
    schema: textOf(snapshot['schema-id'], 16),
    'committed at': typeof at === 'number' && at > 0 && at < 1e14 ? new Date(at).toISOString() : undefined,
  }
  return knownDetails(known)
}
