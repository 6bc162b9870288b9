import { RunnerError } from './error.ts'

/** The contexts an input's default may name here, by dotted lower-case name. GitHub also knows strategy, matrix and job. */
export interface Contexts {
  readonly github: Readonly<Record<string, unknown>>
  readonly runner: Readonly<Record<string, unknown>>
}

const TOKEN = /\s*(?:'((?:[^']|'')*)'|(\|\||&&)|([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)|(-?\d+(?:\.\d+)?))/y

/**
 * Evaluates `${{ }}` in an input's default. Dotted paths into `github` and `runner`, string and number literals,
 * `true`, `false`, `null`, `||` and `&&` left to right; anything else is an error, never a guess.
 * @throws RunnerError `expression-unsupported`
 */
export function evaluateTemplate(template: string, contexts: Contexts): string {
  return template.replaceAll(/\$\{\{([\s\S]*?)\}\}/g, (_whole, body: string) =>
    asText(evaluate(body, contexts)),
  )
}

function evaluate(body: string, contexts: Contexts): unknown {
  const source = body.trim()
  TOKEN.lastIndex = 0
  let value: unknown
  let operator: string | undefined
  let expectValue = true
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source)
    if (!match) throw unsupported(source)
    const [, quoted, sign, path, number] = match
    if (sign !== undefined) {
      if (expectValue) throw unsupported(source)
      // `&&` binds tighter than `||`: mixing the two needs a parser, and no action of ours needs the mixture.
      if (operator !== undefined && operator !== sign) throw unsupported(source)
      operator = sign
      expectValue = true
      continue
    }
    if (!expectValue) throw unsupported(source)
    expectValue = false
    const next =
      quoted !== undefined
        ? quoted.replaceAll("''", "'")
        : number !== undefined
          ? Number(number)
          : look(path!, contexts, source)
    if (operator === undefined) value = next
    else if (operator === '||') value = truthy(value) ? value : next
    else value = truthy(value) ? next : value
  }
  if (expectValue) throw unsupported(source)
  return value
}

function look(path: string, contexts: Contexts, source: string): unknown {
  if (path === 'true') return true
  if (path === 'false') return false
  if (path === 'null') return null
  const [head = '', ...rest] = path.split('.')
  const context = { github: contexts.github, runner: contexts.runner }[head.toLowerCase()]
  if (!context || rest.length === 0) throw unsupported(source)
  return rest.reduce<unknown>(member, context)
}

/** Names are matched without case and a missing one is empty, as GitHub's expressions do. */
function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  const key = Object.keys(value).find((candidate) => candidate.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : (value as Record<string, unknown>)[key]
}

function truthy(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== ''
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return Array.isArray(value) ? 'Array' : 'Object'
}

function unsupported(source: string): RunnerError {
  return new RunnerError('expression-unsupported', `cannot evaluate \${{ ${source} }}`, {
    remedy:
      'Give the input a value with --input; defaults may use `github.*` and `runner.*` paths and literals.',
  })
}
