import type { Outputs } from '@mlops-actions/core'
import { z } from 'zod'
import { type RouterSettings, routerSettingsSchema } from './router-settings.ts'

/** What main leaves for the post step, written before the first shift: enough to undo it, and no secret. */
const handoverSchema = z.strictObject({
  rollout: z.string(),
  router: routerSettingsSchema,
  environment: z.string().optional(),
})

export interface Handover {
  readonly rollout: string
  readonly router: RouterSettings
  readonly environment?: string | undefined
}

const KEY = 'canary'

export async function leaveHandover(outputs: Outputs, handover: Handover): Promise<void> {
  await outputs.saveState(KEY, JSON.stringify(handover))
}

/** Nothing is left to do in post: the end was confirmed and reported. */
export async function clearHandover(outputs: Outputs): Promise<void> {
  await outputs.saveState(KEY, '')
}

/** @throws ZodError or SyntaxError when the state is not what main wrote */
export function takeHandover(outputs: Outputs): Handover | undefined {
  const text = outputs.state(KEY)
  return text === undefined || text === '' ? undefined : handoverSchema.parse(JSON.parse(text))
}
