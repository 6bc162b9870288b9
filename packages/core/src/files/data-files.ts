import { type DatasetFiles, httpSource } from '@mlops-actions/data'
import type { Runtime } from '../runtime.ts'

/** Where the data of an action may lie: in the workspace, or behind one http(s) URL, which is read by range. */
export function dataFiles({ files, http }: Pick<Runtime, 'files' | 'http'>): DatasetFiles {
  return {
    stat: async (path) => (isUrl(path) ? { kind: 'file' } : files.stat(path)),
    list: (path, select) => files.list(path, select),
    open: (path) => (isUrl(path) ? httpSource(http, path) : files.open(path)),
  }
}

function isUrl(path: string): boolean {
  return /^https?:\/\//i.test(path)
}
