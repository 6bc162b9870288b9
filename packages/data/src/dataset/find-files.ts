import { DataError } from '../error.ts'
import type { DatasetFile, DatasetFiles, LeftOut } from './files.ts'
import { isGlob, parseGlob } from './glob.ts'
import { hiddenReason, isHidden } from './hidden.ts'

export interface Found {
  readonly files: readonly DatasetFile[]
  readonly leftOut: readonly LeftOut[]
  /** One plain file was named: no partition columns, its digest is that of its bytes. */
  readonly single: boolean
}

/** More are a mistake in the pattern, or a table that wants compacting: each is opened. */
export const MAX_DATASET_FILES = 10_000
/** Left-out paths that are named; there may be a million. */
const MAX_LEFT_OUT = 1000

/**
 * The files that folders, patterns and paths stand for, sorted, each once. A path that exists is taken as it is spelt,
 * so a file called `a[1].csv` is itself.
 *
 * DataError `empty` when a folder or pattern holds no file, `too-large` beyond `maxFiles`, `corrupt` when a file is named
 * twice; what `files` raises for paths that are absent or lead outside.
 */
export async function findFiles(
  files: DatasetFiles,
  locations: readonly string[],
  maxFiles: number,
): Promise<Found> {
  const found: DatasetFile[] = []
  const leftOut = new Map<string, string>()
  let single = false
  for (const location of locations) {
    if (locations.length > 1 && isUrl(location))
      throw new DataError(
        'unsupported',
        'data',
        'a URL stands alone; download it to read it together with others',
      )
    const kind = (await files.stat(location))?.kind
    if (kind === 'directory') found.push(...(await inFolder(files, location, location, VISIBLE, leftOut)))
    else if (kind === 'file' || !isGlob(location)) {
      single = locations.length === 1
      found.push({ path: location, key: location })
    } else found.push(...(await matching(files, location, leftOut)))
    if (found.length > maxFiles) throw tooMany(location, maxFiles)
  }
  const keyed = locations.length === 1 ? found : found.map(({ path }) => ({ path, key: path }))
  const sorted = keyed.sort((a, b) => comparePaths(a.key, b.key))
  const twice = sorted.find((file, i) => sorted[i + 1]?.key === file.key)
  if (twice !== undefined)
    throw new DataError('corrupt', twice.path, 'is named twice: its rows would count twice')
  return { files: sorted, leftOut: listLeftOut(leftOut), single }
}

/** Its query may be a signature, and the name of a file of many is shown as it is. */
const isUrl = (location: string) => /^https?:\/\//i.test(location)

interface Choice {
  readonly selects: (path: string, is: 'file' | 'folder' | 'link') => boolean
  /** Left out for its name alone. */
  readonly hides: (path: string) => boolean
}

const VISIBLE: Choice = {
  selects: (path) => !isHidden(nameOf(path)),
  hides: (path) => isHidden(nameOf(path)),
}

async function matching(
  files: DatasetFiles,
  pattern: string,
  leftOut: Map<string, string>,
): Promise<DatasetFile[]> {
  const { root, matches, reaches, hides } = parseGlob(pattern)
  if ((await files.stat(root))?.kind !== 'directory')
    throw new DataError('empty', pattern, `matches no file: there is no folder ${root}`)
  const selects: Choice['selects'] = (path, is) =>
    (is !== 'file' && reaches(path)) || (is !== 'folder' && matches(path))
  return inFolder(files, root, pattern, { selects, hides }, leftOut)
}

async function inFolder(
  files: DatasetFiles,
  folder: string,
  location: string,
  { selects, hides }: Choice,
  leftOut: Map<string, string>,
): Promise<DatasetFile[]> {
  const names = await files.list(folder, (path, is) => {
    if (selects(path, is)) return true
    if (hides(path) && leftOut.size < MAX_LEFT_OUT)
      leftOut.set(below(folder, path), hiddenReason(nameOf(path)))
    return false
  })
  if (names.length === 0) {
    const why = folder === location ? 'holds no file of data' : 'matches no file'
    const [first] = listLeftOut(leftOut)
    const hidden = first === undefined ? '' : `; left out was ${first.path} (${first.reason})`
    throw new DataError('empty', location, why + hidden)
  }
  return names.map((key) => ({ path: below(folder, key), key }))
}

function listLeftOut(leftOut: ReadonlyMap<string, string>): readonly LeftOut[] {
  return [...leftOut].map(([path, reason]) => ({ path, reason })).sort((a, b) => comparePaths(a.path, b.path))
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function below(folder: string, path: string): string {
  if (folder === '.') return path
  return folder.endsWith('/') ? `${folder}${path}` : `${folder}/${path}`
}

function tooMany(location: string, maxFiles: number): DataError {
  const most = maxFiles.toLocaleString('en')
  return new DataError(
    'too-large',
    location,
    `stands for more than ${most} files; narrow it, or compact the table`,
  )
}

/** By code point, a segment at a time: the same on every machine, and `a/b` stands before `a-b`. */
export function comparePaths(a: string, b: string): number {
  // A slash sorts below every character a name may hold.
  return Buffer.compare(Buffer.from(a.replaceAll('/', '\0')), Buffer.from(b.replaceAll('/', '\0')))
}
