import type { Runtime } from '@mlops-actions/core'
import type { Placement, Router } from '@mlops-actions/rollout'

/** A job may be in the middle of a write to several instances: what it leaves half done is looked at again. */
const READ_ATTEMPTS = 3
const READ_PAUSE_MS = 2_000

/** @throws what the router threw at the last attempt */
export async function readPatiently(router: Router, { clock }: Pick<Runtime, 'clock'>): Promise<Placement> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await router.read()
    } catch (error) {
      if (attempt === READ_ATTEMPTS) throw error
      await clock.sleep(READ_PAUSE_MS)
    }
  }
}
