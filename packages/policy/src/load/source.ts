import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document, Node } from 'yaml'
import type { SourceLocation } from '../finding.ts'
import { PolicyError } from './policy-error.ts'
import type { Problem } from './policy-error.ts'

/** Largest policy read, in bytes: a file people write by hand is a hundredth of it. */
const LARGEST = 1_048_576
/** Nodes that aliases may expand to. More is the "billion laughs" attack, not a policy. */
const ALIAS_EXPANSIONS = 100
/** What follows the first few syntax errors is their echo. */
const SYNTAX_PROBLEMS = 3

export type Key = string | number

/** A YAML file as plain values that still know their lines. */
export interface Source {
  readonly value: unknown
  /** Where the value under `keys` begins; of its nearest ancestor when there is none. */
  locate(keys: readonly Key[]): SourceLocation
  /** Where the last key itself is written. */
  locateKey(keys: readonly Key[]): SourceLocation
}

/**
 * YAML 1.2 text as values with locations. Duplicate keys, custom tags, several documents and runaway aliases are
 * refused. Throws PolicyError `policy-too-large` or `policy-syntax`.
 */
export function readSource(text: string, path: string): Source {
  const start = { file: path, line: 1, column: 1 }
  const byteLength = new TextEncoder().encode(text).byteLength
  if (byteLength > LARGEST) {
    const message = `the file has ${byteLength} bytes, expected at most ${LARGEST} (1 MiB)`
    throw new PolicyError('policy-too-large', [{ location: start, message }])
  }
  const lines = new LineCounter()
  const at = (offset: number): SourceLocation => {
    const { line, col } = lines.linePos(offset)
    return { file: path, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const document = parse(text, lines, start)
  const problems = [...document.errors, ...document.warnings].slice(0, SYNTAX_PROBLEMS).map(
    ({ message, pos }): Problem => ({
      location: at(pos[0]),
      message: `not valid YAML: ${reworded(message)}`,
    }),
  )
  if (problems.length > 0) throw new PolicyError('policy-syntax', problems)
  return {
    value: plain(document, start),
    locate: (keys) => at(offsetOf(document, keys, 'value')),
    locateKey: (keys) => at(offsetOf(document, keys, 'key')),
  }
}

function parse(text: string, lineCounter: LineCounter, start: SourceLocation): Document.Parsed {
  try {
    const options = { version: '1.2', uniqueKeys: true, lineCounter, prettyErrors: false } as const
    return parseDocument(text, { ...options, logLevel: 'error' })
  } catch (cause) {
    return refused(start, 'not valid YAML: nested too deeply', cause)
  }
}

function plain(document: Document.Parsed, start: SourceLocation): unknown {
  try {
    return document.toJS({ maxAliasCount: ALIAS_EXPANSIONS })
  } catch (cause) {
    return refused(
      start,
      `aliases (*name) expand to too much; expected at most ${ALIAS_EXPANSIONS} uses`,
      cause,
    )
  }
}

/** The two limits the parser signals by throwing: its stack, and its count of aliases. All else is our own bug. */
function refused(location: SourceLocation, message: string, cause: unknown): never {
  if (!(cause instanceof RangeError || cause instanceof ReferenceError)) throw cause
  throw new PolicyError('policy-syntax', [{ location, message }], { cause })
}

function offsetOf(document: Document.Parsed, keys: readonly Key[], want: 'key' | 'value'): number {
  let node: Node | null | undefined = document.contents
  let offset = node?.range?.[0] ?? 0
  for (const [depth, key] of keys.entries()) {
    const last = depth === keys.length - 1
    const holder: unknown = isAlias(node) ? node.resolve(document) : node
    if (isMap(holder)) {
      const pair = holder.items.find(
        (item) => String(isScalar(item.key) ? item.key.value : item.key) === String(key),
      )
      if (!pair) return offset
      const name = pair.key as Node
      node = pair.value as Node | null
      offset = (last && want === 'key' ? name.range?.[0] : node?.range?.[0]) ?? name.range?.[0] ?? offset
    } else if (isSeq(holder)) {
      node = holder.items[Number(key)] as Node | null | undefined
      if (!node) return offset
      offset = node.range?.[0] ?? offset
    } else {
      return offset
    }
  }
  return offset
}

function reworded(message: string): string {
  if (message.startsWith('Maximum call stack')) return 'nested too deeply'
  if (message.startsWith('Source contains multiple documents')) return 'a second document (---), expected one'
  return message.replaceAll(/\s+/g, ' ').trim()
}
