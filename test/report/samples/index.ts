import type { Report } from '@mlops-actions/report'
import { drift } from './drift.ts'
import { passing } from './passing.ts'
import { poor } from './poor.ts'
import { rollout } from './rollout.ts'
import { validation } from './validation.ts'

/** Reports as the actions write them, rendered in every way into ../golden and, the rich ones, into pictures. */
export const samples = { validation, rollout, drift, passing, poor } satisfies Readonly<
  Record<string, Report>
>
