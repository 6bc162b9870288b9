import { digestModel, digestSource } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import type { Files } from '../ports.ts'

export interface Content {
  readonly digest: Digest
  readonly byteLength: number
}

export async function digestFile(files: Files, path: string): Promise<Content> {
  const source = await files.open(path)
  try {
    return { digest: await digestSource(source), byteLength: source.byteLength }
  } finally {
    await source.close()
  }
}

/** The root digest (as of a model) of some files below a folder. */
export async function digestFolder(
  files: Files,
  folder: string,
  names: readonly string[],
): Promise<Content & { readonly files: number }> {
  const root = await digestModel(
    names.map((name) => ({ path: name, open: () => files.open(joined(folder, name)) })),
  )
  return {
    digest: root.digest,
    byteLength: root.files.reduce((sum, file) => sum + file.byteLength, 0),
    files: root.files.length,
  }
}

/** `name` below `folder`, where the folder may be the workspace itself. */
export function joined(folder: string, name: string): string {
  return folder === '' || folder === '.' ? name : `${folder}/${name}`
}

/** The folder a path stands in; empty for the workspace itself. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf('/')
  return at < 0 ? '' : path.slice(0, at)
}
