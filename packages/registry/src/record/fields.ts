import type { Digest } from '@mlops-actions/report'
import { z } from 'zod'

/** The fields that records, events and pointers share. All of it may have been written by somebody else's push. */

/** As in mlops.yml; it becomes part of paths and of git arguments. */
export const modelName = z
  .string()
  .max(128)
  .regex(/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/, 'lower-case letters, digits, . _ -')
  .refine((name) => !name.includes('..'), 'no ..')

export const stageName = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')

export const digest = z.templateLiteral([
  'sha256:',
  z.string().regex(/^[0-9a-f]{64}$/),
]) satisfies z.ZodType<Digest>

export const versionNumber = z.int().min(1).max(9_999_999_999)

/** ISO 8601 in UTC, to the millisecond: one spelling an instant. */
export const instant = z.iso.datetime({ precision: 3 })

/** Free text from people and events: kept as data, capped, escaped wherever it is shown. */
export const shortText = z.string().min(1).max(1024)

/** Who did it and in which run; absent outside CI. */
export const origin = z.strictObject({
  actor: shortText.optional(),
  server: shortText.optional(),
  repository: shortText.optional(),
  workflow: shortText.optional(),
  runId: shortText.optional(),
  runAttempt: shortText.optional(),
})

export type Origin = z.infer<typeof origin>
