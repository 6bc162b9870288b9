import type { Digest } from '@mlops-actions/report'
import { z } from 'zod'
import { bytesLocation } from '../bytes/location.ts'
import { canonicalJson } from '../canonical/json.ts'
import { requireModelPath, rootDigest } from '../digest/model.ts'
import { digestBytes } from '../digest/source.ts'
import { RegistryError } from '../error.ts'
import { dataset } from './dataset.ts'
import { packaged } from './packaged.ts'
import { digest, instant, modelName, origin, shortText, versionNumber } from './fields.ts'

/** Most files of one model; a record stays well under a megabyte. */
export const MAX_FILES = 4096

const file = z.strictObject({ path: z.string().max(1024), digest, byteLength: z.int().min(0) })

/** Stored as a model's files are, under their own root digest. */
export const documents = z.strictObject({
  digest,
  files: z.array(file).min(1).max(64),
  bytes: bytesLocation,
})

/** What made the model: two versions with the same bytes and the same lineage are one version. */
export const lineage = z.strictObject({
  data: z.array(dataset).max(256),
  params: z.json().optional(),
  code: z
    .strictObject({
      repository: shortText.optional(),
      commit: shortText,
      /** The work tree held changes that the commit does not. Absent where it was clean, or is not known. */
      dirty: z.literal(true).optional(),
    })
    .optional(),
  lock: z
    .strictObject({
      path: shortText,
      digest,
      kind: shortText.optional(),
      /** Packages pinned to one version, and packages in all. */
      pinned: z.int().min(0).optional(),
      packages: z.int().min(0).optional(),
    })
    .optional(),
  image: z
    .strictObject({
      name: shortText,
      digest,
      /** What the digest was resolved from at registration. */
      tag: shortText.optional(),
    })
    .optional(),
})

export type Lineage = z.infer<typeof lineage>

/** `models/<model>/versions/<version>.json`: written once, never again. */
export const versionRecord = z.strictObject({
  schema: z.literal('mlops-actions/version/v1'),
  model: modelName,
  version: versionNumber,
  /** OpenSSF Model Signing root digest over `files`. */
  modelDigest: digest,
  files: z.array(file).min(1).max(MAX_FILES),
  /** What the file was called when the model is a lone file (whose path is `.`). */
  fileName: z.string().max(255).optional(),
  bytes: bytesLocation,
  lineage,
  /** What the files are, read from their headers without running or deserialising anything. */
  packaging: z.array(packaged).max(256).optional(),
  /** Numbers measured elsewhere (a tracking server's run); the gate's own stand in its evidence. */
  metrics: z.record(z.string().max(250), z.number()).optional(),
  /** Small files kept beside the model (its card, its bill of materials, its reference profile). */
  documents: documents.optional(),
  /** An earlier version with the same bytes and another lineage. */
  sameContentAs: versionNumber.optional(),
  origin,
  createdAt: instant,
})

export type VersionRecord = z.infer<typeof versionRecord>

/**
 * A record read back: JSON, schema, paths that may be written to disk, files that add up to the digest, and the one
 * canonical spelling (a record that was reformatted has been touched).
 *
 * @throws RegistryError `invalid-record`, naming `where`
 */
export function parseVersionRecord(bytes: Uint8Array, where: string): VersionRecord {
  const text = new TextDecoder().decode(bytes)
  const record = parseJson(versionRecord, text, where, 'invalid-record')
  for (const { path } of record.files) requireModelPath(path, record.files.length === 1)
  requireFileName(record, where)
  for (const { path } of record.documents?.files ?? []) requireModelPath(path, false)
  if (record.documents && rootDigest(record.documents.files) !== record.documents.digest) {
    throw new RegistryError('invalid-record', `${where}: the documents do not add up to their digest`)
  }
  if (rootDigest(record.files) !== record.modelDigest) {
    throw new RegistryError('invalid-record', `${where}: the files do not add up to the model digest`)
  }
  if (canonicalJson(record) !== text) {
    throw new RegistryError(
      'invalid-record',
      `${where}: not in canonical form, so it was not written by the registry`,
    )
  }
  return record
}

/** A lone file needs a name to be written under, and only a lone file has one. */
function requireFileName({ files, fileName }: VersionRecord, where: string): void {
  const alone = files[0]?.path === '.'
  if (alone !== (fileName !== undefined) || fileName?.includes('/')) {
    throw new RegistryError('invalid-record', `${where}: the file name does not fit the files`)
  }
  if (fileName !== undefined) requireModelPath(fileName, false)
}

/** Strict JSON by a schema; the message says what is wrong and where, without echoing the text. */
export function parseJson<T>(
  schema: z.ZodType<T>,
  text: string,
  where: string,
  code: 'invalid-record' | 'invalid-event' | 'invalid-evidence' | 'registry-corrupt' | 'layout-corrupt',
): T {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new RegistryError(code, `${where}: not JSON`, { cause })
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const at = issue && issue.path.length > 0 ? ` at ${issue.path.map(String).join('.')}` : ''
  throw new RegistryError(code, `${where}${at}: ${issue?.message ?? 'invalid'}`)
}

/** sha256 of the canonical record: what events cite. */
export function recordDigest(record: VersionRecord): Digest {
  return digestBytes(canonicalJson(record))
}

export function sameLineage(a: Lineage, b: Lineage): boolean {
  return canonicalJson(a) === canonicalJson(b)
}
