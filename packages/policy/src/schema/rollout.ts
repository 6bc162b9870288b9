import { z } from 'zod'
import { alpha, duration } from './common.ts'

/** A share of requests that should not rise: errors out of requests, as two Prometheus counters an arm. */
export const ratioKpi = z
  .strictObject({
    name: z.string(),
    kind: z.literal('ratio'),
    events: z
      .string()
      .describe("Counter selector of the bad events; `{{arm}}` stands for the arm's label value."),
    total: z.string().describe('Counter selector of all requests.'),
    max_ratio: z
      .number()
      .min(1)
      .optional()
      .describe('Largest acceptable canary / stable rate ratio (default 1).'),
    margin_ratio: z
      .number()
      .gt(1)
      .optional()
      .describe('Promote early once the ratio is proven below this (default 1.5).'),
  })
  .describe('An event rate of the canary compared with the stable version over the same minutes.')

export const rolloutSchema = z.strictObject({
  arms: z
    .strictObject({ stable: z.string(), canary: z.string() })
    .describe('The label value of each arm in the metrics and the router.'),
  steps: z
    .array(z.int().min(1).max(100))
    .min(1)
    .describe('Percent of traffic to the canary, rising, ending at 100.'),
  interval: duration.optional().describe('Time between two looks (default 60s).'),
  step_duration: duration.optional().describe('Least time at a step (default 5m).'),
  max_duration: duration.optional().describe('When the rollout must have ended (default 6h).'),
  min_requests: z
    .int()
    .min(1)
    .optional()
    .describe('Requests the canary must have served before any promotion (default 500).'),
  on_timeout: z.enum(['rollback', 'hold']).optional(),
  alpha: alpha
    .optional()
    .describe('Chance that a good canary is ever rolled back, over all looks and KPIs (default 0.01).'),
  kpis: z.array(ratioKpi).min(1),
})

export type RolloutSpec = z.infer<typeof rolloutSchema>
export type RatioKpi = z.infer<typeof ratioKpi>
