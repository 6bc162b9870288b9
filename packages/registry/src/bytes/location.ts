import { z } from 'zod'
import { digest, shortText } from '../record/fields.ts'

/**
 * Where the bytes of a version are: what its record says. A new backend adds a member, and a store that reads it. The place is
 * for people and for machines without the policy; a reader goes to the place the policy names and believes digests alone, so
 * a registry can move house.
 */
export const bytesLocation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inline') }),
  z.strictObject({ kind: z.literal('oci-layout'), manifest: digest }),
  /** `repository` is `host/name`; the manifest is a CNCF ModelPack. */
  z.strictObject({ kind: z.literal('oci'), repository: shortText, manifest: digest }),
  /** Objects `<prefix>sha256/<hex>` of a bucket. */
  z.strictObject({ kind: z.literal('s3'), bucket: shortText, prefix: z.string().max(512) }),
  /** Assets `sha256-<hex>` of a release of `owner/name`. */
  z.strictObject({ kind: z.literal('release'), repository: shortText, tag: shortText }),
  /** Git LFS objects by their oid, which is the digest. */
  z.strictObject({ kind: z.literal('lfs'), repository: shortText }),
  /** Somebody else's storage: each file at `<base>/<path>`, never copied. */
  z.strictObject({ kind: z.literal('uri'), base: z.string().min(1).max(2048) }),
])

export type BytesLocation = z.infer<typeof bytesLocation>
