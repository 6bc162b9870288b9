import { z } from 'zod'
import { alpha, duration, outcome } from './common.ts'

export const columnDriftSchema = z.strictObject({
  kind: z.enum(['numeric', 'categorical']).optional(),
  threshold: z
    .number()
    .gt(0)
    .optional()
    .describe('Effect size that matters: W1 / sd (numeric), Jensen-Shannon distance (categorical).'),
  importance: z.number().min(0).optional().describe('Weight of this column in the verdict.'),
})

export const driftSchema = z.strictObject({
  alpha: alpha.optional().describe('False discovery rate over the columns (default 0.01).'),
  correction: z.enum(['bh', 'by', 'holm', 'none']).optional(),
  numeric_threshold: z
    .number()
    .gt(0)
    .optional()
    .describe('Default W1 / reference sd that matters (default 0.1).'),
  categorical_threshold: z
    .number()
    .gt(0)
    .optional()
    .describe('Default Jensen-Shannon distance that matters (default 0.1).'),
  null_threshold: z.number().gt(0).optional().describe('Rise of the null share that matters (default 0.02).'),
  min_rows: z.int().min(2).optional().describe('Rows needed before anything is said (default 200).'),
  columns: z.record(z.string(), columnDriftSchema).optional(),
  exclude: z.array(z.string()).optional(),
  drifted_share: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Share of importance that must drift for the verdict (default 0: any column).'),
  insufficient: outcome.optional().describe('What too few rows do to the verdict (default warn).'),
  retrain: z
    .strictObject({
      workflow: z.string().describe('Workflow file on the default branch, started by workflow_dispatch.'),
      ref: z.string().optional(),
      cooldown: duration.optional().describe('Least time between two requests (default 24h).'),
    })
    .optional(),
})

export type DriftSpec = z.infer<typeof driftSchema>
