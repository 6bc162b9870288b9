import type { Env } from '../ports/env.ts'

/** GitHub writes empty variables freely; they count as absent. */
export function processEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  return {
    get(name) {
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined
      return value === '' ? undefined : value
    },
  }
}
