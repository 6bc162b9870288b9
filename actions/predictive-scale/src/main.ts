import type { Action } from '@mlops-actions/core'
import { definition } from './inputs.ts'
import { run } from './run.ts'

export const action: Action<typeof definition.inputs, typeof definition.outputs> = { definition, run }
