import type { z } from 'zod'
import type { ActionDefinition, InputShape } from '../define-action.ts'
import { UserError } from '../error.ts'
import type { Env } from '../ports/env.ts'
import { TOKEN_INPUT } from './schema-facts.ts'

/** The variable in which the runner hands over an input: spaces become underscores, hyphens stay. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

/**
 * An input as the workflow wrote it: trimmed, and undefined when nothing is left. An empty string never travels:
 * `with: threshold: ${{ vars.NOT_SET }}` means "not given".
 */
export function rawInput(env: Env, name: string): string | undefined {
  const text = env.get(inputVariable(name))?.trim()
  return text === '' ? undefined : text
}

/** The token an action may use, or undefined where it has none to use. */
export function tokenOf(definition: ActionDefinition, env: Env): string | undefined {
  return Object.hasOwn(definition.inputs, TOKEN_INPUT) ? rawInput(env, TOKEN_INPUT) : undefined
}

/**
 * The inputs of an action, typed. Everything that is wrong is said at once.
 * @throws UserError `invalid-inputs`, a line an input: `input fail-on: expected one of error, warning; got "never"`
 */
export function readInputs<I extends InputShape>(
  definition: Pick<ActionDefinition<I>, 'inputs' | 'renamed'>,
  env: Env,
): { readonly [K in keyof I]: z.output<I[K]> } {
  const problems: string[] = []
  for (const [old, current] of Object.entries(definition.renamed ?? {})) {
    if (rawInput(env, old) !== undefined) problems.push(`input ${old}: is called ${current} now`)
  }
  const values: [string, unknown][] = []
  for (const [name, schema] of Object.entries(definition.inputs)) {
    const given = rawInput(env, name)
    const parsed = schema.safeParse(given)
    if (parsed.success) values.push([name, parsed.data])
    else problems.push(...parsed.error.issues.map((issue) => `input ${name}: ${explain(name, given, issue)}`))
  }
  if (problems.length > 0) throw new UserError('invalid-inputs', problems.join('\n'))
  return Object.fromEntries(values) as { readonly [K in keyof I]: z.output<I[K]> }
}

function explain(name: string, given: string | undefined, issue: z.core.$ZodIssue): string {
  if (given === undefined) return 'is required'
  return `${expectation(issue)}; got ${shown(name, given)}`
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') {
    return `expected ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    const bound = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`
    return `expected ${bound}${issue.origin === 'string' ? ' characters' : ''}`
  }
  // Zod's own sentences begin with a capital; the schemas' say what is expected: "a run id".
  const message = issue.message.replace(/^Invalid input: expected /, '')
  return /^[A-Z][a-z]/.test(message) ? message : `expected ${message}`
}

const VALUE_MAX_CHARACTERS = 80

/** What was given, but for what may be a secret. */
function shown(name: string, value: string): string {
  if (/token|password|secret|key|credential/i.test(name)) return `a text of ${value.length} characters`
  return JSON.stringify(
    value.length > VALUE_MAX_CHARACTERS ? `${value.slice(0, VALUE_MAX_CHARACTERS)}…` : value,
  )
}
