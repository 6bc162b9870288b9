import { UserError } from '@mlops-actions/core'
import type { PrometheusAuth } from './client.ts'

/** The inputs of an action that say who asks Prometheus. */
export interface PrometheusInputs {
  readonly 'prometheus-token'?: string | undefined
  readonly 'prometheus-user'?: string | undefined
  readonly 'prometheus-password'?: string | undefined
}

/** @throws UserError `conflicting-inputs`, `missing-input` */
export function prometheusAuth(inputs: PrometheusInputs): PrometheusAuth {
  const token = inputs['prometheus-token']
  const user = inputs['prometheus-user']
  const password = inputs['prometheus-password']
  if (token !== undefined && user !== undefined) {
    throw new UserError('conflicting-inputs', 'prometheus-token and prometheus-user exclude each other')
  }
  if (token !== undefined) return { kind: 'bearer', token }
  if (user === undefined && password === undefined) return { kind: 'none' }
  if (user === undefined || password === undefined) {
    throw new UserError('missing-input', 'prometheus-user and prometheus-password are needed together')
  }
  return { kind: 'basic', user, password }
}
