import type { ByteSource } from '@mlops-actions/data'
import type { Digest } from '@mlops-actions/report'
import type { ModelEntry, ModelFile } from '../digest/model.ts'
import type { BytesLocation } from './location.ts'

/** A model about to be stored: hashed already, readable again. */
export interface Bundle {
  readonly model: string
  readonly modelDigest: Digest
  /** Set when the model is a lone file, whose path is `.`. */
  readonly fileName?: string
  readonly files: readonly (ModelFile & ModelEntry)[]
}

/** What is needed to read stored bytes again: part of a version's record. */
export interface Stored {
  readonly bytes: BytesLocation
  readonly files: readonly ModelFile[]
}

/** @throws RegistryError `bytes-missing`, `bytes-corrupt` */
export type OpenFile = (file: ModelFile) => Promise<ByteSource>

/**
 * Where the bytes of models live. `put` happens before the record is written, so a crash leaves bytes nobody cites, never
 * a version without bytes; it is idempotent, and returns only what it has read back.
 */
export interface BytesStore {
  readonly kind: BytesLocation['kind']
  /** @throws RegistryError `too-large`, `bytes-corrupt` when a file changed after it was hashed */
  put(bundle: Bundle): Promise<BytesLocation>
  /** Gets ready to read the files of a version: one round trip, however many there are. */
  reader(stored: Stored): Promise<OpenFile>
}
