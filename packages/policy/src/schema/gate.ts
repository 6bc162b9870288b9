import { z } from 'zod'
import { metricIds } from '../metrics/catalogue.ts'
import { alpha, duration, outcome, severity } from './common.ts'

/** Which column of a predictions file plays which part. */
export const dataSchema = z.strictObject({
  id: z.string().describe('Column that names a row; candidate and baseline are joined on it.'),
  label: z.string().describe('Column with the truth.'),
  score: z.string().optional().describe('Binary: column with the probability of the positive class.'),
  prediction: z.string().optional().describe('Multiclass and regression: column with the prediction.'),
  positive: z
    .union([z.string(), z.number(), z.boolean()])
    .optional()
    .describe('Binary: the label that counts as positive (default 1 or true).'),
  threshold: z.number().optional().describe('Binary: the operating point on the score (default 0.5).'),
  weight: z.string().optional().describe('Column with a row weight.'),
})

/** `{ origin: '*' }` is every value with enough rows; `{ origin: [ORD, ATL] }` names them. */
export const slicesSchema = z.record(
  z.string(),
  z.union([z.literal('*'), z.array(z.union([z.string(), z.number(), z.boolean()])).min(1)]),
)

/** Whether a rule is held to its interval or to its point. */
const use = z.enum(['bound', 'point']).describe("Judge the interval's bound (default) or the point estimate.")

const judged = {
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,79}$/, 'letters, digits, . _ / - (at most 80)')
    .optional()
    .describe('A name of your own for this rule; waivers and reports use it.'),
  // A text to the parser, which answers a slip with the nearest name; a list of choices to editors.
  metric: z.string().meta({ description: 'What is measured.', enum: metricIds }),
  slices: slicesSchema.optional(),
  min_support: z
    .int()
    .min(1)
    .optional()
    .describe('Rows a rule or a slice needs before it is judged (default 30).'),
  severity: severity.optional(),
  owner: z.string().optional(),
}

export const thresholdRule = z
  .strictObject({
    ...judged,
    min: z.number().optional(),
    max: z.number().optional(),
    use: use.optional(),
  })
  .describe('An absolute bound on a metric.')

export const regressionRule = z
  .strictObject({
    ...judged,
    versus: z.literal('baseline'),
    margin: z
      .number()
      .min(0)
      .describe('How much worse than the baseline is still acceptable, in units of the metric.'),
  })
  .describe('Non-inferiority: the candidate is proven to be at most `margin` worse than the baseline.')

export const huntRule = z
  .strictObject({
    id: judged.id,
    hunt: z
      .array(z.string())
      .min(1)
      .describe('Columns to look through for slices; quantities are cut at their quartiles.'),
    metric: judged.metric,
    versus: z.literal('baseline'),
    margin: z.number().min(0).describe('How much worse a slice may be, in units of the metric.'),
    depth: z
      .union([z.literal(1), z.literal(2)])
      .optional()
      .describe('Columns a slice is made of: 1, or also every two of them (default 2).'),
    min_support: z.int().min(1).optional().describe('Rows a slice needs to be looked at (default 100).'),
    severity: severity.optional(),
    owner: z.string().optional(),
  })
  .describe('A search for slices in which the candidate is proven worse.')

export const latencyRule = z
  .strictObject({
    id: judged.id,
    latency: z
      .string()
      .regex(
        /^(p([1-9]|[1-9]\d)(\.\d{1,3})?|failures)$/,
        'a percentile such as p50, p99 or p99.9, or `failures`',
      )
      .describe('A percentile of the time to the last byte, or the share of requests without a good answer.'),
    max: z.union([duration, z.number().min(0).max(1)]).optional(),
    versus: z.literal('baseline').optional(),
    margin: z
      .number()
      .min(0)
      .max(10)
      .optional()
      .describe('How much slower than the baseline is still acceptable: 0.1 for 10 %.'),
    use: use.optional(),
    severity: severity.optional(),
    owner: z.string().optional(),
  })
  .describe('A bound on the latency of an endpoint.')

export const valueRule = z
  .strictObject({
    id: judged.id,
    value: z
      .string()
      .min(1)
      .describe('A number of the `metrics` file by its name there: `val.acc`, `eval_accuracy`, `mmlu.acc`.'),
    min: z.number().optional(),
    max: z.number().optional(),
    versus: z.literal('baseline').optional(),
    margin: z.number().min(0).optional().describe('How much worse than the baseline is still acceptable.'),
    better: z.enum(['higher', 'lower']).optional().describe('Which way is better, for `versus`.'),
    share: z
      .boolean()
      .optional()
      .describe('It is a share of rows, such as an accuracy: with its n it has an interval.'),
    n: z.int().min(1).optional().describe('Rows it is a share of, where the file does not say.'),
    use: use.optional(),
    severity: severity.optional(),
    owner: z.string().optional(),
  })
  .describe('A bound on a number that another tool has computed.')

