import { z } from 'zod'
import type { Finding } from '@mlops-actions/policy'
import { count, real } from './real.ts'

export const status = z.enum(['pass', 'warn', 'fail', 'inconclusive', 'incomparable', 'error', 'waived'])

export const outcome = z.enum(['pass', 'warn', 'fail'])

const interval = z.strictObject({
  low: real,
  high: real,
  level: z.number().gt(0).lt(1).describe('Two-sided coverage, 0..1.'),
  method: z.string().min(1),
})

const measurement = z.strictObject({
  value: real,
  n: count.describe('Rows, requests or runs it was computed from.'),
  unit: z.exactOptional(z.string()),
  interval: z.exactOptional(interval),
})

const sourceLocation = z.strictObject({
  file: z.string().min(1),
  line: z.number().int().positive(),
  column: z.exactOptional(z.number().int().positive()),
})

export const finding = z.strictObject({
  id: z.string().min(1),
  kind: z.string().min(1),
  title: z.string().min(1),
  status,
  outcome,
  reason: z.string(),
  remedy: z.exactOptional(z.string()),
  slice: z.exactOptional(z.record(z.string(), z.string())),
  candidate: z.exactOptional(measurement),
  baseline: z.exactOptional(measurement),
  improvement: z.exactOptional(
    measurement.describe('candidate - baseline, signed so that positive is better.'),
  ),
  required: z.exactOptional(z.string()),
  pValue: z.exactOptional(real),
  adjustedPValue: z.exactOptional(real),
  source: z.exactOptional(sourceLocation),
}) satisfies z.ZodType<Finding>
