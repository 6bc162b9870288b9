import type { ActionDefinition } from '../define-action.ts'
import { inputFacts } from './schema-facts.ts'

/** action.yml as an object, its keys in the order people expect. */
export interface Manifest {
  readonly name: string
  readonly description: string
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly required: boolean; readonly default?: string }>
  >
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
  readonly runs: { readonly using: 'node24'; readonly main: string; readonly post?: string }
  readonly branding: { readonly icon: string; readonly color: string }
}

/**
 * The action.yml of an action at `actions/<name>/`, whose code is in the bundle at `dist/<name>/`.
 * @throws Error when an input has no description
 */
export function manifest(definition: ActionDefinition): Manifest {
  const { name, title, description, branding, outputs, post } = definition
  const up = '../'.repeat(name.split('/').length + 1)
  return {
    name: title,
    description,
    inputs: Object.fromEntries(
      Object.entries(definition.inputs).map(([input, schema]) => [input, inputFacts(input, schema)]),
    ),
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([output, description]) => [output, { description }]),
    ),
    runs: {
      using: 'node24',
      main: `${up}dist/${name}/index.js`,
      ...(post === true && { post: `${up}dist/${name}/post.js` }),
    },
    branding,
  }
}
