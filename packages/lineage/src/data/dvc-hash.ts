import { createHash } from 'node:crypto'
import { chunksOf, rootDigest } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import type { Files } from '../ports.ts'
import { type Content, joined } from './digest-files.ts'

/** Ours beside theirs. */
export interface Hashed extends Content {
  /** `md5:<hex>`, or `md5:<hex>.dir` of a folder: as DVC 3 names it. */
  readonly id: string
}

/** A file or a folder, hashed by sha256 and by md5 while it is read once. */
export async function hashPlace(files: Files, place: string, directory: boolean): Promise<Hashed> {
  if (!directory) {
    const { md5, digest, byteLength } = await hashFile(files, place)
    return { id: `md5:${md5}`, digest, byteLength }
  }
  const hashed = []
  for (const path of await files.list(place)) {
    hashed.push({ path, ...(await hashFile(files, joined(place, path))) })
  }
  return {
    id: `md5:${folderMd5(hashed)}.dir`,
    digest: rootDigest(hashed),
    byteLength: hashed.reduce((sum, { byteLength }) => sum + byteLength, 0),
  }
}

/** dvc_data.hashfile.tree: md5 over Python's `json.dumps` of `{md5, relpath}`, by relpath. */
function folderMd5(files: readonly { readonly path: string; readonly md5: string }[]): string {
  const entries = [...files]
    .sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)))
    .map(({ md5, path }) => `{"md5": "${md5}", "relpath": ${pythonJson(path)}}`)
  return createHash('md5')
    .update(`[${entries.join(', ')}]`)
    .digest('hex')
}

/** `json.dumps` escapes all beyond ASCII by UTF-16 unit. */
function pythonJson(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

async function hashFile(
  files: Files,
  path: string,
): Promise<{ readonly md5: string; readonly digest: Digest; readonly byteLength: number }> {
  const source = await files.open(path)
  try {
    const [sha256, md5] = [createHash('sha256'), createHash('md5')]
    for await (const chunk of chunksOf(source)) {
      sha256.update(chunk)
      md5.update(chunk)
    }
    return { digest: `sha256:${sha256.digest('hex')}`, md5: md5.digest('hex'), byteLength: source.byteLength }
  } finally {
    await source.close()
  }
}
