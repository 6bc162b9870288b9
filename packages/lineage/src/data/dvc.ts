import { LineageError } from '../error.ts'
import type { Files } from '../ports.ts'
import { listOf, recordOf, textOf } from '../text/json.ts'
import { parseYaml } from '../text/yaml.ts'
import { type Content, folderOf, joined } from './digest-files.ts'
import { hashPlace } from './dvc-hash.ts'
import type { ForeignIdentity } from './identity.ts'

/** A dvc.lock of a thousand stages stays below. */
const MAX_DVC_BYTES = 16 * 2 ** 20

type DvcIdentity = ForeignIdentity<'dvc'>

/** An output as `.dvc` and `dvc.lock` both write it (dvc/schema.py). */
interface Output {
  readonly path: string
  readonly id: string
  readonly directory: boolean
  readonly byteLength: number | undefined
  readonly details: Readonly<Record<string, string>>
}

/**
 * What DVC says of tracked data, without DVC: from a `.dvc` file, or from the `dvc.lock` whose stage writes the path.
 *
 * The id is the hash DVC itself goes by. Where no `hash: md5` stands beside an md5, DVC 2.x wrote it: md5 of text with
 * its line ends made Unix's (`md5-dos2unix`), which is not the md5 of the file. md5 is no proof against people; where the
 * data are checked out they are hashed again by sha256, and a size that is not DVC's is refused: they were changed.
 *
 * @param path a `.dvc` file, or data that DVC tracks (`data/train.csv`)
 * @throws LineageError `data-not-found`, `corrupt`, `data-changed`
 */
export async function readDvc(files: Files, path: string): Promise<DvcIdentity> {
  const { source, output, place } = await findOutput(files, path)
  const content = await checkedOut(files, place, output)
  return {
    kind: 'dvc',
    source,
    id: output.id,
    ...(content ? { digest: content.digest } : {}),
    ...(output.byteLength === undefined && !content
      ? {}
      : { byteLength: content?.byteLength ?? output.byteLength! }),
    details: { path: place, ...output.details },
  }
}

interface Found {
  readonly source: string
  readonly output: Output
  /** Where the data are when they are checked out. */
  readonly place: string
}

async function findOutput(files: Files, path: string): Promise<Found> {
  const pointer = path.endsWith('.dvc') ? path : `${path}.dvc`
  if ((await files.stat(pointer))?.kind === 'file') {
    const [output] = outputsOf(recordOf(await read(files, pointer)), pointer)
    if (!output) throw new LineageError('corrupt', `${pointer}: names no output`)
    return { source: pointer, output, place: joined(folderOf(pointer), output.path) }
  }
  return findInLock(files, path)
}

/** The nearest dvc.lock above the path that has it as an output. */
async function findInLock(files: Files, path: string): Promise<Found> {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const lock = joined(folder, 'dvc.lock')
    if ((await files.stat(lock))?.kind === 'file') {
      const root = recordOf(await read(files, lock))
      const relative = folder === '' ? path : path.slice(folder.length + 1)
      // Version 1 of the file had the stages at its top.
      const stages = 'stages' in root ? recordOf(root['stages']) : root
      for (const [name, stage] of Object.entries(stages)) {
        const output = outputsOf(recordOf(stage), lock).find((known) => known.path === relative)
        if (output) {
          const details = { ...output.details, stage: name.slice(0, 200) }
          return { source: lock, output: { ...output, details }, place: path }
        }
      }
    }
    if (folder === '') break
  }
  throw new LineageError(
    'data-not-found',
    `${path}: neither ${path}.dvc nor a stage of a dvc.lock above it`,
    {
      remedy: 'Give the path as DVC tracks it: the one `dvc add` was given, or an output of a stage.',
    },
  )
}

async function read(files: Files, path: string): Promise<unknown> {
  return parseYaml(await files.read(path, { maxBytes: MAX_DVC_BYTES }), path)
}

function outputsOf(stage: Readonly<Record<string, unknown>>, where: string): readonly Output[] {
  const imported = importedFrom(stage)
  return listOf(stage['outs']).map((value) => {
    const out = recordOf(value)
    const path = textOf(out['path'])
    if (path === undefined) throw new LineageError('corrupt', `${where}: an output without a path`)
    const { id, directory } = hashOf(out, `${where}: ${JSON.stringify(path)}`)
    const size = out['size']
    return {
      path,
      id,
      directory,
      byteLength: typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : undefined,
      details: {
        ...(typeof out['nfiles'] === 'number' ? { files: String(out['nfiles']) } : {}),
        ...imported,
      },
    }
  })
}

function hashOf(
  out: Readonly<Record<string, unknown>>,
  where: string,
): { readonly id: string; readonly directory: boolean } {
  const md5 = textOf(out['md5'], 64)
  if (md5 !== undefined) {
    if (!/^[0-9a-f]{32}(\.dir)?$/.test(md5))
      throw new LineageError('corrupt', `${where}: ${md5} is no md5 of DVC's`)
    const algorithm = out['hash'] === 'md5' ? 'md5' : 'md5-dos2unix'
    return { id: `${algorithm}:${md5}`, directory: md5.endsWith('.dir') }
  }
  for (const algorithm of ['etag', 'checksum', 'version_id'] as const) {
    const value = textOf(out[algorithm], 512)
    if (value !== undefined) return { id: `${algorithm}:${value}`, directory: value.endsWith('.dir') }
  }
  throw new LineageError('corrupt', `${where}: has no hash`, {
    remedy: 'Run `dvc commit` (or `dvc repro`), commit what it changes, then register.',
  })
}

/** `dvc import`: which commit of which repository. */
function importedFrom(stage: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const repo = recordOf(recordOf(listOf(stage['deps'])[0])['repo'])
  const [url, commit] = [textOf(repo['url'], 500), textOf(repo['rev_lock'], 64)]
  return {
    ...(url === undefined ? {} : { 'imported from': withoutUserinfo(url) }),
    ...(commit === undefined ? {} : { 'imported at': commit }),
  }
}

/** Passwords in addresses do not go into history. */
function withoutUserinfo(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^@/]*@/i, '$1')
}

/** Hashes what is there, both ways in one pass, and compares it with what DVC recorded. */
async function checkedOut(files: Files, place: string, output: Output): Promise<Content | undefined> {
  const stat = await files.stat(place)
  if (!stat) return undefined
  const hashed = await hashPlace(files, place, stat.kind === 'directory')
  const problem =
    output.byteLength !== undefined && hashed.byteLength !== output.byteLength
      ? `has ${hashed.byteLength} bytes, DVC recorded ${output.byteLength}`
      : output.id.startsWith('md5:') && output.id !== hashed.id
        ? `is ${hashed.id}, DVC recorded ${output.id}`
        : undefined
  if (problem === undefined) return { digest: hashed.digest, byteLength: hashed.byteLength }
  throw new LineageError('data-changed', `${place} ${problem}: it was changed since`, {
    remedy: 'Run `dvc status`; then `dvc commit` to keep the change, or `dvc checkout` to undo it.',
  })
}
