import { DataError } from '../error.ts'
import { isHidden } from './hidden.ts'

/** A pattern of paths: `*`, `?`, `[a-z]`, `[!a]`, `{a,b}` within a segment, `**` for any number of segments. */
export interface Glob {
  /** The folder above the first wildcard; `.` for the workspace itself. */
  readonly root: string
  /** Whether a file (relative to the root) is meant. */
  readonly matches: (path: string) => boolean
  /** Whether a folder (relative to the root) can hold one that is. */
  readonly reaches: (folder: string) => boolean
  /** Whether nothing but its hidden name keeps a file or folder out. */
  readonly hides: (path: string) => boolean
}

/** What one character must be; `*` for any number of any. */
type Token = '*' | ((character: string) => boolean)
type Segment = '**' | { readonly tokens: readonly Token[]; readonly hidden: boolean }

/** Alternatives multiply: `{a,b}{a,b}...` would make a pattern of any size out of a line. */
const MAX_PATTERN_CHARACTERS = 1024
const MAX_ALTERNATIVES = 256

/** Whether the text is a pattern and no plain path. */
export function isGlob(pattern: string): boolean {
  return /[*?[{]/.test(pattern)
}

/**
 * Hidden files (`.x`, `_x`) are matched only by a segment that begins with the same character, as in a shell.
 * DataError `unreadable` for a pattern that is none: a bracket or brace left open, or too long.
 */
export function parseGlob(pattern: string): Glob {
  if (pattern.length > MAX_PATTERN_CHARACTERS)
    throw refused(pattern.slice(0, 60), `is longer than ${MAX_PATTERN_CHARACTERS} characters`)
  const segments = pattern.split('/')
  const first = segments.findIndex(isGlob)
  const root = segments.slice(0, first).join('/')
  const alternatives = expandBraces(segments.slice(first).join('/'), pattern).map((path) =>
    path.split('/').map((segment) => compileSegment(segment, pattern)),
  )
  const some = (path: string, partly: boolean, unveil: boolean) =>
    alternatives.some((glob) => walk(glob, path.split('/'), partly, unveil))
  return {
    root: root === '' ? (pattern.startsWith('/') ? '/' : '.') : root,
    matches: (path) => some(path, false, false),
    reaches: (folder) => some(folder, true, false),
    hides: (path) =>
      (some(path, false, true) || some(path, true, true)) &&
      !some(path, true, false) &&
      !some(path, false, false),
  }
}

/**
 * Whether the names follow the pattern; with `partly`, whether names may follow after them; with `unveil`, hidden ones are
 * treated like others.
 */
function walk(glob: readonly Segment[], names: readonly string[], partly: boolean, unveil: boolean): boolean {
  const positions = follow(glob, names, '**', (segment, name) => {
    const hidden = !unveil && isHidden(name)
    if (segment === '**') return !hidden
    return (segment.hidden || !hidden) && follow(segment.tokens, name, '*', takes).has(segment.tokens.length)
  })
  return partly ? [...positions].some((position) => position < glob.length) : positions.has(glob.length)
}

const takes = (token: Token, character: string) => token === '*' || token(character)

/**
 * Where in the pattern one may stand after all items. A set of positions instead of backtracking, so that stars upon stars
 * cost no more than one: a regular expression would take years over `a*a*a*a*b`.
 */
function follow<Part>(
  pattern: readonly Part[],
  items: Iterable<string>,
  star: Part,
  accepts: (part: Part, item: string) => boolean,
): ReadonlySet<number> {
  const withStars = (positions: Set<number>) => {
    // A star may stand for nothing. Adding to a set while it is walked visits what is added.
    for (const position of positions) if (pattern[position] === star) positions.add(position + 1)
    return positions
  }
  let positions = withStars(new Set([0]))
  for (const item of items) {
    const next = new Set<number>()
    for (const position of positions) {
      const part = pattern[position]
      if (part !== undefined && accepts(part, item)) next.add(part === star ? position : position + 1)
    }
    positions = withStars(next)
  }
  return positions
}

function expandBraces(text: string, pattern: string): readonly string[] {
  const done: string[] = []
  const pending = [text]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const found = /\{([^{}]*)\}/.exec(next)
    if (found === null) {
      if (/[{}]/.test(next)) throw refused(pattern, 'leaves a brace open')
      done.push(next)
    } else {
      for (const choice of found[1]!.split(','))
        pending.push(next.slice(0, found.index) + choice + next.slice(found.index + found[0].length))
    }
    if (done.length + pending.length > MAX_ALTERNATIVES)
      throw refused(pattern, `has more than ${MAX_ALTERNATIVES} alternatives`)
  }
  return done
}

function compileSegment(text: string, pattern: string): Segment {
  if (text === '**') return '**'
  const tokens: Token[] = []
  const characters = Array.from(text)
  for (let i = 0; i < characters.length; i++) {
    const c = characters[i]!
    if (c === '*') tokens.push('*')
    else if (c === '?') tokens.push(() => true)
    else if (c === '[') {
      // A bracket that comes first in a set is a member of it.
      const end = characters.indexOf(']', i + (characters[i + 1] === '!' ? 3 : 2))
      if (end < 0) throw refused(pattern, 'leaves a bracket open')
      tokens.push(setOf(characters.slice(i + 1, end), pattern))
      i = end
    } else tokens.push((other) => other === c)
  }
  return { tokens, hidden: /^[._]/.test(text) }
}

/** `a-z`, `abc`, and either after `!` for all others. */
function setOf(members: readonly string[], pattern: string): Exclude<Token, '*'> {
  const not = members[0] === '!'
  const ranges: [string, string][] = []
  for (let i = not ? 1 : 0; i < members.length; i++) {
    const from = members[i]!
    const to = members[i + 1] === '-' && i + 2 < members.length ? members[(i += 2)]! : from
    if (to < from) throw refused(pattern, `has a set of characters that is none ([${members.join('')}])`)
    ranges.push([from, to])
  }
  return (c) => ranges.some(([from, to]) => c >= from && c <= to) !== not
}

function refused(pattern: string, why: string, options?: ErrorOptions): DataError {
  return new DataError('unreadable', pattern, `is no pattern of files: it ${why}`, options)
}
