import { toMilliseconds } from '../../schema/common.ts'
import type { ModelPolicy } from '../../schema/document.ts'
import type { Complaint } from '../issues.ts'

/** Times that contradict each other; the rest of a rollout its schema checks. */
export function rolloutComplaints({ rollout }: Partial<ModelPolicy>): readonly Complaint[] {
  if (rollout?.max_duration === undefined || rollout.step_duration === undefined) return []
  const least = toMilliseconds(rollout.step_duration) * rollout.steps.length
  if (least <= toMilliseconds(rollout.max_duration)) return []
  const message = `${rollout.steps.length} steps of ${rollout.step_duration} cannot end within ${rollout.max_duration}`
  return [{ keys: ['rollout', 'max_duration'], message }]
}
