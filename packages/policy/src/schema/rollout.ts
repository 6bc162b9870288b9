import { z } from 'zod'
import { alpha, duration } from './common.ts'

/** Counter selectors hold this where the arm's label value goes. */
const armPlaceholder = '{{arm}}'

const selector = z
  .string()
  .min(1)
  .refine((text) => text.includes(armPlaceholder), {
    message: `must contain ${armPlaceholder}: without it both arms would read the same series`,
  })

/** A share of requests that should not rise: errors out of requests, as two Prometheus counters an arm. */
export const ratioKpi = z
  .strictObject({
    name: z.string().min(1).max(60),
    kind: z.literal('ratio'),
    events: selector.describe(
      "Counter selector of the bad events; `{{arm}}` stands for the arm's label value.",
    ),
    total: selector.describe('Counter selector of all requests.'),
    max_ratio: z
      .number()
      .min(1)
      .optional()
      .describe('Largest acceptable canary / stable rate ratio (default 1).'),
    margin_ratio: z
      .number()
      .gt(1)
      .optional()
      .describe('The canary is promoted once the ratio is proven below this (default 1.5).'),
    negligible_rate: z
      .number()
      .gt(0)
      .lt(1)
      .optional()
      .describe(
        'A share of events that is fine whatever the ratio: the only proof a service without errors can give.',
      ),
    absent_events: z
      .enum(['zero', 'no-data'])
      .optional()
      .describe(
        'What a missing event counter beside a present total means (default no-data: a misspelt selector is silent too).',
      ),
  })
  .refine((kpi) => (kpi.margin_ratio ?? 1.5) > (kpi.max_ratio ?? 1), {
    message: 'margin_ratio (default 1.5) must be larger than max_ratio',
    path: ['margin_ratio'],
  })
  .describe('An event rate of the canary compared with the stable version over the same minutes.')

const label = z.string().min(1).max(200)

export const rolloutSchema = z.strictObject({
  arms: z
    .strictObject({ stable: label, canary: label })
    .refine((arms) => arms.stable !== arms.canary, { message: 'the two arms must differ' })
    .describe('The label value of each arm in the metrics and the router.'),
  steps: z
    .array(z.int().min(1).max(100))
    .min(2)
    .max(20)
    .refine((steps) => steps.every((step, i) => i === 0 || step > (steps[i - 1] ?? 0)), {
      message: 'must rise from step to step',
    })
    .refine((steps) => steps.at(-1) === 100, { message: 'must end at 100' })
    .describe('Percent of traffic to the canary, rising, ending at 100.'),
  interval: duration.optional().describe('Time between two looks (default 60s).'),
  step_duration: duration.optional().describe('Least time at a step (default 5m).'),
  max_duration: duration.optional().describe('When the rollout must have ended (default 6h).'),
  max_blind: duration
    .optional()
    .describe('How long the metrics may be missing before the canary is rolled back (default 3m).'),
  lease: duration
    .optional()
    .describe('Silence after which anyone may roll back (default three intervals, at least 30s).'),
  min_requests: z
    .int()
    .min(1)
    .optional()
    .describe('Requests the canary must have served before any promotion (default 500).'),
  on_timeout: z
    .enum(['rollback', 'hold'])
    .optional()
    .describe('What max_duration without a decision does (default rollback).'),
  alpha: alpha
    .optional()
    .describe('Chance that a good canary is ever rolled back, over all looks and KPIs (default 0.01).'),
  beta: alpha
    .optional()
    .describe('Chance that a canary beyond margin_ratio is promoted, over all looks (default 0.05).'),
  step_ratio: z
    .number()
    .gt(1)
    .optional()
    .describe('A step is left once a rise of this size is ruled out (default 3).'),
  kpis: z
    .array(ratioKpi)
    .min(1)
    .max(8)
    .refine((kpis) => new Set(kpis.map((kpi) => kpi.name)).size === kpis.length, {
      message: 'KPI names must be unique',
    }),
})

export type RolloutSpec = z.infer<typeof rolloutSchema>
export type RatioKpi = z.infer<typeof ratioKpi>
