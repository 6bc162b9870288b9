import type { ByteSource } from '../byte-source.ts'

/** What a dataset needs of a file system. Containment (links, `..`) is the implementation's. */
export interface DatasetFiles {
  stat(path: string): Promise<{ readonly kind: 'file' | 'directory' } | undefined>
  /** Files below a folder, relative to it; what `select` says no to is neither listed, entered nor followed. */
  list(
    path: string,
    select: (path: string, is: 'file' | 'folder' | 'link') => boolean,
  ): Promise<readonly string[]>
  open(path: string): Promise<ByteSource>
}

/** A file of a dataset. */
export interface DatasetFile {
  /** What opens it. */
  readonly path: string
  /** Relative to the folder that was named, or up to the first wildcard: what its partition values and the digest use. */
  readonly key: string
}

/** Something that lies between the files of a dataset and is not read. */
export interface LeftOut {
  readonly path: string
  readonly reason: string
}
