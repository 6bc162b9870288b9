import { parseArgs } from 'node:util'
import { RunnerError } from '../error.ts'
import { REGISTRY_USAGE } from './usage.ts'

/** The command line of `mlops-actions registry`, taken apart. */
export interface RegistryOptions {
  readonly command: string
  readonly operands: readonly string[]
  readonly remote: string | undefined
  readonly branch: string | undefined
  readonly policy: string | undefined
  readonly tokenEnv: string | undefined
  readonly to: string | undefined
  readonly reason: string | undefined
  readonly keep: string | undefined
  readonly apply: boolean
  readonly json: boolean
}

/** @throws RunnerError `usage` */
export function registryOptions(args: readonly string[]): RegistryOptions {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        remote: { type: 'string' },
        branch: { type: 'string' },
        policy: { type: 'string' },
        'token-env': { type: 'string' },
        to: { type: 'string' },
        reason: { type: 'string' },
        keep: { type: 'string' },
        apply: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const [command, ...operands] = positionals
    if (command === undefined) throw new Error('which command?')
    const { remote, branch, policy, to, reason, keep, apply, json } = values
    return {
      command,
      operands,
      remote,
      branch,
      policy,
      tokenEnv: values['token-env'],
      to,
      reason,
      keep,
      apply,
      json,
    }
  } catch (cause) {
    throw usageError((cause as Error).message, cause)
  }
}

export function usageError(message: string, cause?: unknown): RunnerError {
  return new RunnerError('usage', message, { cause, remedy: REGISTRY_USAGE })
}

/** The operands a command takes, by name; the last may be left out where `optional` says so. */
export function operandsOf<const Names extends readonly string[]>(
  { command, operands }: RegistryOptions,
  names: Names,
  optional = 0,
): { readonly [Index in keyof Names]: string } {
  if (operands.length > names.length)
    throw usageError(`registry ${command}: unexpected "${operands[names.length]}"`)
  if (operands.length < names.length - optional) {
    throw usageError(
      `registry ${command} needs ${names.slice(operands.length, names.length - optional).join(' and ')}`,
    )
  }
  return operands as unknown as { readonly [Index in keyof Names]: string }
}
