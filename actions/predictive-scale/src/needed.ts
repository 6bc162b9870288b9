import { type Env, type Secrets, UserError } from '@mlops-actions/core'
import type { ScaleInputs } from './inputs.ts'

const SECRETS = [
  'github-token',
  'gitops-token',
  'azure-token',
  'prometheus-token',
  'prometheus-password',
  'datadog-api-key',
  'datadog-app-key',
] as const

/** Everything secret among the inputs is starred out before anything is logged. */
export function maskSecrets(inputs: ScaleInputs, secrets: Secrets): void {
  for (const name of SECRETS) {
    const value = inputs[name]
    if (value !== undefined && value !== '') secrets.mask(value)
  }
}

/**
 * @param why what needs it: `target: hpa`
 * @throws UserError `missing-input`
 */
export function needed<K extends keyof ScaleInputs>(
  inputs: ScaleInputs,
  name: K,
  why: string,
): NonNullable<ScaleInputs[K]> {
  const value = inputs[name]
  if (value !== undefined && value !== '') return value
  throw new UserError('missing-input', `${why} needs the input ${name}`)
}

/** @throws UserError `missing-input` */
export function awsRegion(inputs: ScaleInputs, { env }: { readonly env: Env }): string {
  const region = inputs['aws-region'] ?? env.get('AWS_REGION') ?? env.get('AWS_DEFAULT_REGION')
  if (region !== undefined) return region
  throw new UserError('missing-input', 'AWS needs the input aws-region, or AWS_REGION')
}
