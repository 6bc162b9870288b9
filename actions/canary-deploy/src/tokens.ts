import type { Inputs, Secrets } from '@mlops-actions/core'
import type { definition } from './inputs.ts'

type CanaryInputs = Inputs<typeof definition>

/** Everything secret among the inputs is starred out before anything is logged. */
export function maskSecrets(inputs: CanaryInputs, secrets: Secrets): void {
  const values = [
    inputs['github-token'],
    inputs['gitops-token'],
    inputs['prometheus-token'],
    inputs['prometheus-password'],
  ]
  for (const value of values) if (value !== undefined && value !== '') secrets.mask(value)
}
