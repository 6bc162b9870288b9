import { z } from 'zod'
import { duration } from './common.ts'

export const registrySchema = z.strictObject({
  remote: z
    .string()
    .optional()
    .describe("Git remote that holds the registry (default: this repository's origin)."),
  branch: z.string().optional().describe('Orphan branch with the records (default mlops/registry).'),
  bytes: z
    .union([
      z.literal('inline'),
      z.strictObject({ oci_layout: z.string().describe('Directory of an OCI image layout.') }),
    ])
    .optional()
    .describe(
      'Where the model files go (default inline: git objects under refs/mlops/blobs, at most inline_limit).',
    ),
  inline_limit_mb: z.number().gt(0).optional().describe('Largest model kept inline, in MiB (default 25).'),
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

export type RegistrySpec = z.infer<typeof registrySchema>
export type EvidenceRequirement = z.infer<typeof evidenceRequirement>
export type StageSpec = z.infer<typeof stageSchema>
