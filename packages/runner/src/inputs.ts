import type { ActionFile } from './action-file.ts'
import { type Contexts, evaluateTemplate } from './expression.ts'

export interface ResolvedInputs {
  /** By name: those of the caller first, then the declared ones with their default, empty where there is none. */
  readonly values: ReadonlyMap<string, string>
  readonly warnings: readonly string[]
}

/**
 * The inputs of a step. Names are matched without case. GitHub enforces nothing here, neither `required` nor the
 * names, and only warns; so an action must check its own inputs, and does so under this runner too.
 */
export function resolveInputs(
  action: ActionFile,
  given: Readonly<Record<string, string>>,
  contexts: Contexts,
): ResolvedInputs {
  const values = new Map<string, string>()
  const warnings: string[] = []
  const declared = new Map(action.inputs.map((input) => [input.name.toLowerCase(), input]))
  const unexpected: string[] = []
  for (const [name, value] of Object.entries(given)) {
    const input = declared.get(name.toLowerCase())
    if (!input) unexpected.push(name)
    if (input?.deprecationMessage !== undefined) {
      warnings.push(`Input '${name}' has been deprecated with message: ${input.deprecationMessage}`)
    }
    values.set(input?.name ?? name, value)
  }
  for (const input of action.inputs) {
    if (values.has(input.name)) continue
    if (input.required && input.default === undefined) {
      warnings.push(`Input required and not supplied: ${input.name}`)
    }
    values.set(input.name, evaluateTemplate(input.default ?? '', contexts))
  }
  if (unexpected.length > 0) {
    const valid = action.inputs.map(({ name }) => name).join("', '")
    warnings.push(`Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${valid}']`)
  }
  return { values, warnings }
}
