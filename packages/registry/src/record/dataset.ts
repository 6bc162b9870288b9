import { z } from 'zod'
import { digest, shortText } from './fields.ts'

const byteLength = z.int().min(0)
const count = z.int().min(0)

/** Where an identity was read: a path in the repository, a URI without credentials. */
const source = shortText

/**
 * Which data a model was made from, precisely enough to find them again. `digest` is always sha256 over content we read
 * ourselves; ids of other systems (an md5, a commit, a snapshot) are kept beside it as what they are.
 */
export const dataset = z.discriminatedUnion('kind', [
  z.strictObject({
    name: shortText,
    kind: z.literal('file'),
    digest,
    byteLength,
    /** Of a Parquet file, from its footer. */
    rows: count.optional(),
  }),
  /** A folder's digest is its root digest, as of a model. */
  z.strictObject({ name: shortText, kind: z.literal('folder'), digest, byteLength }),
  /** Files below a folder that a pattern chose. */
  z.strictObject({
    name: shortText,
    kind: z.literal('files'),
    pattern: shortText,
    files: count,
    digest,
    byteLength,
  }),
  z.strictObject({
    name: shortText,
    kind: z.enum(['dvc', 'lakefs', 'delta', 'iceberg', 'feast', 'sql']),
    source,
    /** The system's own immutable name for the state: `md5:...`, a commit, `<table>@<version>`. */
    id: shortText,
    /** sha256 of what was read to learn the id, or of the whole state where it could be listed. */
    digest: digest.optional(),
    byteLength: byteLength.optional(),
    /** What else the system says of that state, for people. */
    details: z.record(z.string().max(128), z.string().max(1024)).optional(),
  }),
])

export type Dataset = z.infer<typeof dataset>
