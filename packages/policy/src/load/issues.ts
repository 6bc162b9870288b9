import { z } from 'zod'
import { assumedKind } from '../gate/kinds/index.ts'
import { suggestion } from './nearest.ts'
import { at, isRecord, knownKeys, schemaAt, shown } from './shape.ts'
import type { Key } from './source.ts'

/** A problem at a place in the document; `onKey` when the key itself is wrong, not its value. */
export interface Complaint {
  readonly keys: readonly Key[]
  readonly onKey?: boolean
  readonly message: string
}

type Issue = z.core.$ZodIssue

/** All that the schema has against `value`, worded for the person who wrote it. */
export function complaintsOf(schema: z.core.$ZodType, value: unknown): readonly Complaint[] {
  const result = z.safeParse(schema, value)
  if (result.success) return []
  const rules = new Map<string, readonly Key[]>()
  const complaints: Complaint[] = []
  for (const issue of result.error.issues) {
    const rule = ruleOf(issue.path as Key[])
    if (rule) rules.set(rule.join('\0'), rule)
    else complaints.push(...wordsOf(issue, schema, value, []))
  }
  for (const keys of rules.values()) complaints.push(...ruleComplaints(at(value, keys), keys))
  return complaints
}

/** `models.<name>.gate.rules.<n>`, when the path is there or below. */
function ruleOf(path: readonly Key[]): readonly Key[] | undefined {
  const inside = path[0] === 'models' && path[2] === 'gate' && path[3] === 'rules'
  return inside && typeof path[4] === 'number' ? path.slice(0, 5) : undefined
}

/**
 * A rule has many forms and zod's union would list what each lacks, or pick the wrong one. It is read again as the
 * one form its keys suggest, and the message says which.
 */
function ruleComplaints(rule: unknown, keys: readonly Key[]): readonly Complaint[] {
  if (!isRecord(rule)) return [{ keys, message: `found ${shown(rule)}, expected a rule (a mapping)` }]
  const kind = assumedKind(rule)
  const result = z.safeParse(kind.schema, rule)
  if (result.success) return []
  return result.error.issues
    .flatMap((issue) => wordsOf(issue, kind.schema, rule, keys))
    .map((complaint) => ({ ...complaint, message: `${complaint.message} (read as a ${kind.name} rule)` }))
}

/** `issue.path` is relative to `value`, which stands under `base` in the document. */
function wordsOf(
  issue: Issue,
  schema: z.core.$ZodType,
  value: unknown,
  base: readonly Key[],
): readonly Complaint[] {
  const path = issue.path as Key[]
  const keys = [...base, ...path]
  const found = at(value, path)
  const complain = (message: string): readonly Complaint[] => [{ keys, message }]
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = knownKeys(schemaAt(schema, path, value), found)
      return issue.keys.map((key) => ({
        keys: [...keys, key],
        onKey: true,
        message: `unknown key \`${printable(key)}\`${suggestion(key, known)}`,
      }))
    }
    case 'invalid_type':
      return complain(
        found === undefined
          ? `missing key \`${printable(String(path.at(-1) ?? ''))}\`, expected ${article(issue.expected)}`
          : `found ${shown(found)}, expected ${article(issue.expected)}`,
      )
    case 'invalid_value': {
      const values = issue.values.map(String)
      const hint = typeof found === 'string' ? suggestion(found, values) : ''
      const what =
        found === undefined
          ? `missing key \`${printable(String(path.at(-1) ?? ''))}\``
          : `found ${shown(found)}`
      return complain(`${what}, expected ${oneOf(values)}${hint}`)
    }
    case 'too_small':
      return complain(
        `found ${size(found)}, expected ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`,
      )
    case 'too_big':
      return complain(
        `found ${size(found)}, expected ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`,
      )
    case 'custom':
      return complain(`\`${printable(String(keys.at(-1) ?? 'the file'))}\`: ${issue.message}`)
    case 'invalid_format':
      return complain(`found ${shown(found)}, expected ${issue.message}`)
    case 'not_multiple_of':
      return complain(`found ${shown(found)}, expected a multiple of ${issue.divisor}`)
    case 'invalid_key': {
      const expected = issue.issues.map(({ message }) => message).join(', ')
      return [{ keys, onKey: true, message: `found the name ${shown(path.at(-1))}, expected ${expected}` }]
    }
    case 'invalid_element':
      return complain(issue.issues.map(({ message }) => message).join(', '))
    case 'invalid_union':
    default:
      return unionComplaints(issue, schemaAt(schema, path, value), found, keys)
  }
}

/** The option that was most likely meant speaks for the union; when none has the outer shape, all are named. */
function unionComplaints(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  schema: z.core.$ZodType | undefined,
  found: unknown,
  keys: readonly Key[],
): readonly Complaint[] {
  const options = schema instanceof z.ZodUnion ? schema.options : []
  const [meant] = options
    .map((option, index) => ({ option, errors: issue.errors[index]!, likeness: likeness(option, found) }))
    .filter(({ errors }) => errors.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'))
    .sort((a, b) => b.likeness - a.likeness)
  if (meant) return meant.errors.flatMap((inner) => wordsOf(inner, meant.option, found, keys))
  return [
    { keys, message: `found ${shown(found)}, expected ${[...new Set(options.map(form))].join(' or ')}` },
  ]
}

/** How many keys of a mapping an option knows; one that is nearly right counts half. */
function likeness(option: z.core.$ZodType, found: unknown): number {
  if (!isRecord(found)) return 0
  const known = knownKeys(option, found)
  return Object.keys(found).reduce(
    (sum, key) => sum + (known.includes(key) ? 1 : suggestion(key, known) === '' ? 0 : 0.5),
    0,
  )
}

/** What an option of a union looks like from outside. */
function form(option: z.core.$ZodType): string {
  if (option instanceof z.ZodLiteral)
    return [...option.values].map((value) => `\`${String(value)}\``).join(' or ')
  return option instanceof z.ZodType ? article(option.type) : 'another form'
}

const articles: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
}

function article(type: string): string {
  return articles[type] ?? type
}

function oneOf(values: readonly string[]): string {
  const quoted = values.map((value) => `\`${value}\``)
  return quoted.length > 1 ? `one of ${quoted.join(', ')}` : quoted.join('')
}

function size(found: unknown): string {
  return Array.isArray(found) ? `a list of ${found.length}` : shown(found)
}

function printable(key: string): string {
  return JSON.stringify(key).slice(1, -1)
}