/** How requests are made: on a schedule that waits for no answer, so that a slow one cannot hide those behind it. */
export const loadSchema = z.strictObject({
  rate: z.number().positive().max(10_000).describe('Requests a second to each endpoint.'),
  duration: duration.describe('How long each endpoint is measured, warm-up not counted.'),
  warmup: duration.optional().describe('Requests that are made and not counted (default 5s).'),
  timeout: duration.optional().describe('A request that takes longer has failed (default 10s).'),
  arrivals: z
    .enum(['poisson', 'constant'])
    .optional()
    .describe('Gaps between requests: random as from many users (default), or all alike.'),
  block: duration.optional().describe('Two endpoints are measured in turns of this length (default 1s).'),
  method: z.enum(['GET', 'POST', 'PUT']).optional().describe('Default POST with a body, GET without.'),
  body: z.string().optional().describe('A file in the workspace: sent as it is, or line by line for .jsonl.'),
  content_type: z.string().optional().describe('Default application/json.'),
})

const groupValue = z.union([z.string(), z.number(), z.boolean()])

export const fairnessRule = z
  .strictObject({
    id: judged.id,
    fairness: z
      .string()
      .describe('What is compared between groups: equalized_odds_difference, demographic_parity_ratio, ...'),
    by: z
      .union([z.string(), z.array(z.string()).min(1)])
      .optional()
      .describe('Column whose values are the groups; of several columns, the combinations.'),
    against: z
      .enum(['between_groups', 'to_overall', 'vs_reference'])
      .optional()
      .describe('What each group is set against: every other group (default), all rows, or one group.'),
    reference: z
      .union([groupValue, z.array(groupValue).min(1)])
      .optional()
      .describe('The group the others are set against; `majority` is the largest.'),
    strata: z
      .union([z.string(), z.array(z.string()).min(1)])
      .optional()
      .describe('Columns within which conditional_demographic_disparity looks.'),
    min: z.number().optional(),
    max: z.number().optional(),
    use: use.optional(),
    slices: slicesSchema.optional().describe('Control features: the groups are compared within each slice.'),
    min_support: z
      .int()
      .min(1)
      .optional()
      .describe('Rows that a rate of a group needs in its denominator (default 30).'),
    on_small_group: z
      .enum(['inconclusive', 'exclude', 'fail'])
      .optional()
      .describe('What becomes of the rule when a group has fewer (default inconclusive).'),
    severity: severity.optional(),
    owner: z.string().optional(),
  })
  .describe('A bound on how differently groups of rows are treated.')

export const ruleSchema = z.union([
  thresholdRule,
  regressionRule,
  fairnessRule,
  huntRule,
  latencyRule,
  valueRule,
])

export const waiverSchema = z.strictObject({
  rule: z.string().describe('The id of the finding it covers.'),
  until: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date, YYYY-MM-DD'),
  owner: z.string(),
  reason: z.string().min(1),
})

export const gateSchema = z.strictObject({
  alpha: alpha.optional().describe('One-sided error of each family of rules (default 0.05).'),
  family: z
    .enum(['holm', 'bh', 'none'])
    .optional()
    .describe('Correction over rules and slices (default holm).'),
  seed: z.int().min(0).optional().describe('Seed of the bootstrap (default 1).'),
  replicates: z.int().min(200).max(100_000).optional().describe('Bootstrap replicates (default 2000).'),
  defaults: z
    .strictObject({
      missing_baseline: outcome.optional(),
      missing_slice: outcome.optional(),
      inconclusive: outcome.optional(),
      incomparable: outcome.optional(),
      error: outcome.optional(),
    })
    .optional()
    .describe('What a comparison that could not be made does to the verdict (default: fail).'),
  load: loadSchema.optional().describe('How requests are made for `latency` rules.'),
  rules: z.array(ruleSchema).min(1),
  waivers: z.array(waiverSchema).optional(),
})

export type DataSpec = z.infer<typeof dataSchema>
export type GateSpec = z.infer<typeof gateSchema>
export type Rule = z.infer<typeof ruleSchema>
export type ThresholdRule = z.infer<typeof thresholdRule>
export type RegressionRule = z.infer<typeof regressionRule>
export type FairnessRule = z.infer<typeof fairnessRule>
export type HuntRule = z.infer<typeof huntRule>
export type LatencyRule = z.infer<typeof latencyRule>
export type LoadSpec = z.infer<typeof loadSchema>
export type ValueRule = z.infer<typeof valueRule>
export type Waiver = z.infer<typeof waiverSchema>
