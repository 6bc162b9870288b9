import type { Env } from '@mlops-actions/core'

/** An environment that holds what it is given; an empty variable counts as absent. */
export function memoryEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  return {
    get(name) {
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined
      return value === '' ? undefined : value
    },
  }
}
