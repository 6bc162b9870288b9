import { z } from 'zod'
import { driftSchema } from './drift.ts'
import { dataSchema, gateSchema } from './gate.ts'
import { registrySchema, stageSchema } from './registry.ts'
import { rolloutSchema } from './rollout.ts'
import { scalingSchema } from './scaling.ts'

/** All that is decided about one model, in one place. */
export const modelSchema = z.strictObject({
  task: z.enum(['binary', 'multiclass', 'regression']),
  owner: z.string().optional(),
  data: dataSchema.optional(),
  gate: gateSchema.optional(),
  registry: registrySchema.optional(),
  stages: z.array(stageSchema).min(1).optional(),
  rollout: rolloutSchema.optional(),
  drift: driftSchema.optional(),
  scaling: scalingSchema.optional(),
})

/** `mlops.yml`. Strict: an unknown key is an error, because a misspelt rule is a rule that never fires. */
export const documentSchema = z.strictObject({
  version: z.literal(1),
  models: z
    .record(
      z.string().regex(/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/, 'lower-case letters, digits, . _ -'),
      modelSchema,
    )
    .refine((models) => Object.keys(models).length > 0, 'there must be at least one model'),
})

export type ModelPolicy = z.infer<typeof modelSchema>
export type PolicyDocument = z.infer<typeof documentSchema>
