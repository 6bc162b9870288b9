import { z } from 'zod'
import { duration } from './common.ts'

/** Where model files can be. Credentials are never part of it: the file is in everybody's clone. */
const places = [
  z.literal('inline'),
  z.strictObject({ oci_layout: z.string().describe('Directory of an OCI image layout.') }),
  z.strictObject({
    oci: z.string().describe('Repository of an OCI registry: ghcr.io/acme/models.'),
    mount_from: z
      .array(z.string())
      .optional()
      .describe('Other repositories of the same registry; files they hold already are not sent again.'),
    plain_http: z.boolean().optional().describe('Without TLS. For a registry inside a network of your own.'),
  }),
  z.strictObject({
    s3: z.string().describe('Folder of a bucket: acme-models/registry.'),
    region: z.string().optional().describe('Default: AWS_REGION, else us-east-1.'),
    endpoint: z
      .string()
      .optional()
      .describe('Of a server that is not Amazon (MinIO, Ceph, R2). Default: AWS_ENDPOINT_URL_S3.'),
  }),
  z.strictObject({
    release: z
      .string()
      .regex(/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/, 'owner/name')
      .describe('Repository of this GitHub, owner/name; the files become assets of a release a model.'),
  }),
  z.strictObject({
    lfs: z.string().describe('https URL of a git repository; the files become Git LFS objects of it.'),
  }),
  z.strictObject({
    uri: z
      .string()
      .describe('https URL of where you keep the files yourself; `{model}` and `{digest}` are filled in.'),
  }),
] as const

const bytesPlace = z.union(places)

export const registrySchema = z.strictObject({
  remote: z
    .string()
    .optional()
    .describe("Git remote that holds the registry (default: this repository's origin)."),
  branch: z.string().optional().describe('Orphan branch with the records (default mlops/registry).'),
  bytes: z
    .union([...places, z.array(bytesPlace).min(1)])
    .optional()
    .describe(
      'Where the model files go (default inline: git objects under refs/mlops/blobs, at most inline_limit). Of a list, the first is written and all are read.',
    ),
  inline_limit_mb: z.number().gt(0).optional().describe('Largest model kept inline, in MiB (default 25).'),
  data: z
    .record(z.string().regex(/^[^=\s][^=]{0,127}$/, 'a name without ='), z.string())
    .optional()
    .describe(
      'What the model is trained on, by name: a path, a pattern, dvc:<path>, delta:<folder>[@version], iceberg:<folder>[@snapshot], lakefs:<repository>/<ref>, feast:<registry.db>#<service>, sql:<id>.',
    ),
  profile: z
    .string()
    .optional()
    .describe('The name of the data whose profile is kept with a version, for drift-check to compare with.'),
  formats: z
    .strictObject({
      pickle: z
        .enum(['warn', 'refuse', 'allow'])
        .optional()
        .describe(
          'Files that run code when they are loaded (pickle, joblib, PyTorch, Lambda layers): warn (default) names them and refuses what only attacks need, refuse takes none, allow takes all.',
        ),
    })
    .optional(),
})

export const evidenceRequirement = z.strictObject({
  evidence: z
    .enum(['validation', 'rollout', 'drift'])
    .describe('The kind of report that must exist for this very digest.'),
  verdict: z.enum(['pass', 'warn']).optional().describe('The worst verdict accepted (default pass).'),
  max_age: duration.optional().describe('How old the report may be when it is used.'),
  same_policy: z
    .boolean()
    .optional()
    .describe('The report must have been judged by exactly the policy file that decides the promotion.'),
})

export const stageSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens'),
  after: z.string().optional().describe('The stage a version must hold first.'),
  requires: z.array(evidenceRequirement).optional(),
  distinct_actor: z.boolean().optional().describe('The promoter must not be who registered the version.'),
})

export type BytesPlace = z.infer<typeof bytesPlace>
export type RegistrySpec = z.infer<typeof registrySchema>
export type EvidenceRequirement = z.infer<typeof evidenceRequirement>
export type StageSpec = z.infer<typeof stageSchema>
