import type { ByteSource } from '@mlops-actions/data'

export interface FileStat {
  readonly kind: 'file' | 'directory'
  readonly byteLength: number
  readonly modifiedAt: number
}

/** Whether a path is to be listed, a folder to be entered, a link to be followed. */
export type SelectPath = (path: string, is: 'file' | 'folder' | 'link') => boolean

/**
 * Files below the workspace and the runner's temporary folder. Paths are relative to the workspace or absolute;
 * one that leads outside (also through a symbolic link) is a UserError `path-outside-workspace`.
 */
export interface Files {
  /** The absolute path a path stands for, after the containment check. */
  resolve(path: string): string
  stat(path: string): Promise<FileStat | undefined>
  /** The whole file; larger than `maxBytes` is a UserError `file-too-large`, absent is `file-not-found`. */
  read(path: string, options: { readonly maxBytes: number }): Promise<Uint8Array>
  /** Random access for files of any size. */
  open(path: string): Promise<ByteSource>
  /**
   * Files (not folders) at or below a path, sorted by path segments, relative to that path. A file lists as `.`.
   * What `select` says no to (a path relative to the path too) is passed over, whatever it is, holds or leads to.
   */
  list(path: string, select?: SelectPath): Promise<readonly string[]>
  /** Written whole: to a neighbour first, then renamed. Folders are made as needed. */
  write(path: string, content: Uint8Array | string): Promise<void>
  /** A fresh folder of our own in the runner's temporary folder. */
  temporary(prefix: string): Promise<string>
}
