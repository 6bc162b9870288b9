import type { Action } from '@mlops-actions/core'

/**
 * Every action of the suite, loaded only when asked for: the bundler makes a chunk of each, so that starting one does
 * not pay for the others. Adding an action is a line here and a folder in `actions/`.
 */
export const actions = {
  'validate-gate': async () => (await import('@mlops-actions/validate-gate')).action,
  'register-model': async () => (await import('@mlops-actions/register-model')).action,
  'promote-model': async () => (await import('@mlops-actions/promote-model')).action,
  'canary-deploy': async () => (await import('@mlops-actions/canary-deploy')).action,
  'drift-check': async () => (await import('@mlops-actions/drift-check')).action,
  'predictive-scale': async () => (await import('@mlops-actions/predictive-scale')).action,
} satisfies Record<string, () => Promise<Action>>

export type ActionName = keyof typeof actions
