import { z } from 'zod'
import { alpha, duration, outcome, severity } from './common.ts'

/** What holds where the policy is silent. */
export const DRIFT_DEFAULTS = {
  alpha: 0.01,
  correction: 'bh',
  numericThreshold: 0.1,
  categoricalThreshold: 0.1,
  nullThreshold: 0.02,
  unseenThreshold: 0.01,
  minRows: 200,
  driftedShare: 0,
  cooldown: '24h',
} as const

export const columnDriftSchema = z.strictObject({
  kind: z
    .enum(['numeric', 'categorical'])
    .optional()
    .describe('How to compare it (default: by its type; text and booleans are categorical).'),
  threshold: z
    .number()
    .gt(0)
    .optional()
    .describe('Effect size that matters: W1 / sd (numeric), Jensen-Shannon distance (categorical).'),
  importance: z.number().min(0).optional().describe('Weight of this column in the verdict.'),
})

export const driftSchema = z.strictObject({
  alpha: alpha.optional().describe('False discovery rate over all tests of a run (default 0.01).'),
  false_alarms: z
    .string()
    .regex(/^[1-9]\d* per (?:[1-9]\d* )?(?:day|week|month|quarter|year)s?$/, 'such as `1 per 6 months`')
    .optional()
    .describe('False alarms that are acceptable, instead of `alpha`: `1 per 6 months`. Needs `every`.'),
  every: duration.optional().describe('How often the check runs, for `false_alarms`: 1d.'),
  calibrate: z
    .strictObject({
      time: z.string().describe('Column with the time of a row, in the reference and the current data.'),
      block: duration.optional().describe('Rows of one block share their weather (default 1d).'),
    })
    .optional()
    .describe(
      "Learn from the reference's own days how far apart unchanged data lie, instead of taking rows as independent.",
    ),
  correction: z
    .enum(['bh', 'by', 'holm', 'none'])
    .optional()
    .describe('Correction for many columns: bh (default), by, holm, or none.'),
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
  null_threshold: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .describe('Rise of the share of missing values that matters (default 0.02).'),
  unseen_threshold: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .describe('Share of rows with categories the reference never had that matters (default 0.01).'),
  min_rows: z.int().min(2).optional().describe('Rows needed before anything is said (default 200).'),
  columns: z.record(z.string(), columnDriftSchema).optional(),
  include: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Only these columns are compared (default: all of the reference).'),
  exclude: z.array(z.string()).optional().describe('Columns that are not compared.'),
  new_column: outcome
    .optional()
    .describe('What a column that the reference lacks does to the verdict (default warn).'),
  severity: severity.optional().describe('What drift does to the verdict (default fail).'),
  drifted_share: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Drift fails when more than this share of the importance has drifted (default 0: any column).'),
  insufficient: outcome.optional().describe('What too few rows do to the verdict (default warn).'),
  retrain: z
    .strictObject({
      workflow: z
        .string()
        .regex(/^[\w.-]+\.ya?ml$/, 'the file name of a workflow, such as train.yml')
        .describe('Workflow file on the default branch, started by workflow_dispatch.'),
      ref: z.string().optional().describe('Branch or tag it runs on (default: the default branch).'),
      cooldown: duration.optional().describe('Least time between two requests (default 24h).'),
    })
    .optional(),
})

export type DriftSpec = z.infer<typeof driftSchema>
