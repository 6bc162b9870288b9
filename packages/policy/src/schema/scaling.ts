import { z } from 'zod'
import { duration } from './common.ts'

/** What holds where the policy is silent. */
export const SCALING_DEFAULTS = {
  step: '5m',
  history: '28d',
  horizon: '24h',
  interval: '15m',
  timezone: 'UTC',
  level: 0.95,
  utilisation: 0.8,
  startup: '3m',
  min: 1,
  ttl: '1h',
  onAbstain: 'warn',
} as const

const text = z.string().min(1).max(4_000)

/** One number over time. Addresses and tokens are inputs of the action; what is asked for stands here. */
export const seriesSchema = z
  .discriminatedUnion('source', [
    z.strictObject({
      source: z.literal('prometheus'),
      query: text.describe(
        'PromQL with one series as its answer, such as sum(rate(http_requests_total[5m])).',
      ),
    }),
    z.strictObject({
      source: z.literal('cloudwatch'),
      namespace: text,
      metric: text,
      dimensions: z.record(z.string(), z.string()).optional(),
      statistic: z
        .string()
        .regex(/^(Sum|Average|Maximum|Minimum|SampleCount|p\d{1,2}(\.\d+)?)$/, 'Sum, Average, Maximum, p95')
        .describe('Sum, Average, Maximum, Minimum, SampleCount or a percentile such as p95.'),
    }),
    z.strictObject({
      source: z.literal('datadog'),
      query: text.describe('A metrics query with one series as its answer; counts with .as_count().'),
    }),
    z.strictObject({
      source: z.literal('file'),
      path: text.describe('CSV, TSV, JSONL, Parquet or Arrow below the workspace.'),
      time: text.describe('Column of instants: ISO 8601 with a zone, or seconds or milliseconds since 1970.'),
      value: text.describe('Column of numbers.'),
    }),
  ])
  .describe('Where one number over time comes from.')

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-12-24')
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'a local time such as 2026-11-27T08:00')

export const occasionSchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(60)
    .describe('Occasions of one name are one kind: past ones teach future ones.'),
  days: z.array(day).min(1).max(200).optional().describe('Whole days, in the time zone of the policy.'),
  from: moment.optional(),
  to: moment.optional(),
  factor: z
    .number()
    .gt(0)
    .max(100)
    .optional()
    .describe('Load as a multiple of an ordinary day (default: as on past occasions of this name).'),
})

const replicas = z.int().min(0).max(10_000)

export const scalingSchema = z.strictObject({
  load: seriesSchema.describe('The load: requests a second, or any number that replicas share.'),
  step: duration
    .optional()
    .describe('Length of a slot, 1m to 1h, a whole number of them a day (default 5m).'),
  history: duration.optional().describe('How far back to learn from, 5d to 180d (default 28d).'),
  horizon: duration.optional().describe('How far ahead to plan, 1h to 48h (default 24h).'),
  interval: duration.optional().describe('Time between two runs of the action (default 15m).'),
  timezone: z
    .string()
    .optional()
    .describe('IANA zone whose clock the load follows, such as Europe/Berlin (default UTC).'),
  level: z
    .number()
    .min(0.5)
    .max(0.995)
    .optional()
    .describe('Share of hourly peaks the planned capacity is to hold (default 0.95).'),
  capacity: z
    .union([
      z.strictObject({
        per_replica: z.number().gt(0).describe('Load one replica carries within the latency objective.'),
      }),
      z.strictObject({
        objective: z.number().gt(0).describe('Latency that must hold, in the units of `latency`.'),
        latency: seriesSchema,
        replicas: seriesSchema.describe('Replicas that were ready.'),
      }),
    ])
    .describe('What one replica carries: given, or fitted from history at a latency objective.'),
  utilisation: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .describe('Share of its capacity a replica is planned to carry (default 0.8).'),
  startup: duration.optional().describe('From asking for a replica until it serves (default 3m).'),
  min: replicas.optional().describe('Fewest replicas ever planned (default 1).'),
  max: replicas.min(1).describe('Most replicas ever planned.'),
  ramp: z
    .strictObject({
      up: z.number().gt(0).optional().describe('Replicas added within an hour at most.'),
      down: z.number().gt(0).optional().describe('Replicas taken away within an hour at most.'),
    })
    .optional(),
  cost: z
    .strictObject({
      replica_hour: z.number().min(0).describe('What one replica costs an hour.'),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'three capital letters such as EUR')
        .optional(),
    })
    .optional(),
  ttl: duration.optional().describe('How long a raised minimum stands when nobody renews it (default 1h).'),
  calendar: z.array(occasionSchema).max(200).optional().describe('Holidays and known events.'),
  on_abstain: z
    .enum(['warn', 'fail'])
    .optional()
    .describe('What it does to the verdict when the forecast is not good enough to act on (default warn).'),
})

export type ScalingSpec = z.infer<typeof scalingSchema>
export type SeriesSpec = z.infer<typeof seriesSchema>
export type OccasionSpec = z.infer<typeof occasionSchema>
